package org.eremite.image.link;

/**
 * Entry of the program header table (System V gABI, chapter 5, "Program Header").
 *
 * <pre>
 *  0            4            8
 * +------------+------------+
 * | p_type     | p_flags    |   0
 * +------------+------------+
 * | p_offset                |   8
 * | p_vaddr                 |  16
 * | p_paddr                 |  24
 * | p_filesz                |  32
 * | p_memsz                 |  40
 * | p_align                 |  48
 * +-------------------------+
 * </pre>
 */
final class ProgramHeaderDescriptor {
    static final int SIZE = 56;

    static final int P_TYPE = 0;
    static final int P_FLAGS = 4;
    static final int P_OFFSET = 8;
    static final int P_VADDR = 16;
    static final int P_PADDR = 24;
    static final int P_FILESZ = 32;
    static final int P_MEMSZ = 40;
    static final int P_ALIGN = 48;

    static final int PT_LOAD = 1;
    static final int PT_NOTE = 4;

    static final int PF_X = 1;
    static final int PF_W = 2;
    static final int PF_R = 4;

    private ProgramHeaderDescriptor() {}
}
