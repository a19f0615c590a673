package org.eremite.mm;

/**
 * Node of {@link ExtentTree}, an object of the kernel heap.
 *
 * <pre>
 *   0  START      first address
 *   8  LENGTH     bytes
 *  16  LEFT       subtree of lower addresses, or 0
 *  24  RIGHT      subtree of higher addresses, or 0
 *  32  LONGEST    greatest LENGTH in this subtree
 *  40  HEIGHT     nodes on the longest path down
 * </pre>
 */
final class ExtentLayout {
    static final long START = 0;
    static final long LENGTH = 8;
    static final long LEFT = 16;
    static final long RIGHT = 24;
    static final long LONGEST = 32;
    static final long HEIGHT = 40;
    static final long BYTES = 48;

    private ExtentLayout() {}
}
