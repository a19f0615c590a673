package org.eremite.hal.x86_64;

import com.oracle.svm.core.Uninterruptible;

/**
 * The window through which all physical memory is read and written: virtual = physical + {@link #BASE}.
 *
 * <p>512 GiB, mapped by the linker's tables with 1 GiB pages, never executable, read-only where the image's code
 * and constants lie. The fourth GiB, which holds the memory-mapped devices, is not cached.
 */
public final class DirectMap {
    /** Virtual address of physical address 0. */
    public static final long BASE = 0xFFFF_8000_0000_0000L;
    /** Bytes of physical memory that can be reached. */
    public static final long BYTES = 512L << 30;

    /** Virtual address of a physical one. */
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    long direct(long physicalAddress) {
        return BASE + physicalAddress;
    }

    /** Physical address behind a virtual one of this window. */
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    long physical(long directAddress) {
        return directAddress - BASE;
    }
}
