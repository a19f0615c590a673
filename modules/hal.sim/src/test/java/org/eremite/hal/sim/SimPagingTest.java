package org.eremite.hal.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.eremite.hal.FrameSource;
import org.eremite.hal.Pages;
import org.eremite.hal.Paging;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SimPagingTest {
    private static final long BASE = 0x7000_0000_0000L;
    private static final int READ_WRITE = Paging.READ | Paging.WRITE;

    /** Hands out frames upwards and counts them. */
    private static final class Frames implements FrameSource {
        long next = 1L << 30;
        long left = 100;

        @Override
        public long allocateFrame() {
            if (left == 0) {
                return Pages.NONE;
            }
            left--;
            next += Pages.SMALL;
            return next;
        }

        @Override
        public void freeFrame(long physicalAddress) {
            left++;
        }
    }

    private final Frames frames = new Frames();
    private final SimPaging paging = new SimPaging(new SimPanic());

    @BeforeEach
    void attach() {
        paging.attach(frames);
    }

    @Test
    void translatesWhatIsMapped() {
        assertTrue(paging.map(BASE, Pages.LARGE, Pages.SMALL, READ_WRITE));
        assertTrue(paging.map(BASE + Pages.LARGE, 2 * Pages.LARGE, Pages.LARGE, Paging.EXECUTE));
        assertEquals(Pages.LARGE + 5, paging.translate(BASE + 5));
        assertEquals(2 * Pages.LARGE + 5000, paging.translate(BASE + Pages.LARGE + 5000));
        assertEquals(Pages.NONE, paging.translate(BASE + Pages.SMALL));
        assertEquals(Paging.READ | Paging.EXECUTE, paging.protection(BASE + Pages.LARGE));
        assertEquals(Pages.NONE, paging.unmap(BASE, Pages.LARGE));
        assertEquals(Pages.LARGE, paging.unmap(BASE, Pages.SMALL));
        assertEquals(Pages.NONE, paging.unmap(BASE, Pages.SMALL));
    }

    @Test
    void tablesTakeFramesAsTheyAreNeeded() {
        paging.map(BASE, 0, Pages.LARGE, READ_WRITE);
        assertEquals(2, paging.tables());
        paging.map(BASE + Pages.LARGE, Pages.LARGE, Pages.SMALL, READ_WRITE);
        assertEquals(3, paging.tables());
        paging.map(BASE + Pages.LARGE + Pages.SMALL, Pages.LARGE + Pages.SMALL, Pages.SMALL, READ_WRITE);
        assertEquals(3, paging.tables());
        assertEquals(97, frames.left);
    }

    @Test
    void nothingIsMappedIfAFrameForATableLacksAndTheTablesOnTheWayCanBeRemoved() {
        for (int left = 0; left < 3; left++) {
            frames.left = left;
            assertFalse(paging.map(BASE, 0, Pages.SMALL, READ_WRITE));
            assertEquals(Pages.NONE, paging.translate(BASE));
            assertEquals(left, paging.tables());
            assertEquals(left, removeTables());
            paging.flush(BASE, Pages.SMALL);
        }
        frames.left = 3;
        assertTrue(paging.map(BASE, 0, Pages.SMALL, READ_WRITE));
    }

    private long removeTables() {
        long removed = 0;
        while (paging.removeEmptyTable(BASE) != Pages.NONE) {
            removed++;
        }
        return removed;
    }

    @Test
    void failsOnRequest() {
        paging.failAfter(1);
        assertTrue(paging.map(BASE, 0, Pages.LARGE, READ_WRITE));
        assertFalse(paging.map(BASE + Pages.LARGE, Pages.LARGE, Pages.LARGE, READ_WRITE));
        assertFalse(paging.split(BASE));
        paging.failAfter(Long.MAX_VALUE);
        assertTrue(paging.split(BASE));
    }

    @Test
    void aSplitPageTranslatesAsBefore() {
        paging.map(BASE, Pages.LARGE, Pages.LARGE, Paging.READ);
        assertTrue(paging.split(BASE));
        assertEquals(512, paging.pages(Pages.SMALL));
        assertEquals(2 * Pages.LARGE - 1, paging.translate(BASE + Pages.LARGE - 1));
        assertEquals(Paging.READ, paging.protection(BASE + Pages.LARGE - 1));
        assertEquals(Pages.SMALL, paging.probe(BASE));
    }

    @Test
    void probeTellsPagesAndGaps() {
        assertEquals(0, paging.probe(BASE) % (1L << 39), "whole entries of the highest table");
        assertTrue(paging.probe(BASE) < 0);
        paging.map(BASE + Pages.LARGE, 0, Pages.LARGE, READ_WRITE);
        assertEquals(Pages.LARGE, paging.probe(BASE + Pages.LARGE));
        assertEquals(-Pages.LARGE, paging.probe(BASE));
        assertEquals(-Pages.SMALL, paging.probe(BASE + Pages.LARGE - Pages.SMALL));
        assertTrue(paging.probe(BASE + 2 * Pages.LARGE) <= -Pages.SMALL);
    }

    @Test
    void onlyEmptyTablesAreRemoved() {
        paging.map(BASE, 0, Pages.SMALL, READ_WRITE);
        paging.map(BASE + Pages.LARGE, Pages.LARGE, Pages.LARGE, READ_WRITE);
        assertEquals(0, removeTables());
        paging.unmap(BASE, Pages.SMALL);
        assertPanic(() -> paging.map(BASE, 2 * Pages.LARGE, Pages.LARGE, READ_WRITE));
        paging.flush(BASE, Pages.SMALL);
        assertPanic(() -> paging.map(BASE, 2 * Pages.LARGE, Pages.LARGE, READ_WRITE));
        assertEquals(1, removeTables());
        assertEquals(1, paging.unflushedTables());
        assertPanic(() -> paging.map(BASE, 2 * Pages.LARGE, Pages.SMALL, READ_WRITE));
        paging.flush(BASE, Pages.SMALL);
        assertTrue(paging.map(BASE, 2 * Pages.LARGE, Pages.LARGE, READ_WRITE));
        assertEquals(Pages.NONE, paging.removeEmptyTable(BASE), "a large page");
        paging.unmap(BASE, Pages.LARGE);
        paging.unmap(BASE + Pages.LARGE, Pages.LARGE);
        paging.flush(BASE, 2 * Pages.LARGE);
        assertEquals(2, removeTables());
        assertEquals(0, paging.tables());
    }

    @Test
    void misuseIsFound() {
        paging.map(BASE, Pages.LARGE, Pages.LARGE, READ_WRITE);
        assertPanic(() -> paging.map(BASE, 2 * Pages.LARGE, Pages.LARGE, READ_WRITE));
        assertPanic(() -> paging.map(BASE + Pages.SMALL, 0, Pages.SMALL, READ_WRITE));
        assertPanic(() -> paging.map(BASE - 1, 0, Pages.SMALL, READ_WRITE));
        assertPanic(() -> paging.map(BASE - Pages.SMALL, 1, Pages.SMALL, READ_WRITE));
        assertPanic(() -> paging.map(BASE - Pages.SMALL, 0, Pages.LARGE, READ_WRITE));
        assertPanic(() -> paging.map(BASE - Pages.SMALL, 0, 512, READ_WRITE));
        assertPanic(() -> paging.map(BASE - Pages.SMALL, 0, Pages.SMALL, Paging.WRITE | Paging.EXECUTE));
        assertPanic(() -> paging.protect(BASE, Pages.LARGE, Paging.WRITE | Paging.EXECUTE));
        assertPanic(() -> paging.split(BASE + Pages.LARGE));
    }

    @Test
    void useBeforeTheFlushIsFound() {
        paging.map(BASE, Pages.LARGE, Pages.LARGE, READ_WRITE);
        paging.unmap(BASE, Pages.LARGE);
        assertEquals(1, paging.unflushed());
        assertPanic(() -> paging.map(BASE + Pages.SMALL, 0, Pages.SMALL, READ_WRITE));
        assertPanic(() -> paging.map(BASE + Pages.LARGE, Pages.LARGE + Pages.SMALL, Pages.SMALL, READ_WRITE));
        frames.next = Pages.LARGE;
        assertPanic(() -> paging.map(-Pages.LARGE, 0, Pages.SMALL, READ_WRITE));
        paging.flush(BASE + Pages.SMALL, Pages.SMALL);
        assertEquals(0, paging.unflushed());
        assertTrue(paging.map(BASE, Pages.LARGE, Pages.LARGE, READ_WRITE));
        assertTrue(paging.protect(BASE, Pages.LARGE, READ_WRITE));
        assertEquals(0, paging.unflushed(), "nothing was restricted");
        assertTrue(paging.protect(BASE, Pages.LARGE, Paging.READ));
        assertEquals(1, paging.unflushed());
    }

    private static void assertPanic(org.junit.jupiter.api.function.Executable misuse) {
        assertThrows(SimPanic.Raised.class, misuse);
    }
}
