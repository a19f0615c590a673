package org.eremite.hal.x86_64;

/**
 * Four-level paging (SDM vol. 3, 4.5).
 *
 * <pre>
 *  63  62        52 51                                   12 11   9 8 7 6 5 4 3 2 1 0
 * +--+------------+---------------------------------------+------+-+-+-+-+-+-+-+-+-+
 * |XD| ignored    | physical address                      | ign. |G|S|D|A|C|T|U|W|P|
 * +--+------------+---------------------------------------+------+-+-+-+-+-+-+-+-+-+
 * </pre>
 */
public final class PageTableDescriptor {
    /** Present. */
    public static final long P = 1L;
    /** Writable. */
    public static final long RW = 1L << 1;
    /** Write-through. */
    public static final long PWT = 1L << 3;
    /** Cache disabled. */
    public static final long PCD = 1L << 4;
    /** Page size: the entry maps a page of 2 MiB or 1 GiB. */
    public static final long PS = 1L << 7;
    /** Execute disabled. */
    public static final long XD = 1L << 63;
    /** Physical address in an entry. */
    public static final long ADDRESS = 0x000F_FFFF_FFFF_F000L;
    /** Entries of a table. */
    public static final int ENTRIES = 512;
    /** Levels: PML4, PDPT, page directory, page table. */
    public static final int LEVELS = 4;
    /** Bits of the virtual address that index one level. */
    public static final int INDEX_BITS = 9;

    private PageTableDescriptor() {}

    /** Position of the index of {@code level} (1 = page table, 4 = PML4) in a virtual address. */
    public static int shift(int level) {
        return 12 + INDEX_BITS * (level - 1);
    }
}
