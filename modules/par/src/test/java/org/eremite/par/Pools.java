package org.eremite.par;

/** Pools of 1 to 8 workers, made when first asked for and kept for all tests. */
final class Pools {
    static final int MOST = 8;
    private static final Pool[] POOLS = new Pool[MOST + 1];

    private Pools() {
    }

    static synchronized Pool of(int workers) {
        if (POOLS[workers] == null) {
            POOLS[workers] = new Pool(workers);
        }
        return POOLS[workers];
    }
}
