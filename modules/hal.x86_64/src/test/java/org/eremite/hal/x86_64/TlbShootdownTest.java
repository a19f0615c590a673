package org.eremite.hal.x86_64;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.eremite.hal.sim.InterleavingClassLoader;
import org.eremite.hal.sim.Interleavings;
import org.eremite.hal.sim.Interleavings.Scenario;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A flush returns when no CPU has an old translation, however initiators, interrupts and TLB fills interleave: every
 * schedule with few preemptions. The class file is that of the image; the machine under it is
 * {@link ShootdownMachine}.
 */
class TlbShootdownTest {
    private static final String PACKAGE = "org/eremite/hal/x86_64/";
    private static final String SHOOTDOWN = PACKAGE + "TlbShootdown>";

    private static Map<String, String> machine() {
        Map<String, String> calls = new HashMap<>();
        List.of("disableInterrupts", "restoreFlags", "readGs", "flushTlb", "invalidatePage", "pause")
                .forEach(name -> calls.put(PACKAGE + "Instructions." + name, name));
        List.of("online", "apicId", "area").forEach(name -> calls.put(PACKAGE + "CpuTable." + name, name));
        calls.put(PACKAGE + "LocalApic.send", "send");
        calls.put(PACKAGE + "TlbShootdown.counter", "counter");
        return calls;
    }

    @SuppressWarnings("unchecked")
    private static long explore(int initiators, int preemptions, Map<String, String> calls) {
        ClassLoader loader = new InterleavingClassLoader(TlbShootdownTest.class.getClassLoader(),
                name -> name.startsWith("org.eremite.hal.x86_64."), ShootdownMachine.class.getName(), calls);
        try {
            Function<Integer, Scenario> scenarios = (Function<Integer, Scenario>)
                    loader.loadClass(ShootdownMachine.class.getName()).getDeclaredConstructor().newInstance();
            return Interleavings.explore(() -> scenarios.apply(initiators), preemptions);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 3, 1000", "2, 1, 1000"})
    void noTranslationOutlivesItsFlush(int initiators, int preemptions, long atLeast) {
        long explored = explore(initiators, preemptions, machine());
        assertTrue(explored >= atLeast, "interleavings=" + explored);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 2, CpuTable.area, ownArea",
        "1, 2, LocalApic.send, doNotSend",
        "1, 2, Instructions.flushTlb, flushLate",
        "2, 1, RawMemory.putLongVolatile, noteTheNewest"
    })
    void aPlantedDefectIsFound(int initiators, int preemptions, String call, String defect) {
        Map<String, String> calls = machine();
        calls.put(call.startsWith("RawMemory") ? SHOOTDOWN + "org/eremite/hal/" + call : SHOOTDOWN + PACKAGE + call, defect);
        assertThrows(AssertionError.class, () -> explore(initiators, preemptions, calls));
    }
}
