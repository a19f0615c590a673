package org.eremite.hal.x86_64;

import com.oracle.svm.core.Uninterruptible;

/**
 * The window through which physical memory is read and written: virtual = physical + base.
 *
 * <p>In an image 512 GiB, mapped by the linker's tables, never executable, read-only where the image's code and
 * constants lie. The last 256 MiB below 4 GiB, which hold the memory-mapped interrupt controllers and timers, are not
 * cached. Above 4 GiB its pages are of 1 GiB; a CPU without those reaches only what lies below.
 */
public final class DirectMap {
    /** Virtual address of physical address 0 in an image. */
    public static final long BASE = 0xFFFF_8000_0000_0000L;
    /** Bytes of physical memory that an image reaches. */
    public static final long BYTES = 512L << 30;
    /** Bytes of physical memory that an image reaches on a CPU without 1 GiB pages. */
    public static final long BYTES_BY_LARGE_PAGES = 4L << 30;
    /** Where the memory of devices begins. */
    public static final long DEVICES = 0xF000_0000L;
    /** Where it ends. */
    public static final long DEVICES_END = 1L << 32;

    /** CPUID leaf 0x80000001, EDX (APM vol. 3, appendix E.4.2). */
    private static final int CPUID_EXTENDED = 0x8000_0001;
    private static final long EXTENDED_PDPE1GB = 1L << 26 + Integer.SIZE;

    private final long base;
    private long bytes;

    /** The map of an image. */
    DirectMap() {
        this(BASE, BYTES);
    }

    /** Physical addresses below {@code bytes} as addresses from {@code base}. */
    DirectMap(long base, long bytes) {
        this.base = base;
        this.bytes = bytes;
    }

    /** Asks the booting CPU how far the window of an image reaches. */
    @Uninterruptible(reason = "Runs before there is a Java thread.")
    void initialize() {
        if ((Instructions.cpuidCD(CPUID_EXTENDED, 0) & EXTENDED_PDPE1GB) == 0) {
            bytes = BYTES_BY_LARGE_PAGES;
        }
    }

    /** Bytes of physical memory within reach. */
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    long bytes() {
        return bytes;
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
