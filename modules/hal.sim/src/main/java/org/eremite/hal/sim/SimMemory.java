package org.eremite.hal.sim;

import java.util.List;
import jdk.internal.misc.Unsafe;
import org.eremite.hal.MemoryMap;
import org.eremite.hal.Pages;

/**
 * Physical memory in memory of the host process: any regions, at physical addresses that are not host addresses, filled
 * with a pattern as RAM is with whatever it holds. Call {@link #close} to give it back.
 */
public final class SimMemory implements MemoryMap, AutoCloseable {
    /** Every byte before the first write, unless another pattern is chosen. */
    public static final byte PATTERN = (byte) 0xA5;
    private static final Unsafe UNSAFE = Unsafe.getUnsafe();

    /** A region of RAM. */
    public record Region(long start, long length) {}

    private final Region[] regions;
    private final long[] blocks;
    private final long[] hosts;
    private final long pattern;
    private long translations;

    /** Simulates {@code regions} filled with {@link #PATTERN}. */
    public SimMemory(List<Region> regions) {
        this(regions, PATTERN);
    }

    /** Simulates {@code regions}, which are not checked, so that a kernel's own checks can be tested; every byte is {@code fill}. */
    public SimMemory(List<Region> regions, byte fill) {
        pattern = (fill & 0xFFL) * 0x0101_0101_0101_0101L;
        this.regions = regions.toArray(Region[]::new);
        blocks = new long[this.regions.length];
        hosts = new long[this.regions.length];
        for (int index = 0; index < hosts.length; index++) {
            long length = Math.max(0, length(index));
            // A page before and after the region shows writes beyond it.
            blocks[index] = UNSAFE.allocateMemory(length + 2 * Pages.LARGE + 2 * Pages.SMALL);
            long aligned = (blocks[index] + Pages.SMALL + Pages.LARGE - 1) & -Pages.LARGE;
            hosts[index] = aligned + (start(index) & (Pages.LARGE - 1));
            UNSAFE.setMemory(hosts[index] - Pages.SMALL, length + 2 * Pages.SMALL, fill);
        }
    }

    /** Simulates one region. */
    public SimMemory(long start, long length) {
        this(List.of(new Region(start, length)));
    }

    @Override
    public int regions() {
        return regions.length;
    }

    @Override
    public long start(int index) {
        return regions[index].start();
    }

    @Override
    public long length(int index) {
        return regions[index].length();
    }

    @Override
    public long unreachable() {
        return 0;
    }

    @Override
    public long direct(long physicalAddress) {
        translations++;
        for (int index = 0; index < regions.length; index++) {
            if (physicalAddress >= start(index) && physicalAddress - start(index) < length(index)) {
                return hosts[index] + (physicalAddress - start(index));
            }
        }
        throw new AssertionError("no RAM: physicalAddress=0x" + Long.toHexString(physicalAddress));
    }

    @Override
    public long physical(long directAddress) {
        for (int index = 0; index < regions.length; index++) {
            if (directAddress >= hosts[index] && directAddress - hosts[index] < length(index)) {
                return start(index) + (directAddress - hosts[index]);
            }
        }
        throw new AssertionError("not a direct address: directAddress=0x" + Long.toHexString(directAddress));
    }

    /** Bytes of RAM. */
    public long bytes() {
        long bytes = 0;
        for (Region region : regions) {
            bytes += region.length();
        }
        return bytes;
    }

    /** Number of calls of {@link #direct} so far. */
    public long translations() {
        return translations;
    }

    /** Number of words of RAM that no longer hold the pattern: a lower bound of what has been written. */
    public long writtenWords() {
        long words = 0;
        for (int index = 0; index < regions.length; index++) {
            for (long address = hosts[index]; address < hosts[index] + length(index); address += Long.BYTES) {
                if (UNSAFE.getLong(null, address) != pattern) {
                    words++;
                }
            }
        }
        return words;
    }

    /** Gives the host memory back. Fails if something was written next to a region. */
    @Override
    public void close() {
        boolean intact = true;
        for (int index = 0; index < blocks.length; index++) {
            long end = hosts[index] + Math.max(0, length(index));
            intact &= isPattern(hosts[index] - Pages.SMALL) && isPattern(end);
            UNSAFE.freeMemory(blocks[index]);
            blocks[index] = 0;
        }
        if (!intact) {
            throw new AssertionError("written outside the regions of RAM");
        }
    }

    private boolean isPattern(long page) {
        for (long address = page; address < page + Pages.SMALL; address += Long.BYTES) {
            if (UNSAFE.getLong(null, address) != pattern) {
                return false;
            }
        }
        return true;
    }
}
