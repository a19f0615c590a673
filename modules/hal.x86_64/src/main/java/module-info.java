/** The bare x86-64 machine: boot, processors, traps, page tables, clocks, serial line. */
module org.eremite.hal.x86_64 {
    requires static org.graalvm.nativeimage.builder;
    requires transitive org.eremite.hal;

    provides org.eremite.hal.Machine with org.eremite.hal.x86_64.X86Machine;
    provides org.eremite.hal.code.MachineCode with org.eremite.hal.x86_64.code.X86MachineCode;
}
