package org.eremite.mm;

/**
 * A mistake put into the code under test: one method calls a wrong one of {@link WrongCalls} in place of the right one.
 *
 * @param invariant what it breaks
 * @param program the program whose model must notice
 * @param where class and method that call, as {@code Class.method}
 * @param callee name of the method that is called there
 * @param wrong what is called instead; an instance method's replacement has the receiver as its first parameter
 */
record PlantedDefect(String invariant, Class<?> program, String where, String callee, String wrong) {
    @Override
    public String toString() {
        return invariant + ": " + where + " calls " + wrong + " for " + callee;
    }
}
