/** Memory of the machine: physical frames, the kernel's heap, the address space, stacks. */
module org.eremite.mm {
    requires static org.graalvm.nativeimage.builder;
    requires transitive org.eremite.hal;

    exports org.eremite.mm;
}
