package org.eremite.mm;

import static org.eremite.mm.BuddyLayout.*;

import com.oracle.svm.core.Uninterruptible;
import org.eremite.hal.MemoryMap;
import org.eremite.hal.Pages;
import org.eremite.hal.Panic;
import org.eremite.hal.RawMemory;

/** The regions of the memory map and a state for each of their frames ({@link BuddyLayout}). Kernel dialect. */
final class FrameRegions {
    private final MemoryMap memory;
    private final Panic panic;

    private long table;
    private int count;
    private int host;
    private long taken;

    FrameRegions(MemoryMap memory, Panic panic) {
        this.memory = memory;
        this.panic = panic;
    }

    /** Bytes of the table and of all states. Panics if the map is not as its contract says. */
    @Uninterruptible(reason = "Runs before the Java heap exists.")
    long measure() {
        count = memory.regions();
        long bytes = REGION_BYTES * count;
        for (int index = 0; index < count; index++) {
            long start = memory.start(index);
            long length = memory.length(index);
            checkRegion(index, start, length);
            bytes += stateBytes(start, start + length);
        }
        return bytes;
    }

    /** Takes whole frames of {@code bytes} bytes off the start of the largest region; {@link Pages#NONE} if that is smaller. */
    @Uninterruptible(reason = "Runs before the Java heap exists.")
    long takeFromLargest(long bytes) {
        for (int index = 1; index < count; index++) {
            if (memory.length(index) > memory.length(host)) {
                host = index;
            }
        }
        taken = Alignment.up(bytes, Pages.SMALL);
        return count == 0 || memory.length(host) < taken ? Pages.NONE : memory.start(host);
    }

    /** Makes the table, all of it virgin, at {@code address}; returns the number of bytes in all regions. */
    @Uninterruptible(reason = "Runs before the Java heap exists.")
    long initialize(long address) {
        table = address;
        long total = 0;
        long states = table + REGION_BYTES * count;
        for (int index = 0; index < count; index++) {
            long start = memory.start(index);
            long end = start + memory.length(index);
            long first = index == host ? start + taken : start;
            long region = at(index);
            RawMemory.putLong(region + REGION_START, first);
            RawMemory.putLong(region + REGION_END, end);
            RawMemory.putLong(region + REGION_VIRGIN, first);
            RawMemory.putLong(region + REGION_STATES, states - (Alignment.down(start, CHUNK) >> Pages.SMALL_SHIFT));
            states += stateBytes(start, end);
            total += end - first;
        }
        return total;
    }

    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    int count() {
        return count;
    }

    /** Region number {@code index}. */
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    long at(int index) {
        return table + index * REGION_BYTES;
    }

    /** Region that holds {@code physicalAddress}, or 0. Bounds of regions never change, so this needs no lock. */
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    long of(long physicalAddress) {
        int low = 0;
        int high = count;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (RawMemory.getLong(at(middle) + REGION_END) <= physicalAddress) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low < count && RawMemory.getLong(at(low) + REGION_START) <= physicalAddress ? at(low) : 0;
    }

    /** Address of the state of the frame at {@code block} in {@code region}. */
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    static long stateAddress(long region, long block) {
        return RawMemory.getLong(region + REGION_STATES) + (block >> Pages.SMALL_SHIFT);
    }

    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    static int state(long region, long block) {
        return RawMemory.getByte(stateAddress(region, block)) & (STATE_KIND | STATE_ORDER);
    }

    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    static void putState(long region, long block, int state) {
        RawMemory.putByte(stateAddress(region, block), (byte) state);
    }

    @Uninterruptible(reason = "Runs before the Java heap exists.")
    private void checkRegion(int index, long start, long length) {
        long end = index == 0 ? Pages.SMALL : memory.start(index - 1) + memory.length(index - 1);
        if (start < end || length < 0 || start + length < start || !Alignment.is(start | length, Pages.SMALL)) {
            panic.panic("bad region in the memory map", "start", start);
        }
    }
}
