/** The runtime's view of an operating system: the native-image platform of the kernel, and the boot sequence. */
module org.eremite.vm {
    requires org.graalvm.nativeimage.builder;
    requires org.graalvm.nativeimage;
    requires org.graalvm.word;
    requires transitive org.eremite.hal;
    requires org.eremite.mm;
    requires org.eremite.sched;

    exports org.eremite.vm;

    uses org.eremite.hal.Machine;
}
