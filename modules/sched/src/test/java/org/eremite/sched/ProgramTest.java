package org.eremite.sched;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import java.util.function.BiFunction;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;
import org.eremite.hal.sim.InterleavingClassLoader;
import org.eremite.sched.Program.Defect;
import org.eremite.sched.Program.Operation;
import org.eremite.sched.Program.Report;
import org.eremite.sched.Program.Step;
import org.eremite.sched.Program.Worker;

/**
 * Generated programs end, under generated schedules that may change CPU at every atomic access: no wake-up is lost, no
 * thread is on two queues or two CPUs, mutexes exclude, deadlines are not early, permits are exact, freed threads are not
 * touched, and no CPU idles while a thread that could run there is queued.
 */
class ProgramTest {
    private static final InterleavingClassLoader LOADER = new InterleavingClassLoader(ProgramTest.class.getClassLoader(),
            name -> name.equals("org.eremite.hal.SpinLock")
                    || name.startsWith("org.eremite.sched.") && !name.startsWith("org.eremite.sched.Program$")
                    && !name.equals("org.eremite.sched.Program"));

    @SuppressWarnings("unchecked")
    static Report run(Program program, Defect defect) {
        try {
            Object run = LOADER.loadClass("org.eremite.sched.ProgramRun").getDeclaredConstructor().newInstance();
            return ((BiFunction<Program, Defect, Report>) run).apply(program, defect);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    @Property(tries = 3000)
    void everyProgramEndsUnderEverySchedule(@ForAll("programs") Program program) {
        assertNull(run(program, Defect.NONE).failure());
    }

    @Property(tries = 20)
    void oneSeedGivesOneSchedule(@ForAll("programs") Program program) {
        assertEquals(run(program, Defect.NONE), run(program, Defect.NONE));
    }

    @Example
    void aForgottenWakeUpIsFound() {
        assertFound(Defect.DROPS_PENDING_WAKE);
    }

    @Example
    void anInterruptWithALockHeldIsFound() {
        assertFound(Defect.DOES_NOT_DISABLE_INTERRUPTS);
    }

    @Example
    void aLostKickIsFound() {
        assertFound(Defect.LOSES_KICKS);
    }

    private static void assertFound(Defect defect) {
        List<Step> busy = List.of(new Step(Operation.CRITICAL, 0, 5), new Step(Operation.AWAIT_MAIL, 0, 0),
                new Step(Operation.PUT, 0, 0), new Step(Operation.CRITICAL, 0, 9), new Step(Operation.TAKE, 0, 0),
                new Step(Operation.ACQUIRE, 0, 0), new Step(Operation.COMPUTE, 0, 50));
        Worker worker = new Worker(SchedulingPolicy.DEFAULT_PRIORITY, false, busy);
        String failure = null;
        for (int seed = 0; seed < 200 && failure == null; seed++) {
            failure = run(new Program(2, seed, 20_000, List.of(worker, worker, worker, worker)), defect).failure();
        }
        assertNotNull(failure);
    }

    @Provide
    Arbitrary<Program> programs() {
        Arbitrary<Step> step = Combinators.combine(Arbitraries.of(Operation.class), Arbitraries.integers().between(0, 5),
                Arbitraries.integers().between(0, 40)).as(Step::new);
        Arbitrary<Integer> priority = Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.just(SchedulingPolicy.DEFAULT_PRIORITY)),
                Tuple.of(2, Arbitraries.integers().between(0, SchedulingPolicy.HIGHEST_PRIORITY)));
        Arbitrary<Worker> worker = Combinators.combine(priority, Arbitraries.of(true, false),
                step.list().ofMaxSize(12).withSizeDistribution(RandomDistribution.uniform())).as(Worker::new);
        Arbitrary<List<Worker>> workers = worker.list().ofMinSize(1).ofMaxSize(7)
                .withSizeDistribution(RandomDistribution.uniform());
        return Combinators.combine(Arbitraries.integers().between(1, 4), Arbitraries.longs(),
                Arbitraries.of(5_000L, 20_000L, 100_000L), workers).as(Program::new);
    }
}
