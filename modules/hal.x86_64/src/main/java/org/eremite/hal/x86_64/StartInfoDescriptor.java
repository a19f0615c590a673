package org.eremite.hal.x86_64;

/** Start structure of the PVH boot protocol (Xen public header arch-x86/hvm/start_info.h). */
final class StartInfoDescriptor {
    /** Value of {@link #MAGIC}: "xEn3" with the 0x80 bit of the "E" set. */
    static final int MAGIC_VALUE = 0x336E_C578;
    static final int MAGIC = 0;
    static final int VERSION = 4;
    static final int CMDLINE_PADDR = 24;
    static final int RSDP_PADDR = 32;
    /** Since version 1. */
    static final int MEMMAP_PADDR = 40;
    static final int MEMMAP_ENTRIES = 48;
    /** Memory map entry: address, size, type. */
    static final int ENTRY_BYTES = 24;
    static final int ENTRY_ADDR = 0;
    static final int ENTRY_SIZE = 8;
    static final int ENTRY_TYPE = 16;
    /** XEN_HVM_MEMMAP_TYPE_RAM. */
    static final int TYPE_RAM = 1;

    private StartInfoDescriptor() {}
}
