package org.eremite.image.link;

/**
 * The note by which PVH boot loaders find the entry point (System V gABI, chapter 5, "Note Section"; Xen
 * public/elfnote.h; Xen docs/misc/pvh, "x86/HVM direct boot ABI").
 *
 * <pre>
 *  0          4          8          12         16
 * +----------+----------+----------+----------+
 * | n_namesz | n_descsz | n_type   | X e n \0 |   0
 * +----------+----------+----------+----------+
 * | physical entry      |                         16
 * +---------------------+
 * </pre>
 *
 * <p>The descriptor is 64 bits wide, upper half zero: QEMU up to 9.1 reads 64 bits from a 64-bit file whatever
 * {@code n_descsz} says, every other loader takes the lower 32. The note's alignment must be 4, which QEMU uses to
 * round {@code n_namesz}.
 */
final class NoteDescriptor {
    static final int SIZE = 24;
    static final int ALIGNMENT = 4;

    static final int N_NAMESZ = 0;
    static final int N_DESCSZ = 4;
    static final int N_TYPE = 8;
    static final int NAME = 12;
    static final int DESCRIPTOR = 16;

    static final int NAME_SIZE = 4;
    static final int DESCRIPTOR_SIZE = 8;
    /** {@code "Xen\0"} as a little-endian word. */
    static final int XEN = 0x006E_6558;
    /** 32-bit physical address at which PVH boot enters. */
    static final int XEN_ELFNOTE_PHYS32_ENTRY = 18;

    private NoteDescriptor() {}
}
