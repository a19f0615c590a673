package org.eremite.jdk.zip;

/**
 * How hard to look for matches: the limits that zlib 1.3 has for its levels.
 *
 * @param level 0 to 9
 * @param method what to do with matches
 * @param good from this length on only a quarter of the positions is looked at
 * @param lazy from this length on no better match is looked for at the next byte
 * @param nice from this length on a match is taken without looking further
 * @param chain positions looked at
 */
record Effort(int level, Method method, int good, int lazy, int nice, int chain) {
    /** What to do with matches. */
    enum Method {
        /** There are none. */
        STORE,
        /** The first one is taken. */
        GREEDY,
        /** One is taken if the next byte does not begin a better one. */
        LAZY
    }

    private static final Effort[] LEVELS = {
        new Effort(0, Method.STORE, 0, 0, 0, 0),
        new Effort(1, Method.GREEDY, 4, 4, 8, 4),
        new Effort(2, Method.GREEDY, 4, 5, 16, 8),
        new Effort(3, Method.GREEDY, 4, 6, 32, 32),
        new Effort(4, Method.LAZY, 4, 4, 16, 16),
        new Effort(5, Method.LAZY, 8, 16, 32, 32),
        new Effort(6, Method.LAZY, 8, 16, 128, 128),
        new Effort(7, Method.LAZY, 8, 32, 128, 256),
        new Effort(8, Method.LAZY, 32, 128, 258, 1024),
        new Effort(9, Method.LAZY, 32, 258, 258, 4096)
    };

    /** Of {@code level}. */
    static Effort of(int level) {
        return LEVELS[level];
    }
}
