package org.eremite.abi.probe;

import org.eremite.hal.Pages;
import org.eremite.hal.Paging;
import org.eremite.vm.Kernel;

/** Frames and pages, one operation of the kernel at a time. Whoever calls gives back what it takes. */
public final class KernelMemory {
    /** Size of a small page, in bytes. */
    public static final long PAGE_BYTES = Pages.SMALL;

    private KernelMemory() {}

    /** Physical address of 2^{@code order} frames. */
    public static long allocateFrames(int order) {
        long frames = Kernel.FRAMES.allocate(order);
        if (frames == Pages.NONE) {
            throw new OutOfMemoryError("no frames: order=" + order);
        }
        return frames;
    }

    /** Gives back what {@link #allocateFrames} returned for the same order. */
    public static void freeFrames(long physicalAddress, int order) {
        Kernel.FRAMES.free(physicalAddress, order);
    }

    /** Address of {@code bytes} reserved bytes, at a boundary of large pages. */
    public static long reserve(long bytes) {
        long address = Kernel.SPACE.reserve(bytes, Pages.LARGE);
        if (address == 0) {
            throw new OutOfMemoryError("no addresses: bytes=" + bytes);
        }
        return address;
    }

    /** Gives reserved addresses up. */
    public static void release(long address, long bytes) {
        check(Kernel.SPACE.free(address, bytes), bytes);
    }

    /** Puts zeroed memory behind reserved addresses. */
    public static void commit(long address, long bytes) {
        check(Kernel.SPACE.commit(address, bytes, Paging.READ + Paging.WRITE), bytes);
    }

    /** Takes it away again. */
    public static void uncommit(long address, long bytes) {
        check(Kernel.SPACE.uncommit(address, bytes), bytes);
    }

    private static void check(boolean done, long bytes) {
        if (!done) {
            throw new OutOfMemoryError("no memory: bytes=" + bytes);
        }
    }
}
