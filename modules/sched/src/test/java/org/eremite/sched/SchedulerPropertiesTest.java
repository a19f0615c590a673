package org.eremite.sched;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;
import net.jqwik.api.providers.TypeUsage;
import org.eremite.sched.Program.Defect;
import org.eremite.sched.Program.Invariant;
import org.eremite.sched.Program.Report;

/**
 * Generated programs under generated schedules that may change CPU at every atomic access, delay interrupts and have CPUs
 * stand still: for each invariant, a million steps of programs that lean on it. Every run checks all invariants.
 *
 * <p>A program that fails is shrunk, then its schedule is; {@link ReplayTest} runs what is left again.
 */
@PropertyDefaults(tries = SchedulerPropertiesTest.TRIES)
class SchedulerPropertiesTest {
    /** Steps of each property; fewer for each of very many mutants. */
    static final long STEPS = Programs.MUTATION ? 40_000 : 1_000_000;
    /** More than enough programs for them; the rest is not run. */
    static final int TRIES = 1_500;

    private long taken;
    private Program failing;

    @BeforeProperty
    void begin() {
        taken = 0;
        failing = null;
    }

    @Provide
    Arbitrary<Program> programs(TypeUsage usage) {
        return Programs.about(usage.findAnnotation(About.class).orElseThrow().value());
    }

    private void check(Program program) {
        if (taken >= STEPS && failing == null) {
            return;
        }
        Report report = Programs.run(program, Defect.NONE);
        taken += report.steps();
        if (report.violated() != null) {
            failing = program;
        }
        assertNull(report.violated(), report.failure());
    }

    @AfterProperty
    void end() throws IOException {
        if (failing != null) {
            throw new AssertionError(SavedRun.ofFailure(failing, Defect.NONE).write());
        }
        assertTrue(taken >= STEPS, "steps=" + taken);
    }

    @Property
    void noWakeUpIsLost(@ForAll("programs") @About(Invariant.NO_LOST_WAKE_UP) Program program) {
        check(program);
    }

    @Property
    void aThreadIsInOnePlace(@ForAll("programs") @About(Invariant.ONE_PLACE) Program program) {
        check(program);
    }

    @Property
    void noThreadStarves(@ForAll("programs") @About(Invariant.NO_STARVATION) Program program) {
        check(program);
    }

    @Property
    void noCpuIdlesWhileThereIsWorkForIt(@ForAll("programs") @About(Invariant.WORK_CONSERVATION) Program program) {
        check(program);
    }

    @Property
    void theHighestPriorityRunsAndUrgentThreadsFirst(@ForAll("programs") @About(Invariant.PRIORITY_ORDER) Program program) {
        check(program);
    }

    @Property
    void noCpuRunsALowerPriorityThanItCould(@ForAll("programs") @About(Invariant.ORDER_ACROSS_CPUS) Program program) {
        check(program);
    }

    @Property
    void noDeadlineComesEarly(@ForAll("programs") @About(Invariant.TIMERS_NOT_EARLY) Program program) {
        check(program);
    }

    @Property
    void parkPermitsAreExact(@ForAll("programs") @About(Invariant.EXACT_PERMITS) Program program) {
        check(program);
    }

    @Property
    void aMutexHasOneOwner(@ForAll("programs") @About(Invariant.MUTUAL_EXCLUSION) Program program) {
        check(program);
    }

    @Property
    void waitQueuesAreFair(@ForAll("programs") @About(Invariant.FAIR_QUEUES) Program program) {
        check(program);
    }

    @Property(tries = 20)
    void oneSeedGivesOneRun(@ForAll("programs") @About(Invariant.CONSISTENT_RECORDS) Program program) {
        Report once = Programs.run(program, Defect.NONE);
        assertEquals(once.trace(), Programs.run(program, Defect.NONE).trace());
        taken = STEPS;
    }
}
