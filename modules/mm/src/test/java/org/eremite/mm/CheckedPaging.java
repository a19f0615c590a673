package org.eremite.mm;

import org.eremite.hal.FrameSource;
import org.eremite.hal.Paging;
import org.eremite.hal.sim.SimPaging;

/** Page tables that insist on their contract: changes under a lock; flushes without one, but with one if
 * tables have been removed. */
record CheckedPaging(SimPaging paging, FakeProcessors processors) implements Paging {
    @Override
    public void attach(FrameSource frames) {
        paging.attach(frames);
    }

    @Override
    public boolean map(long virtualAddress, long physicalAddress, long pageSize, int protection) {
        check(!processors.interruptsEnabled());
        return paging.map(virtualAddress, physicalAddress, pageSize, protection);
    }

    @Override
    public long unmap(long virtualAddress, long pageSize) {
        check(!processors.interruptsEnabled());
        return paging.unmap(virtualAddress, pageSize);
    }

    @Override
    public boolean protect(long virtualAddress, long pageSize, int protection) {
        check(!processors.interruptsEnabled());
        return paging.protect(virtualAddress, pageSize, protection);
    }

    @Override
    public long probe(long virtualAddress) {
        check(!processors.interruptsEnabled());
        return paging.probe(virtualAddress);
    }

    @Override
    public boolean split(long virtualAddress) {
        check(!processors.interruptsEnabled());
        return paging.split(virtualAddress);
    }

    @Override
    public long removeEmptyTable(long virtualAddress) {
        check(!processors.interruptsEnabled());
        return paging.removeEmptyTable(virtualAddress);
    }

    @Override
    public long translate(long virtualAddress) {
        check(!processors.interruptsEnabled());
        return paging.translate(virtualAddress);
    }

    @Override
    public void flush(long virtualAddress, long bytes) {
        check(processors.interruptsEnabled() == (paging.unflushedTables() == 0));
        paging.flush(virtualAddress, bytes);
    }

    private static void check(boolean holds) {
        if (!holds) {
            throw new AssertionError("page tables used without their lock, or flushed with one");
        }
    }
}
