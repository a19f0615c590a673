package org.eremite.vm;

/** Phases of boot, each named for what is ready at its end. */
final class BootPhase {
    /** Console, interrupt tables, clocks. */
    static final int MACHINE = 0;
    /** Frames, kernel heap, address space. */
    static final int MEMORY = 1;
    /** Scheduler and further CPUs. */
    static final int CPUS = 2;
    /** The isolate: Java heap and main thread. */
    static final int ISOLATE = 3;
    /** Number of phases. */
    static final int COUNT = 4;

    private static final String[] NAMES = {"machine", "memory", "cpus", "isolate"};

    private BootPhase() {}

    static String name(int phase) {
        return NAMES[phase];
    }
}
