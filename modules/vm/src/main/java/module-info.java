/** The runtime's view of an operating system: the native-image platform of the kernel, and the boot sequence. */
module org.eremite.vm {
    requires static org.graalvm.nativeimage.builder;
    requires static org.graalvm.nativeimage;
    requires static org.graalvm.word;
    requires transitive org.eremite.hal;
    requires transitive org.eremite.mm;
    requires transitive org.eremite.sched;

    exports org.eremite.vm;

    uses org.eremite.hal.Machine;
}
