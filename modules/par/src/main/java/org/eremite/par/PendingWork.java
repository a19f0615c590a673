package org.eremite.par;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import jdk.internal.vm.annotation.ForceInline;

/**
 * What a worker has forked and not yet come back to: a stack that nobody else looks at, whose oldest part is offered
 * to the other workers at a heartbeat. This is what makes a fork cost about a call (Acar, Charguéraud, Guatto,
 * Rainey and Sieczkowski: Heartbeat Scheduling, PLDI 2018; Rainey and others: Task Parallel Assembly Language,
 * PLDI 2021).
 * <pre>
 *  frames   0                 offered                    depth
 *          +-----------------+--------------------------+
 *          | tasks on offer  | bodies of joins, loops   |
 *          +-----------------+--------------------------+
 *           oldest                              youngest
 * </pre>
 *
 * <p>The word {@code beat} is all that others may touch. It is read at every fork:
 * <ul>
 * <li>{@link #QUIET}: nothing is to be done. The fork costs the store of its body and of the new depth.
 * <li>{@link #DUE}: a beat has come. If the oldest frame that is not on offer was already there at the last beat, the
 *     work is coarse enough to share: the frame is offered and the worker becomes generous. Else the frame is
 *     remembered. So a computation that is over within a beat is never divided, however many workers are idle.
 * <li>{@link #OVERDUE}: two beats have come since the last fork. The worker becomes generous.
 * <li>{@link #GENEROUS}: each fork offers one frame, the oldest, for the next {@value #CREDIT} forks. What is coarse
 *     is thereby offered before it is begun, since a worker in a long stretch without forks cannot answer a beat.
 * </ul>
 * Accesses to the word are opaque. Two of them can cross, the owner's acknowledgement and the next beat: then that
 * beat is lost and the one after it does its work. A beat takes the place of quiet or of another beat only, by
 * compare-and-set. A source that waits for answers is told of each after the word is set.
 */
abstract class PendingWork extends Thread {
    /** What {@link #fork} returns when it has done nothing. */
    static final int NOT_FORKED = -1;
    static final int QUIET = 0;
    private static final int DUE = 1;
    private static final int OVERDUE = 2;
    private static final int GENEROUS = 3;
    /** Halvings of a range until there are more pieces than workers, on most machines. */
    private static final int CREDIT = 8;
    private static final int INITIAL_CAPACITY = 64;
    /** Frames up to which the stack is renewed at a beat. */
    private static final int MAX_RENEWED = 512;

    private static final VarHandle BEAT;

