package org.eremite.hal.x86_64;

import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.eremite.hal.Pages;
import org.eremite.hal.RawMemory;
import org.eremite.hal.sim.Interleavings;
import org.eremite.hal.sim.Interleavings.Scenario;
import org.eremite.hal.sim.SimCores;

/**
 * A few CPUs with a TLB and interrupts each, for the very class {@link TlbShootdown}: what that calls of the machine
 * comes to the static methods here. A CPU may fill its TLB from the page tables at any time (SDM vol. 3, 4.10.2.3).
 *
 * <p>As a function: the scenario in which that many CPUs unmap a page each, and one more only uses all of them.
 */
public final class ShootdownMachine implements Function<Integer, Scenario> {
    /** More steps than an actor that has waited may take to find that it must wait again. */
    private static final int STEPS_THAT_COUNT = 5;

    private static final long AREA_BYTES = 4096;

    private static TlbShootdown shootdown;
    private static long areas;
    private static int cpus;
    private static int unmapping;
    /** Page tables: whether a page is mapped. */
    private static boolean[] mapped;
    /** TLBs: whether a CPU has the translation of a page. */
    private static boolean[][] cached;
    private static boolean[] pending;
    private static boolean[] disabled;
    /** Sum of all generations when a CPU last paused. */
    private static long[] seen;
    /** Defect: a flush that is still to be made. */
    private static boolean[] late;

    @Override
    public Scenario apply(Integer initiators) {
        cpus = initiators + 1;
        unmapping = initiators;
        return new Run(initiators);
    }

    private static final class Run implements Scenario {
        private final List<Runnable> actors = new ArrayList<>();
        private final Arena arena = Arena.ofAuto();

        Run(int initiators) {
            mapped = new boolean[initiators];
            Arrays.fill(mapped, true);
            cached = new boolean[cpus][initiators];
            pending = new boolean[cpus];
            disabled = new boolean[cpus];
            seen = new long[cpus];
            late = new boolean[cpus];
            areas = arena.allocate((cpus + 1) * AREA_BYTES, Long.BYTES).address();
            shootdown = new TlbShootdown(new CpuTable(), new LocalApic(null, null));
            for (int page = 0; page < initiators; page++) {
                int own = page;
                actors.add(() -> unmap(own));
            }
            actors.add(() -> {
                use();
                serve();
            });
        }

        @Override
        public List<Runnable> actors() {
            return actors;
        }

        @Override
        public void check() {
            // Each initiator has checked when its flush returned.
        }
    }

    private static void unmap(int page) {
        use();
        mapped[page] = false;
        SimCores.point();
        shootdown.flush(address(page), Pages.SMALL);
        for (boolean[] tlb : cached) {
            if (tlb[page]) {
                throw new AssertionError("a CPU still has a translation that was flushed");
            }
        }
        unmapping--;
        count();
        serve();
    }

    private static long address(int page) {
        return (page + 1) * Pages.SMALL;
    }

    /** The CPU fills its TLB. */
    private static void use() {
        System.arraycopy(mapped, 0, cached[Interleavings.actor()], 0, mapped.length);
        SimCores.point();
    }

    /** Takes interrupts until nobody unmaps any more. */
    private static void serve() {
        while (unmapping > 0) {
            if (!deliver()) {
                Interleavings.await();
            }
        }
    }

    private static boolean deliver() {
        int self = Interleavings.actor();
        if (disabled[self] || !pending[self]) {
            return false;
        }
        pending[self] = false;
        shootdown.catchUp();
        count();
        return true;
    }

    private static void count() {
        for (int step = 0; step < STEPS_THAT_COUNT; step++) {
            SimCores.point();
        }
    }

    // In the place of the machine.

    static long disableInterrupts() {
        int self = Interleavings.actor();
        boolean before = disabled[self];
        disabled[self] = true;
        return before ? 1 : 0;
    }

    static void restoreFlags(long flags) {
        int self = Interleavings.actor();
        if (late[self]) {
            SimCores.point();
            late[self] = false;
            flushTlb();
        }
        disabled[self] = flags != 0;
        deliver();
    }

    static long readGs(long offset) {
        int self = Interleavings.actor();
        return offset == CpuAreaDescriptor.NUMBER ? self : area(self);
    }

    static void flushTlb() {
        int self = Interleavings.actor();
        Arrays.fill(cached[self], false);
        SimCores.point();
        use();
    }

    static void invalidatePage(long virtualAddress) {
        cached[Interleavings.actor()][(int) (virtualAddress / Pages.SMALL) - 1] = false;
    }

    /** Waits if no CPU has noted a generation since this CPU was here last: whatever it has read since is true still. */
    static void pause() {
        long sum = 0;
        for (int cpu = 0; cpu < cpus; cpu++) {
            sum += RawMemory.getLong(area(cpu) + CpuAreaDescriptor.TLB_GENERATION);
        }
        int self = Interleavings.actor();
        if (sum == seen[self]) {
            Interleavings.await();
        } else {
            seen[self] = sum;
            count();
        }
    }

    static void send(LocalApic apic, int apicId, int vector) {
        if (vector == Vectors.SHOOTDOWN) {
            pending[apicId] = true;
        }
    }

    static int online(CpuTable table) {
        return cpus;
    }

    static int apicId(CpuTable table, int cpu) {
        return cpu;
    }

    static long area(CpuTable table, int cpu) {
        return area(cpu);
    }

    private static long area(int cpu) {
        return areas + cpu * AREA_BYTES;
    }

    static long counter() {
        return areas + cpus * AREA_BYTES;
    }

    // Defects.

    static long ownArea(CpuTable table, int cpu) {
        return area(Interleavings.actor());
    }

    static void doNotSend(LocalApic apic, int apicId, int vector) {}

    static void flushLate() {
        late[Interleavings.actor()] = true;
    }

    static void noteTheNewest(long address, long generation) {
        RawMemory.putLongVolatile(address, RawMemory.getLongVolatile(counter()));
    }
}
