package org.eremite.hal;

import com.oracle.svm.core.Uninterruptible;

/**
 * Physical memory that is free when the kernel starts: RAM less the image and what boot still uses.
 *
 * Regions come from outside, sorted and made disjoint by the provider; starts and lengths are multiples of
 * {@link Pages#SMALL}, and no region holds physical address 0.
 */
public interface MemoryMap {
    /**
     * Number of regions.
     */
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    int regions();

    /**
     * Physical address where region {@code index} starts.
     */
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    long start(int index);

    /**
     * Length of region {@code index} in bytes.
     */
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    long length(int index);

    /**
     * Bytes of RAM that the machine has and the map leaves out, because the kernel could not reach them.
     */
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    long unreachable();

    /**
     * Virtual address at which physical memory can be read and written, for RAM of the map. Memory that is contiguous
     * stays so, and the address is congruent to {@code physicalAddress} modulo {@link Pages#LARGE}.
     */
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    long direct(long physicalAddress);

    /**
     * Physical address behind a virtual address of {@link #direct}.
     */
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    long physical(long directAddress);
}