    static {
        try {
            BEAT = MethodHandles.lookup().findVarHandle(PendingWork.class, "beat", int.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private Object[] frames = new Object[INITIAL_CAPACITY];
    private int depth;
    /** Frames below are tasks on offer, taken or not, and what could not be offered. */
    private int offered;
    private int beat;
    private int credit;
    /** The oldest frame that was not on offer at the last beat. */
    private Object oldestAtBeat;
    private int beatsSeen;
    /** The level of its recursion at which the task in hand began; not known before it asks. */
    private int base = Integer.MAX_VALUE;

    private final int usefulLevels;

    /** @param usefulLevels how many levels of a recursion are worth a fork */
    PendingWork(String name, int usefulLevels) {
        super(name);
        this.usefulLevels = usefulLevels;
    }

    /** Makes sure that the next {@link #offer} cannot fail. */
    abstract void reserve();

    /** Puts a task where others can take it. */
    abstract void offer(Task task);

    abstract Worker self();

    /** Any thread: a beat. */
    final void beat() {
        int seen = (int) BEAT.getOpaque(this);
        if (seen == QUIET || seen == DUE) {
            BEAT.compareAndSet(this, seen, seen == QUIET ? DUE : OVERDUE);
        }
    }

    /** Begins work of unknown size: what it forks first is offered. */
    final void becomeGenerous() {
        credit = CREDIT;
        BEAT.setOpaque(this, GENEROUS);
    }

    /**
     * Forks {@code second} if nothing stands against it, which is nearly always; else returns {@link #NOT_FORKED}, and
     * the caller goes on to {@link #forkSlowly}. A method without calls, so that a compiler without profiles inlines it.
     */
    final int fork(Object second) {
        int frame = depth;
        Object[] stack = frames;
        // Unsigned, as the check of the index is: it becomes the same one.
        if ((int) BEAT.getOpaque(this) != QUIET || Integer.compareUnsigned(frame, stack.length) >= 0) {
            return NOT_FORKED;
        }
        stack[frame] = second;
        depth = frame + 1;
        return frame;
    }

    /** Forks {@code second}; returns its frame, which {@link #unfork} or {@link #abandon} must take away. */
    final int forkSlowly(Object second) {
        int frame = push(second);
        if ((int) BEAT.getOpaque(this) != QUIET) {
            onBeat();
        }
        return frame;
    }

    private int push(Object work) {
        int frame = depth;
        if (frame == frames.length) {
            grow();
        }
        frames[frame] = work;
        depth = frame + 1;
        return frame;
    }

    /**
     * Takes a forked body back: null if the caller is to run it itself; else the task that has run it.
     *
     * @param frame what {@link #fork} has returned
     */
    final ForkTask unfork(int frame) {
        depth = frame;
        return frame < offered ? unforkOffered(frame) : null;
    }

    private ForkTask unforkOffered(int frame) {
        offered = frame;
        return frames[frame] instanceof ForkTask task && !self().reclaim(task) ? task : null;
    }

    /**
     * Gives a forked body up because the other half of its join has failed: it is not run, or waited for if somebody
     * has taken it. Frames above it are gone, too.
     */
    final void abandon(int frame, Throwable failure) {
        depth = frame;
        if (frame < offered) {
            ForkTask task = unforkOffered(frame);
            if (task != null) {
                Failures.suppress(failure, task.failure());
            }
        }
    }

    /** Enters a loop; {@link #leave} ends it. */
    final int enter(Splittable loop) {
        return push(loop);
    }

    final void leave(int frame) {
        depth = frame;
        offered = Math.min(offered, frame);
    }

    /** A point in a loop at which a beat is answered. */
    final void poll() {
        if ((int) BEAT.getOpaque(this) != QUIET) {
            onBeat();
        }
    }

    /** How many beats the worker has answered: a loop that sees it change has run long since the last poll. */
    final int beatsSeen() {
        return beatsSeen;
    }

    /** Runs a task above what is pending, to which the stack returns whatever the task has left. */
    final void run(Task task) {
        int frame = depth;
        int outer = base;
        base = Integer.MAX_VALUE;
        becomeGenerous();
        task.execute(self());
        leave(frame);
        base = outer;
    }

    /** Whether the level is less than so many below where the task in hand began, or a beat asks for more. */
    @ForceInline
    final boolean isShallow(int level) {
        int begin = base;
        if (level < begin) {
            begin = level;
            base = level;
        }
        return level - begin < usefulLevels || (int) BEAT.getOpaque(this) != QUIET;
    }

    /** Sets the word first, then tells the source: what the source counts from then on is not overwritten. */
    private void onBeat() {
        int seen = (int) BEAT.getOpaque(this);
        if (seen == GENEROUS) {
            offerFromCredit();
            // The first fork of a task comes this way: a task that forks nothing needs no beats.
            self().pool().beats().resume();
            return;
        }
        beatsSeen++;
        renew();
        if (seen == DUE && !oldestIsOld()) {
            BEAT.setOpaque(this, QUIET);
        } else {
            becomeGenerous();
            offerFromCredit();
        }
        self().beatAnswered();
    }

    private void offerFromCredit() {
        if (offerOldest() && --credit == 0) {
            BEAT.setOpaque(this, QUIET);
        }
    }

    private boolean oldestIsOld() {
        Object oldest = offered < depth ? frames[offered] : null;
        boolean old = oldest != null && oldest == oldestAtBeat;
        oldestAtBeat = oldest;
        return old;
    }

    /** Offers one frame, or a part of one; false if there is none that can be offered. */
    private boolean offerOldest() {
        reserve();
        while (offered < depth) {
            Task task;
            if (frames[offered] instanceof Splittable loop) {
                task = loop.split();
                if (task == null) {
                    offered++;
                    continue;
                }
            } else {
                task = ForkTask.of(self(), frames[offered]);
                if (task == null) {
                    offered++;
                    continue;
                }
                frames[offered++] = task;
            }
            offer(task);
            return true;
        }
        return false;
    }

    /** Offers everything, before the owner blocks. */
    final void offerAll() {
        while (offerOldest()) {
            continue;
        }
    }

    /**
     * Replaces the stack by a young copy. A store of a reference into an old array costs a memory barrier under
     * collectors that track references from old to young objects concurrently (G1), which would be most of a fork.
     * The copy also drops what the frames above the stack have captured.
     */
    private void renew() {
        if (frames.length <= MAX_RENEWED) {
            renew(frames.length);
        }
    }

    /** Made here by {@code new} and nowhere else: so it is known to take any object, and a store checks no type. */
    private void renew(int capacity) {
        Object[] young = new Object[capacity];
        System.arraycopy(frames, 0, young, 0, depth);
        frames = young;
    }

    /** Forgets what lies above the stack, so that an idle worker keeps nothing reachable. */
    final void forgetFinished() {
        Arrays.fill(frames, depth, frames.length, null);
        oldestAtBeat = null;
    }

    /** Gives back the room that only much work needs. */
    final void shrink() {
        if (frames.length > MAX_RENEWED && depth < INITIAL_CAPACITY) {
            renew(INITIAL_CAPACITY);
        }
    }

    private void grow() {
        renew(Math.multiplyExact(frames.length, 2));
    }
}
