package org.eremite.benchmarks.system;

/**
 * How often things are repeated.
 *
 * @param warmUps rounds that are not counted; for just-in-time compilers
 * @param rounds rounds that are
 * @param n operations in each round, about
 */
public record Rounds(int warmUps, int rounds, int n) {
    /** Words {@code warm=N}, {@code rounds=N} and {@code n=N} replace these. */
    static final Rounds DEFAULT = new Rounds(10, 15, 2000);

    /** A round of something that measures itself. */
    @FunctionalInterface
    public interface Round {
        /** Runs {@code n} operations and returns the nanoseconds they took. */
        long nanos(int n) throws InterruptedException;
    }

    /** Those of {@code arguments}; words without {@code =} are left to the caller. */
    static Rounds parse(String... arguments) {
        Rounds rounds = DEFAULT;
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            if (equals > 0) {
                int value = Integer.parseInt(argument.substring(equals + 1));
                if (value < 1) {
                    throw new IllegalArgumentException("not positive: " + argument);
                }
                rounds = switch (argument.substring(0, equals)) {
                    case "warm" -> new Rounds(value, rounds.rounds, rounds.n);
                    case "rounds" -> new Rounds(rounds.warmUps, value, rounds.n);
                    case "n" -> new Rounds(rounds.warmUps, rounds.rounds, value);
                    default -> throw new IllegalArgumentException("unknown: " + argument);
                };
            }
        }
        return rounds;
    }

    /** Runs {@code round} as often as said and returns what it cost. */
    public Figure measure(String name, Round round) throws InterruptedException {
        return measure(name, n, round);
    }

    /** As above, with {@code operations} in each round instead of {@link #n}. */
    public Figure measure(String name, int operations, Round round) throws InterruptedException {
        long[] nanos = new long[rounds];
        for (int i = -warmUps; i < rounds; i++) {
            long took = round.nanos(operations);
            if (i >= 0) {
                nanos[i] = took;
            }
        }
        return new Figure(name, nanos, operations);
    }
}
