package org.eremite.image.link;

/**
 * Entry of the section header table (System V gABI, chapter 4, "Sections").
 *
 * <pre>
 *  0            4            8
 * +------------+------------+
 * | sh_name    | sh_type    |   0
 * +------------+------------+
 * | sh_flags                |   8
 * | sh_addr                 |  16
 * | sh_offset               |  24
 * | sh_size                 |  32
 * +------------+------------+
 * | sh_link    | sh_info    |  40
 * +------------+------------+
 * | sh_addralign            |  48
 * | sh_entsize              |  56
 * +-------------------------+
 * </pre>
 */
final class SectionHeaderDescriptor {
    static final int SIZE = 64;

    static final int SH_NAME = 0;
    static final int SH_TYPE = 4;
    static final int SH_FLAGS = 8;
    static final int SH_ADDR = 16;
    static final int SH_OFFSET = 24;
    static final int SH_SIZE = 32;
    static final int SH_LINK = 40;
    static final int SH_INFO = 44;
    static final int SH_ADDRALIGN = 48;
    static final int SH_ENTSIZE = 56;

    static final int SHT_NULL = 0;
    static final int SHT_PROGBITS = 1;
    static final int SHT_SYMTAB = 2;
    static final int SHT_STRTAB = 3;
    static final int SHT_RELA = 4;
    static final int SHT_NOTE = 7;
    static final int SHT_NOBITS = 8;
    static final int SHT_REL = 9;

    static final long SHF_WRITE = 0x1;
    static final long SHF_ALLOC = 0x2;
    static final long SHF_EXECINSTR = 0x4;
    static final long SHF_TLS = 0x400;
    static final long SHF_COMPRESSED = 0x800;

    static final int SHN_UNDEF = 0;
    static final int SHN_LORESERVE = 0xFF00;
    static final int SHN_ABS = 0xFFF1;

    private SectionHeaderDescriptor() {}
}
