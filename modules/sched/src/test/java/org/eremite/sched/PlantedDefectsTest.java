package org.eremite.sched;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.Set;
import net.jqwik.api.AfterFailureMode;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.GenerationMode;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.eremite.hal.sim.Schedule;
import org.eremite.sched.Program.Defect;
import org.eremite.sched.Program.Invariant;
import org.eremite.sched.Program.Report;

/** The properties have teeth: each planted defect is found by the property of its invariant, within that property's steps. */
class PlantedDefectsTest {
    private static final long SEED = 7;

    @Provide
    Arbitrary<Defect> planted() {
        return Arbitraries.of(EnumSet.complementOf(EnumSet.of(Defect.NONE)));
    }

    @Property(generation = GenerationMode.EXHAUSTIVE, afterFailure = AfterFailureMode.RANDOM_SEED)
    void eachIsFoundByItsProperty(@ForAll("planted") Defect defect) {
        assertNotNull(SavedRun.firstViolation(defect, SEED, SchedulerPropertiesTest.STEPS), defect.name());
    }

    @Example
    void everyInvariantHasADefect() {
        Set<Invariant> violated = EnumSet.noneOf(Invariant.class);
        for (Defect defect : EnumSet.complementOf(EnumSet.of(Defect.NONE))) {
            violated.add(defect.violated());
        }
        assertEquals(EnumSet.complementOf(EnumSet.of(Invariant.CONSISTENT_RECORDS)), violated);
    }

    @Provide
    Arbitrary<Defect> ofSchedules() {
        return Arbitraries.of(Defect.FORGETS_EARLY_WAKE_UPS, Defect.TESTS_THEN_SETS, Defect.IDLES_UNSEEN);
    }

    @Property(generation = GenerationMode.EXHAUSTIVE, afterFailure = AfterFailureMode.RANDOM_SEED)
    void aFailingScheduleShrinksAndReplays(@ForAll("ofSchedules") Defect defect) {
        Program program = SavedRun.firstViolation(defect, SEED, SchedulerPropertiesTest.STEPS);
        int before = Schedule.surprises(Programs.run(program, defect).choices());
        SavedRun shrunk = SavedRun.ofFailure(program, defect);
        int after = Schedule.surprises(shrunk.choices());
        assertTrue(after * 5 <= before, "choices that matter: " + after + " of " + before);
        SavedRun read = SavedRun.parse(shrunk.format());
        Report replayed = read.replay();
        assertEquals(defect.violated(), replayed.violated());
        assertEquals(shrunk.replay().trace(), replayed.trace());
    }
}
