package org.eremite.hal.x86_64;

import com.oracle.svm.core.Uninterruptible;

/**
 * The window through which physical memory is read and written: virtual = physical + base.
 *
 * <p>In an image 512 GiB, mapped by the linker's tables, never executable, read-only where the image's code and
 * constants lie. The last 256 MiB below 4 GiB, which hold the memory-mapped interrupt controllers and timers, are not
 * cached.
 */
public final class DirectMap {
    /** Virtual address of physical address 0 in an image. */
    public static final long BASE = 0xFFFF_8000_0000_0000L;
    /** Bytes of physical memory that an image reaches. */
    public static final long BYTES = 512L << 30;
    /** Where the memory of devices begins. */
    public static final long DEVICES = 0xF000_0000L;
    /** Where it ends. */
    public static final long DEVICES_END = 1L << 32;

    private final long base;
    private final long bytes;

    /** The map of an image. */
    DirectMap() {
        this(BASE, BYTES);
    }

    /** Physical addresses below {@code bytes} as addresses from {@code base}. */
    DirectMap(long base, long bytes) {
        this.base = base;
        this.bytes = bytes;
    }

    /** Virtual address of a physical one. */
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    long direct(long physicalAddress) {
        return base + physicalAddress;
    }

    /** Physical address behind a virtual one of this window. */
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    long physical(long directAddress) {
        return directAddress - base;
    }

    /** Whether all of {@code length} bytes at a physical address, which is not 0, are in the window. */
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    boolean reaches(long physicalAddress, long length) {
        return physicalAddress > 0 && length >= 0 && length <= bytes && physicalAddress <= bytes - length;
    }
}
