/** Threads, run queues, timers and the locks that make threads wait. */
module org.eremite.sched {
    requires static org.graalvm.nativeimage.builder;
    requires transitive org.eremite.hal;

    exports org.eremite.sched;
}
