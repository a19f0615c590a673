package org.eremite.sched;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.util.List;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.eremite.hal.Processors;

/** The set of idle CPUs against a set of numbers, with as many CPUs as there may be. */
class IdleSetTest {
    private static final int CPUS = Processors.MAXIMUM;

    @Property(tries = 300)
    void itIsASetOfCpus(@ForAll @Size(max = 150) List<@IntRange(min = 0, max = 3 * CPUS - 1) Integer> choices) {
        ProcessorTable table = new ProcessorTable();
        table.initialize(Arena.ofAuto().allocate(table.bytes(CPUS), 128).address(), CPUS);
        IdleSet idle = new IdleSet(table);
        TreeSet<Integer> model = new TreeSet<>();
        for (int choice : choices) {
            int cpu = choice / 3;
            switch (choice % 3) {
                case 0 -> {
                    idle.add(cpu);
                    model.add(cpu);
                }
                case 1 -> assertEquals(model.remove(cpu), idle.remove(cpu));
                default -> {
                    int claimed = idle.claim(cpu);
                    if (model.isEmpty()) {
                        assertEquals(ThreadDescriptor.NO_CPU, claimed);
                    } else {
                        assertTrue(!model.contains(cpu) || claimed == cpu, "the preferred CPU is in the set");
                        assertTrue(model.remove(claimed), "the claimed CPU was in the set");
                    }
                }
            }
            assertEquals(model.isEmpty(), idle.isEmpty());
        }
        for (int cpu = 0; cpu < CPUS; cpu++) {
            assertEquals(model.contains(cpu), idle.remove(cpu));
        }
    }
}
