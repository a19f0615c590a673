package org.eremite.image.link;

/**
 * ELF header, 64-bit class, little-endian (System V gABI, chapter 4, "ELF Header").
 *
 * <pre>
 *  0        4     5    6       7     8          9            16
 * +--------+-----+----+-------+-----+----------+------------+
 * |7F E L F|class|data|version|osabi|abiversion| padding    |
 * +--------+--+--+----+-------+-----+----------+------------+
 * | e_type    | e_machine     | e_version                   |  16
 * +-----------+---------------+-----------------------------+
 * | e_entry                                                 |  24
 * | e_phoff                                                 |  32
 * | e_shoff                                                 |  40
 * +---------------------------+--------------+--------------+
 * | e_flags                   | e_ehsize     | e_phentsize  |  48
 * +--------------+------------+--------------+--------------+
 * | e_phnum      | e_shentsize| e_shnum      | e_shstrndx   |  56
 * +--------------+------------+--------------+--------------+
 * </pre>
 */
final class Elf64HeaderDescriptor {
    static final int SIZE = 64;

    static final int EI_CLASS = 4;
    static final int EI_DATA = 5;
    static final int EI_VERSION = 6;
    static final int E_TYPE = 16;
    static final int E_MACHINE = 18;
    static final int E_VERSION = 20;
    static final int E_ENTRY = 24;
    static final int E_PHOFF = 32;
    static final int E_SHOFF = 40;
    static final int E_EHSIZE = 52;
    static final int E_PHENTSIZE = 54;
    static final int E_PHNUM = 56;
    static final int E_SHENTSIZE = 58;
    static final int E_SHNUM = 60;
    static final int E_SHSTRNDX = 62;

    /** The four magic bytes 7F 45 4C 46, read as a little-endian word. */
    static final int ELFMAG = 0x464C_457F;

    static final int ELFCLASS64 = 2;
    static final int ELFDATA2LSB = 1;
    static final int EV_CURRENT = 1;
    static final int ET_REL = 1;
    static final int ET_EXEC = 2;
    /** AMD x86-64 psABI, "Machine Information". */
    static final int EM_X86_64 = 62;

    private Elf64HeaderDescriptor() {}
}
