package org.eremite.hal.sim;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import jdk.internal.vm.Continuation;
import jdk.internal.vm.ContinuationScope;

/**
 * Runs a few actors under all interleavings of their steps, or all with a bounded number of preemptions (Musuvathi and
 * Qadeer, Iterative Context Bounding, 2007). A step ends at every {@link SimCores#point}, so before every atomic access
 * of classes that {@link InterleavingClassLoader} has loaded.
 *
 * <p>Memory is sequentially consistent. That is the memory the explored code has on any machine as long as what actors
 * share is accessed by volatile operations and compare-and-set only (JLS 17.4.3: correctly synchronized programs).
 */
public final class Interleavings {
    /** No bound on preemptions. */
    public static final int ALL = Integer.MAX_VALUE;

    /** One try: fresh state, actors that share it, and what must hold when all have ended. */
    public interface Scenario {
        /** What runs concurrently. */
        List<Runnable> actors();

        /** Throws if the outcome is wrong. */
        void check();
    }

    private static final ContinuationScope SCOPE = new ContinuationScope("actor");
    private static final ThreadLocal<Interleavings> RUNNING = new ThreadLocal<>();
    private static final int MOST_STEPS = 100_000;
    /** Steps within which a waiting actor finds that it must go on waiting. */
    private static final int STEPS_OF_A_LOOK = 4;

    private final List<int[]> decisions = new ArrayList<>();
    private boolean waiting;
    private int active;
    private long count;

    private Interleavings() {}

    /**
     * Explores {@code scenarios}, at most {@code preemptions} times taking the turn from an actor that could go on.
     *
     * @return the number of interleavings
     */
    public static long explore(Supplier<? extends Scenario> scenarios, int preemptions) {
        Interleavings exploration = new Interleavings();
        do {
            exploration.run(scenarios.get(), preemptions);
            exploration.count++;
        } while (exploration.advance());
        return exploration.count;
    }

    /** Ends the step of the running actor, if there is one. */
    static void point() {
        if (RUNNING.get() != null && Continuation.getCurrentContinuation(SCOPE) != null) {
            Continuation.yield(SCOPE);
        }
    }

    /** Ends the step of the running actor, which has changed nothing and cannot go on before another one has. */
    public static void await() {
        RUNNING.get().waiting = true;
        Continuation.yield(SCOPE);
    }

    /** Index of the running actor. */
    public static int actor() {
        return RUNNING.get().active;
    }

    private void run(Scenario scenario, int preemptions) {
        List<Continuation> actors = new ArrayList<>();
        for (Runnable actor : scenario.actors()) {
            actors.add(new Continuation(SCOPE, actor));
        }
        // For each actor the progress after which it found that it must wait, or -1.
        long[] waitsSince = new long[actors.size()];
        Arrays.fill(waitsSince, -1);
        int[] looking = new int[actors.size()];
        long progress = 0;
        int left = preemptions;
        int last = -1;
        RUNNING.set(this);
        try {
            for (int step = 0; ; step++) {
                List<Integer> able = able(actors, waitsSince, progress);
                if (able.isEmpty()) {
                    break;
                }
                if (step == MOST_STEPS) {
                    throw new AssertionError("no end after " + step + " steps");
                }
                boolean goesOn = able.remove((Object) last);
                if (goesOn) {
                    able.addFirst(last);
                }
                int chosen = able.get(decide(step, goesOn && left == 0 ? 1 : able.size()));
                left -= goesOn && chosen != last ? 1 : 0;
                waiting = false;
                active = chosen;
                actors.get(chosen).run();
                // Who waited, looks once more and waits again has changed nothing.
                boolean looks = looking[chosen]-- > 0 && !actors.get(chosen).isDone();
                progress += looks ? 0 : 1;
                waitsSince[chosen] = waiting ? progress : -1;
                looking[chosen] = waiting ? STEPS_OF_A_LOOK : Math.max(looking[chosen], 0);
                last = chosen;
            }
        } finally {
            RUNNING.remove();
        }
        for (Continuation actor : actors) {
            if (!actor.isDone()) {
                throw new AssertionError("every actor waits");
            }
        }
        scenario.check();
    }

    private static List<Integer> able(List<Continuation> actors, long[] waitsSince, long progress) {
        List<Integer> able = new ArrayList<>();
        for (int i = 0; i < actors.size(); i++) {
            if (!actors.get(i).isDone() && waitsSince[i] < progress) {
                able.add(i);
            }
        }
        return able;
    }

    /** The choice of this run for {@code step}: as it was decided, else the first. */
    private int decide(int step, int options) {
        if (step == decisions.size()) {
            decisions.add(new int[] {0, options});
        }
        return decisions.get(step)[0];
    }

    /** Moves on to the next sequence of decisions, depth first; false if there is none. */
    private boolean advance() {
        while (!decisions.isEmpty()) {
            int[] last = decisions.getLast();
            if (++last[0] < last[1]) {
                return true;
            }
            decisions.removeLast();
        }
        return false;
    }
}
