package org.eremite.tests.guest;

/** A named set of checks. */
enum Group {
    /** One line on each stream: the shortest boot. */
    SMOKE(true, SmokeChecks::run),
    /** Exceptions, text, collections, numbers. */
    LANGUAGE(true, LanguageChecks::run),
    /** Exceptions that the language itself throws, and their stacks. */
    EXCEPTIONS(true, ExceptionChecks::run),
    /** Platform threads, monitors, java.util.concurrent. */
    THREADS(true, checks -> {
        ThreadChecks.run(checks);
        MonitorChecks.run(checks);
        SynchronizerChecks.run(checks);
    }),
    /** Time and turns: sleeps, timeouts, preemption. */
    SCHEDULING(true, SchedulingChecks::run),
    /** Vector registers across preemption. */
    VECTORS(true, VectorChecks::run),
    /** Fork and join. */
    PARALLEL(true, ParallelChecks::run),
    /** Virtual threads. */
    VIRTUAL(true, VirtualThreadChecks::run),
    /** The collector and references. */
    MEMORY(true, MemoryChecks::run),
    /** Stack overflows. */
    STACK(true, StackChecks::run),
    /** Random numbers that cannot be guessed. */
    ENTROPY(true, EntropyChecks::run),
    /** The same on a machine without a source of them. */
    NO_ENTROPY(false, EntropyChecks::runWithoutSource),
    /** Priorities of threads, which an ordinary JVM ignores. */
    PRIORITY(false, PriorityChecks::run),
    /** CPUs of their own and beats for threads, which only this system has. */
    PROCESSOR(false, ProcessorChecks::run),
    /** What a fork of par costs; for a machine whose clock counts instructions. */
    FORK_COST(false, ForkCostChecks::run),
    /** A million virtual threads. */
    MILLION(false, MillionChecks::run),
    /** A full heap; for a machine or JVM with little memory. */
    EXHAUST(false, ExhaustionChecks::run),
    /** Memory of a heap that has been filled and dropped; for a machine or JVM with little memory. */
    FREED(false, FreedHeapChecks::run),
    /** Very many threads; for a machine with 512 MiB. */
    MANY(false, ManyThreadsChecks::run);

    private final boolean ofAll;
    private final Runner runner;

    /** Runs a group's checks. */
    @FunctionalInterface
    interface Runner {
        void run(Checks checks);
    }

    Group(boolean ofAll, Runner runner) {
        this.ofAll = ofAll;
        this.runner = runner;
    }

    /** Whether {@code all} includes it. */
    boolean ofAll() {
        return ofAll;
    }

    void run(Checks checks) {
        runner.run(checks);
    }
}
