package org.eremite.hal.x86_64;

import com.oracle.svm.core.Uninterruptible;
import org.eremite.hal.Pages;
import org.eremite.hal.RawMemory;

/**
 * Makes every CPU forget translations.
 *
 * <p>A global generation counts shoot-downs; each CPU stores the generation it has caught up with in its area
 * ({@link CpuAreaDescriptor#TLB_GENERATION}), after it flushed. The initiator waits until all online CPUs have
 * reached its generation, and catches up itself while it waits, so that two initiators never wait for each other
 * even with interrupts disabled.
 */
final class TlbShootdown {
    /** Beyond this many pages a full flush is cheaper than single invalidations. */
    private static final int PAGES_MAXIMUM = 32;

    private final CpuTable cpus;
    private final LocalApic apic;

    TlbShootdown(CpuTable cpus, LocalApic apic) {
        this.cpus = cpus;
        this.apic = apic;
    }

    /** Flushes the range on this CPU and everything on the others; returns when all have done so. */
    @Uninterruptible(reason = "Must not stop at a safepoint while other CPUs are being interrupted.")
    void flush(long virtualAddress, long bytes) {
        flushHere(virtualAddress, bytes);
        if (cpus.online() == 1) {
            return;
        }
        long generation = RawMemory.getAndAddLong(counter(), 1) + 1;
        int count = cpus.online();
        long token = Instructions.disableInterrupts();
        int self = (int) Instructions.readGs(CpuAreaDescriptor.NUMBER);
        for (int cpu = 0; cpu < count; cpu++) {
            if (cpu != self) {
                apic.send(cpus.apicId(cpu), Vectors.SHOOTDOWN);
            }
        }
        Instructions.restoreFlags(token);
        for (int cpu = 0; cpu < count; cpu++) {
            while (RawMemory.getLongVolatile(cpus.area(cpu) + CpuAreaDescriptor.TLB_GENERATION) < generation) {
                catchUp();
                Instructions.pause();
            }
        }
    }

    /** Flushes this CPU if a shoot-down is pending for it; also the handler of {@link Vectors#SHOOTDOWN}. */
    @Uninterruptible(reason = "Interrupt handler.")
    void catchUp() {
        long token = Instructions.disableInterrupts();
        long area = Instructions.readGs(CpuAreaDescriptor.SELF);
        long generation = RawMemory.getLongVolatile(counter());
        if (RawMemory.getLong(area + CpuAreaDescriptor.TLB_GENERATION) < generation) {
            Instructions.flushTlb();
            RawMemory.putLongVolatile(area + CpuAreaDescriptor.TLB_GENERATION, generation);
        }
        Instructions.restoreFlags(token);
    }

    /** A CPU that comes online starts with an empty TLB: it has caught up. */
    @Uninterruptible(reason = "Runs before the CPU has a thread.")
    void join(long area) {
        RawMemory.putLongVolatile(area + CpuAreaDescriptor.TLB_GENERATION, RawMemory.getLongVolatile(counter()));
    }

    @Uninterruptible(reason = "Called while other CPUs are being interrupted.")
    private static void flushHere(long virtualAddress, long bytes) {
        if (bytes > PAGES_MAXIMUM * Pages.SMALL) {
            Instructions.flushTlb();
            return;
        }
        for (long offset = 0; offset < bytes; offset += Pages.SMALL) {
            Instructions.invalidatePage(virtualAddress + offset);
        }
    }

    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    private static long counter() {
        return Symbols.BOOT_DATA.get().rawValue() + BootDataDescriptor.TLB_GENERATION;
    }
}
