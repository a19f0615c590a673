package org.eremite.mm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import org.eremite.hal.Pages;
import org.eremite.hal.Paging;
import org.eremite.hal.Processors;
import org.eremite.hal.RawMemory;
import org.eremite.hal.sim.Schedule;
import org.eremite.hal.sim.SimContexts;
import org.eremite.hal.sim.SimCores;
import org.eremite.hal.sim.SimMemory;
import org.eremite.hal.sim.SimMemory.Region;
import org.eremite.hal.sim.SimPaging;
import org.eremite.hal.sim.SimPanic;
import org.eremite.hal.sim.SimProcessors;

/**
 * CPUs that use all of memory management at once, in little memory, and free what others have allocated, under a schedule
 * that may change CPU at every access of raw memory ({@link DefectiveClassLoader}): nobody gets what another has, every
 * CPU comes to its end, and then nothing is lost and everything coalesces. The first number is the seed of the schedule,
 * each other one a step of the CPU whose turn it is.
 */
final class CpusProgram implements BiConsumer<List<Region>, long[]>, LongSupplier {
    private static final int CPUS = 3;
    private static final long BASE = 0x7000_0000_0000L;
    private static final long WINDOW = 64 * Pages.SMALL;
    /** More than any program needs: what reaches it waits for ever. */
    private static final long MOST_STEPS = 3_000_000;

    /** What is in use: a block of frames, memory of the heap or a range of addresses. */
    private record Piece(Kind kind, long address, long bytes, long mark) {
        enum Kind { FRAMES, HEAP, RANGE }
    }

    private final List<Piece> pieces = new ArrayList<>();
    private final TreeMap<Long, Long> extents = new TreeMap<>();
    private SimCores cores;
    private SimMemory memory;
    private SimPaging paging;
    private FrameAllocator frames;
    private KernelHeap heap;
    private AddressSpace space;
    private int running = CPUS;

    /** Steps of the machine so far. */
    @Override
    public long getAsLong() {
        return cores.steps();
    }

    @Override
    public void accept(List<Region> map, long[] steps) {
        cores = new SimCores(CPUS, Schedule.ofSeed(steps[0]), 1000);
        SimContexts contexts = new SimContexts(cores);
        Processors processors = new SimProcessors(cores);
        SimPanic panic = new SimPanic();
        paging = new SimPaging(panic);
        try (SimMemory opened = new SimMemory(map)) {
            memory = opened;
            CheckedMemory.use(opened);
            frames = new FrameAllocator(memory, processors, panic);
            heap = new KernelHeap(frames, memory, processors, panic);
            PageMapper mapper = new PageMapper(frames, heap, paging, memory, processors);
            space = new AddressSpace(mapper, heap, processors, panic);
            frames.initialize();
            assertTrue(heap.initialize(steps[0] % 4 == 0) && mapper.initialize() && space.initialize(BASE, BASE + WINDOW));
            heap.trim();
            final long free = frames.freeBytes();
            final int largest = frames.largestFreeOrder();
            for (int cpu = 0; cpu < CPUS; cpu++) {
                int first = 1 + cpu;
                long context = 1 + cpu;
                contexts.prepare(context, 0, cores.entry(ignored -> run(steps, first, processors)), 0);
                if (cpu == 0) {
                    contexts.enter(context);
                } else {
                    processors.start(cpu, 0, context);
                }
            }
            assertEquals(SimCores.Outcome.STOPPED, cores.run(MOST_STEPS, () -> { }), "some CPU waits for ever");
            while (!pieces.isEmpty()) {
                free(pieces.removeLast());
            }
            heap.trim();
            assertEquals(0, paging.tables(), "page tables");
            assertEquals(free, frames.freeBytes(), "conservation");
            assertEquals(largest, frames.largestFreeOrder(), "coalescing");
        }
    }

    private void run(long[] steps, int first, Processors processors) {
        for (int step = first; step < steps.length; step += CPUS) {
            apply(steps[step]);
        }
        if (--running == 0) {
            cores.stop();
        }
        while (true) {
            processors.waitForInterrupt();
        }
    }

    private void apply(long step) {
        int size = (int) (step >>> 8) & 0xFFFF;
        long mark = step | 1;
        switch ((int) step & 7) {
            case 0 -> allocateFrames(size % 16 == 0 ? 5 : size % 2, mark);
            case 1, 2 -> allocateHeap(size % 8 == 0 ? size % 20_000 : size % 200, mark);
            case 3 -> allocateRange(1 + size % 3, mark);
            default -> {
                if (!pieces.isEmpty()) {
                    free(pieces.remove(size % pieces.size()));
                }
            }
        }
    }

    private void allocateFrames(int order, long mark) {
        long block = frames.allocate(order);
        if (block != Pages.NONE) {
            claim(new Piece(Piece.Kind.FRAMES, block, Pages.SMALL << order, mark), memory.direct(block));
        }
    }

    private void allocateHeap(long bytes, long mark) {
        long address = heap.allocate(Math.max(16, bytes));
        if (address != 0) {
            claim(new Piece(Piece.Kind.HEAP, address, Math.max(16, bytes), mark), address);
        }
    }

    private void allocateRange(long pages, long mark) {
        long bytes = pages * Pages.SMALL;
        long address = space.reserve(bytes, Pages.SMALL);
        if (address == 0) {
            return;
        }
        if (space.commit(address, bytes, Paging.READ | Paging.WRITE)) {
            claim(new Piece(Piece.Kind.RANGE, address, bytes, mark), memory.direct(paging.translate(address)));
        } else {
            assertTrue(space.free(address, bytes));
        }
    }

    /** Notes a piece as used, in physical memory where it is contiguous, and marks it. */
    private void claim(Piece piece, long direct) {
        long bytes = piece.kind() == Piece.Kind.RANGE ? Pages.SMALL : piece.bytes();
        Map.Entry<Long, Long> below = extents.floorEntry(direct);
        assertTrue(below == null || below.getKey() + below.getValue() <= direct, "overlap");
        Long above = extents.ceilingKey(direct);
        assertTrue(above == null || direct + bytes <= above, "overlap");
        extents.put(direct, bytes);
        RawMemory.putLong(direct, piece.mark());
        RawMemory.putLong(direct + bytes - 8, piece.mark());
        pieces.add(piece);
    }

    private void free(Piece piece) {
        long direct = switch (piece.kind()) {
            case FRAMES -> memory.direct(piece.address());
            case HEAP -> piece.address();
            case RANGE -> memory.direct(paging.translate(piece.address()));
        };
        long bytes = extents.remove(direct);
        assertEquals(piece.mark(), RawMemory.getLong(direct), "contents");
        assertEquals(piece.mark(), RawMemory.getLong(direct + bytes - 8), "contents");
        switch (piece.kind()) {
            case FRAMES -> frames.free(piece.address(), Long.numberOfTrailingZeros(piece.bytes() / Pages.SMALL));
            case HEAP -> heap.free(piece.address());
            case RANGE -> assertTrue(space.free(piece.address(), piece.bytes()));
        }
    }
}
