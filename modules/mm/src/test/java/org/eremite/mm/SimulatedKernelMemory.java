package org.eremite.mm;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.eremite.hal.RawMemory;
import org.eremite.hal.sim.SimMemory;
import org.eremite.hal.sim.SimMemory.Region;
import org.eremite.hal.sim.SimPaging;
import org.eremite.hal.sim.SimPanic;

/** All of memory management over a simulated machine. */
final class SimulatedKernelMemory implements AutoCloseable {
    final SimMemory memory;
    final SimPanic panic = new SimPanic();
    final SimPaging paging = new SimPaging(panic);
    final FakeProcessors processors = new FakeProcessors();
    final FrameAllocator frames;
    final KernelHeap heap;
    final PageMapper mapper;

    SimulatedKernelMemory(List<Region> map) {
        memory = new SimMemory(map);
        frames = new FrameAllocator(memory, processors, panic);
        heap = new KernelHeap(frames, memory, processors, panic);
        mapper = new PageMapper(frames, heap, new CheckedPaging(paging, processors), memory, processors);
    }

    SimulatedKernelMemory(long bytes) {
        this(List.of(new Region(1 << 20, bytes)));
    }

    /** False if the machine has too little memory even for an empty window. */
    boolean start(AddressSpace space, long base, long limit) {
        frames.initialize();
        return heap.initialize(false) && mapper.initialize() && space.initialize(base, limit);
    }

    AddressSpace space() {
        return new AddressSpace(mapper, heap, processors, panic);
    }

    AddressSpace started(long base, long limit) {
        AddressSpace space = space();
        assertTrue(start(space, base, limit));
        return space;
    }

    long load(long virtualAddress) {
        return RawMemory.getLong(memory.direct(paging.translate(virtualAddress)));
    }

    void store(long virtualAddress, long value) {
        RawMemory.putLong(memory.direct(paging.translate(virtualAddress)), value);
    }

    /** Free memory, counting page tables, and what the heap keeps for its users. */
    long unusedBytes() {
        return freeBytes() + paging.tables() * 4096;
    }

    /** Free memory, counting what the heap keeps for its users. */
    long freeBytes() {
        heap.trim();
        return frames.freeBytes();
    }

    @Override
    public void close() {
        memory.close();
    }
}
