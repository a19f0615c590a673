/** The bare x86-64 machine: the hardware contract on processors, interrupt controllers and page tables of this kind. */
module org.eremite.hal.x86_64 {
    requires static org.graalvm.nativeimage.builder;
    requires transitive org.eremite.hal;
}
