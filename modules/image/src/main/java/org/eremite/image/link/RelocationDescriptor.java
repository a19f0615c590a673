package org.eremite.image.link;

/**
 * Relocation with explicit addend (System V gABI, chapter 4, "Relocation"; types: AMD x86-64 psABI, "Relocation
 * Types", where S is the symbol's address, A the addend and P the address of the place). {@code r_info} holds the
 * symbol's index in its upper and the type in its lower 32 bits.
 *
 * <pre>
 *  0          4          8
 * +---------------------+
 * | r_offset            |   0
 * +----------+----------+
 * | type     | symbol   |   8   r_info
 * +----------+----------+
 * | r_addend            |  16
 * +---------------------+
 * </pre>
 */
final class RelocationDescriptor {
    static final int SIZE = 24;

    static final int R_OFFSET = 0;
    static final int R_INFO = 8;
    static final int R_ADDEND = 16;

    /** 64 bits: S + A. */
    static final int R_X86_64_64 = 1;
    /** 32 bits, signed: S + A - P. */
    static final int R_X86_64_PC32 = 2;
    /** 32 bits, signed: L + A - P; without a procedure linkage table L is S. */
    static final int R_X86_64_PLT32 = 4;
    /** 32 bits, unsigned: S + A; between sections of debug information only. */
    static final int R_X86_64_32 = 10;

    private RelocationDescriptor() {}

    static int symbol(long info) {
        return (int) (info >>> 32);
    }

    static int type(long info) {
        return (int) info;
    }
}
