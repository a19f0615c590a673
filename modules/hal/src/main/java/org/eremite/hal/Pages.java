package org.eremite.hal;

/** Page sizes and the "no such address" value shared by memory management and page tables. */
public final class Pages {
    /** A frame and the smallest page, in bytes. */
    public static final long SMALL = 4096;
    /** Binary logarithm of {@link #SMALL}. */
    public static final int SMALL_SHIFT = 12;
    /** The next larger page, in bytes. */
    public static final long LARGE = 2L << 20;
    /** Binary logarithm of {@link #LARGE}. */
    public static final int LARGE_SHIFT = 21;
    /** No address: not a multiple of any page size, and never handed out. */
    public static final long NONE = -1;

    private Pages() {}
}
