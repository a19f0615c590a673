package org.eremite.mm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.eremite.hal.Pages;
import org.eremite.hal.RawMemory;
import org.eremite.hal.sim.SimMemory;
import org.eremite.hal.sim.SimMemory.Region;
import org.eremite.hal.sim.SimPanic;

/**
 * The frame allocator as a set of frames: blocks do not overlap and are aligned, no frame is lost, a request fails only if
 * it must and then changes nothing, and when everything is free all of it has coalesced.
 *
 * <p>A step is a number: what to do, of which order, with which of the pieces in use.
 */
final class FrameProgram implements BiConsumer<List<Region>, long[]> {
    private static final int COALESCING_IS_CHECKED_EVERY = 64;

    /** Something allocated: a block if {@code order} is not negative, else a run. */
    private record Piece(long address, int order, long frames) {
        long end() {
            return address + frames * Pages.SMALL;
        }
    }

    private final FakeProcessors processors = new FakeProcessors();
    private final List<Piece> pieces = new ArrayList<>();
    private SimMemory memory;
    private FrameAllocator frames;
    private FrameModel model;

    @Override
    public void accept(List<Region> map, long[] steps) {
        // RAM may look like states that the allocator has written.
        byte fill = steps.length == 0 || steps[0] % 2 == 0 ? SimMemory.PATTERN
                : (byte) (BuddyLayout.STATE_FREE | 7 + Math.floorMod(steps[0] >> 1, 6));
        try (SimMemory opened = new SimMemory(map, fill)) {
            memory = opened;
            CheckedMemory.use(opened);
            frames = new FrameAllocator(memory, processors, new SimPanic());
            frames.initialize();
            model = new FrameModel(map, memory.bytes() - frames.totalBytes());
            for (int step = 0; step < steps.length; step++) {
                apply(steps[step]);
                assertEquals(model.freeFrames() * Pages.SMALL, frames.freeBytes(), "conservation");
                if (step % COALESCING_IS_CHECKED_EVERY == 0) {
                    assertEquals(model.largestFreeOrder(), frames.largestFreeOrder(), "coalescing");
                }
            }
            pieces.forEach(this::free);
            assertEquals(frames.totalBytes(), frames.freeBytes(), "conservation");
            assertEquals(new FrameModel(map, memory.bytes() - frames.totalBytes()).largestFreeOrder(),
                    frames.largestFreeOrder(), "coalescing after all is free");
        }
    }

    private void apply(long step) {
        int choice = (int) (step >>> 8) & 0xFFFF;
        int order = choice % 4 == 0 ? (choice >> 2) % (FrameAllocator.MAXIMUM_ORDER + 3) - 1 : (choice >> 2) % 4;
        int pick = (int) (step >>> 24) & 0xFFFF;
        switch ((int) step & 7) {
            case 0, 1, 2 -> allocate(order);
            case 3 -> allocateRun(pick % 1200, Math.floorMod(order, 6));
            case 4, 5 -> {
                if (!pieces.isEmpty()) {
                    free(remove(pick));
                }
            }
            case 6 -> {
                if (!pieces.isEmpty()) {
                    splitAndFree(remove(pick));
                }
            }
            default -> processors.become(pick % FakeProcessors.COUNT);
        }
    }

    private void allocate(int order) {
        long block = frames.allocate(order);
        if (block == Pages.NONE) {
            assertTrue(!model.canAllocate(order), "no block although there is one");
            return;
        }
        assertEquals(0, block & ((Pages.SMALL << order) - 1), "alignment");
        add(new Piece(block, order, 1L << order));
    }

    private void allocateRun(long count, int alignment) {
        int order = Math.max(alignment, 64 - Long.numberOfLeadingZeros(Math.max(count - 1, 0)));
        long run = frames.allocateRun(count, alignment);
        if (run == Pages.NONE) {
            assertTrue(count <= 0 || !model.canAllocate(order), "no run although there is one");
            return;
        }
        assertEquals(0, run & ((Pages.SMALL << order) - 1), "alignment");
        add(new Piece(run, -1, count));
    }

    private void add(Piece piece) {
        model.take(piece.address(), piece.frames());
        pieces.add(piece);
        // Destroys whatever the allocator might still keep in memory it handed out.
        for (long frame = piece.address(); frame < piece.end(); frame += Pages.SMALL) {
            RawMemory.fillLongs(memory.direct(frame), 64, 0xC0C0_C0C0_C0C0_C0C0L);
        }
    }

    private Piece remove(int pick) {
        Piece piece = pieces.remove(pick % pieces.size());
        model.give(piece.address(), piece.frames());
        return piece;
    }

    private void splitAndFree(Piece piece) {
        if (piece.order() < 0) {
            free(piece);
            return;
        }
        frames.split(piece.address(), piece.order());
        for (long frame = piece.address(); frame < piece.end(); frame += Pages.SMALL) {
            frames.freeFrame(frame);
        }
    }

    private void free(Piece piece) {
        if (piece.order() >= 0) {
            frames.free(piece.address(), piece.order());
        } else {
            assertEquals(piece.frames() * Pages.SMALL, frames.runBytes(piece.address()));
            assertTrue(frames.freeRun(piece.address()));
        }
    }
}
