package org.eremite.sched;

import static org.eremite.sched.Program.Operation.ACQUIRE;
import static org.eremite.sched.Program.Operation.ACQUIRE_UNTIL;
import static org.eremite.sched.Program.Operation.AWAIT_MAIL;
import static org.eremite.sched.Program.Operation.COMPUTE;
import static org.eremite.sched.Program.Operation.CRITICAL;
import static org.eremite.sched.Program.Operation.EXPEDITE;
import static org.eremite.sched.Program.Operation.LABOUR;
import static org.eremite.sched.Program.Operation.MAIL;
import static org.eremite.sched.Program.Operation.NESTED;
import static org.eremite.sched.Program.Operation.PARK_UNTIL;
import static org.eremite.sched.Program.Operation.PIN;
import static org.eremite.sched.Program.Operation.PUT;
import static org.eremite.sched.Program.Operation.RELEASE;
import static org.eremite.sched.Program.Operation.SET_PRIORITY;
import static org.eremite.sched.Program.Operation.SLEEP;
import static org.eremite.sched.Program.Operation.SPIN_FOR_MAIL;
import static org.eremite.sched.Program.Operation.TAKE;
import static org.eremite.sched.Program.Operation.TAKE_UNTIL;
import static org.eremite.sched.Program.Operation.TRY_CRITICAL;
import static org.eremite.sched.Program.Operation.YIELD;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;
import org.eremite.hal.sim.InterleavingClassLoader;
import org.eremite.hal.sim.Schedule;
import org.eremite.sched.Program.Defect;
import org.eremite.sched.Program.Invariant;
import org.eremite.sched.Program.Operation;
import org.eremite.sched.Program.Report;
import org.eremite.sched.Program.Step;
import org.eremite.sched.Program.Worker;

/** Generated programs that lean on one invariant, and their runs. */
final class Programs {
    /** Set when the classes may be mutants. */
    static final String MUTATION_PROPERTY = "eremite.mutation";
    /** Whether the classes are mutants, which only the class loader of the tests has. */
    static final boolean MUTATION = Boolean.getBoolean(MUTATION_PROPERTY);

    private static final Map<Defect, ClassLoader> LOADERS = new HashMap<>();
    private static final int MOST_STEPS = 12;

    private Programs() {}

    /** Runs {@code program} under the schedule of its seed. */
    static Report run(Program program, Defect defect) {
        return run(program, defect, Schedule.ofSeed(program.seed()));
    }

    /** Runs {@code program} under {@code schedule}. */
    static Report run(Program program, Defect defect, Schedule schedule) {
        if (MUTATION) {
            return new ProgramRun().run(program, defect, schedule);
        }
        try {
            ClassLoader loader = LOADERS.computeIfAbsent(defect, Programs::loader);
            ProgramRunner runner = (ProgramRunner) loader.loadClass("org.eremite.sched.ProgramRun")
                    .getDeclaredConstructor().newInstance();
            return runner.run(program, defect, schedule);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ClassLoader loader(Defect defect) {
        return new InterleavingClassLoader(Programs.class.getClassLoader(), Programs::isUnderTest,
                "org.eremite.sched.PlantedDefects", defect.redirections());
    }

    private static boolean isUnderTest(String name) {
        return name.equals("org.eremite.hal.SpinLock") || name.startsWith("org.eremite.sched.")
                && !name.equals("org.eremite.sched.Program") && !name.startsWith("org.eremite.sched.Program$")
                && !name.equals("org.eremite.sched.ProgramRunner");
    }

    /** Programs whose operations bear on {@code invariant}. */
    static Arbitrary<Program> about(Invariant invariant) {
        boolean starvation = invariant == Invariant.NO_STARVATION;
        boolean order = invariant == Invariant.PRIORITY_ORDER || invariant == Invariant.ORDER_ACROSS_CPUS;
        Arbitrary<Step> step = Combinators.combine(Arbitraries.of(operations(invariant)),
                Arbitraries.integers().between(0, 5), Arbitraries.integers().between(0, 40)).as(Step::new);
        Arbitrary<Integer> priority = Arbitraries.frequencyOf(
                Tuple.of(starvation || order ? 1 : 3,
                        Arbitraries.just(SchedulingPolicy.DEFAULT_PRIORITY)),
                Tuple.of(2, Arbitraries.integers().between(0, SchedulingPolicy.HIGHEST_PRIORITY)));
        Arbitrary<Worker> worker = Combinators.combine(priority, Arbitraries.of(true, false),
                step.list().ofMaxSize(MOST_STEPS).withSizeDistribution(RandomDistribution.uniform())).as(Worker::new);
        Arbitrary<List<Worker>> workers = worker.list().ofMinSize(1).ofMaxSize(7)
                .withSizeDistribution(RandomDistribution.uniform());
        return Combinators.combine(Arbitraries.integers().between(1, starvation ? 2 : 4), Arbitraries.longs(),
                starvation ? Arbitraries.just(20_000) : Arbitraries.of(5_000, 20_000, 100_000), workers).as(Program::new);
    }

    private static Operation[] operations(Invariant invariant) {
        return switch (invariant) {
            case NO_LOST_WAKE_UP, CONSISTENT_RECORDS -> Operation.values();
            case ONE_PLACE -> new Operation[] {COMPUTE, LABOUR, YIELD, SLEEP, PIN, SET_PRIORITY, EXPEDITE, MAIL, SPIN_FOR_MAIL};
            case NO_STARVATION -> new Operation[] {LABOUR, LABOUR, LABOUR, YIELD, SLEEP, COMPUTE, PIN};
            case WORK_CONSERVATION -> new Operation[] {COMPUTE, SLEEP, YIELD, MAIL, AWAIT_MAIL, RELEASE, ACQUIRE, LABOUR, PIN};
            case PRIORITY_ORDER -> new Operation[] {COMPUTE, LABOUR, SLEEP, SET_PRIORITY, EXPEDITE, CRITICAL, YIELD, PUT, TAKE};
            case ORDER_ACROSS_CPUS -> new Operation[] {LABOUR, LABOUR, COMPUTE, SLEEP, YIELD, SET_PRIORITY, EXPEDITE, MAIL, AWAIT_MAIL, PIN};
            case TIMERS_NOT_EARLY -> new Operation[] {SLEEP, TAKE_UNTIL, ACQUIRE_UNTIL, PARK_UNTIL, COMPUTE, MAIL, PUT};
            case EXACT_PERMITS -> new Operation[] {MAIL, AWAIT_MAIL, PARK_UNTIL, COMPUTE, YIELD, ACQUIRE, RELEASE, ACQUIRE_UNTIL};
            case MUTUAL_EXCLUSION -> new Operation[] {CRITICAL, NESTED, TRY_CRITICAL, PUT, TAKE, TAKE_UNTIL, YIELD};
            case FAIR_QUEUES -> new Operation[] {ACQUIRE, ACQUIRE_UNTIL, RELEASE, CRITICAL, PUT, TAKE, TAKE_UNTIL, COMPUTE};
        };
    }
}
