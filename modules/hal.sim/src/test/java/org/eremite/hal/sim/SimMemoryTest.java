package org.eremite.hal.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.eremite.hal.Pages;
import org.eremite.hal.RawMemory;
import org.junit.jupiter.api.Test;

class SimMemoryTest {
    private static final long HIGH = 1L << 32;

    private static SimMemory memory() {
        return new SimMemory(List.of(new SimMemory.Region(Pages.SMALL, 3 * Pages.SMALL), new SimMemory.Region(HIGH, Pages.LARGE)));
    }

    @Test
    void everyFrameHasItsPlaceAndItsAlignment() {
        try (SimMemory memory = memory()) {
            assertEquals(3 * Pages.SMALL + Pages.LARGE, memory.bytes());
            for (long address : new long[] {Pages.SMALL, 4 * Pages.SMALL - 1, HIGH, HIGH + Pages.LARGE - 1}) {
                long direct = memory.direct(address);
                assertEquals(address, memory.physical(direct));
                assertEquals(address % Pages.LARGE, direct % Pages.LARGE);
            }
        }
    }

    @Test
    void addressesOutsideTheRegionsAreErrors() {
        try (SimMemory memory = memory()) {
            for (long address : new long[] {0, Pages.SMALL - 1, 4 * Pages.SMALL, HIGH - 1, HIGH + Pages.LARGE, Pages.NONE}) {
                assertThrows(AssertionError.class, () -> memory.direct(address));
            }
            assertThrows(AssertionError.class, () -> memory.physical(memory.direct(Pages.SMALL) - 1));
        }
    }

    @Test
    void contentsAreNotZeroAtFirstAndWritesAreCounted() {
        try (SimMemory memory = memory()) {
            assertEquals(SimMemory.PATTERN, RawMemory.getByte(memory.direct(HIGH)));
            assertEquals(0, memory.writtenWords());
            RawMemory.putLong(memory.direct(HIGH), 0);
            RawMemory.putByte(memory.direct(Pages.SMALL), (byte) 1);
            assertEquals(2, memory.writtenWords());
        }
    }

    @Test
    void writesBesideARegionAreFound() {
        SimMemory memory = memory();
        RawMemory.putLong(memory.direct(Pages.SMALL) - 8, 0);
        assertThrows(AssertionError.class, memory::close);
    }
}
