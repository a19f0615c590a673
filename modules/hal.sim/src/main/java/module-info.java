/** A machine simulated on an ordinary JVM: the hardware contract for tests of the kernel's own class files. */
module org.eremite.hal.sim {
    requires static org.graalvm.nativeimage.builder;
    requires transitive org.eremite.hal;

    exports org.eremite.hal.sim;
}
