package org.eremite.par;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Work on a range of indices that may be divided anywhere.
 *
 * <p>One worker goes through the range from its beginning, in strides that grow while they are short and shrink when
 * a beat has come in the meantime. At a beat it gives the second half of what is left to others; what nobody has
 * taken by the time it gets there it does itself, as if it had kept it. So a short loop costs what it costs
 * sequentially, and a long one is divided as often as there are workers without work, however uneven its elements are.
 *
 * @param <R> the type of the result of a stretch
 */
abstract class Loop<R> {
    /** Indices between two looks at the beat, at most. */
    private static final int MAX_STRIDE = 1 << 10;
    private static final VarHandle LIMIT;

    static {
        try {
            LIMIT = MethodHandles.lookup().findVarHandle(Loop.class, "limit", long.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    /**
     * One worker's passage through a stretch.
     *
     * @param <R> the type of the result
     */
    interface Leaf<R> {
        /** Works on the indices from {@code from} to {@code to} - 1, which follow those of the call before. */
        void advance(long from, long to);

        /** The result of all indices so far; there has been at least one call, or the stretch has been cut short. */
        R result();
    }

    private final Cancellation cancellation;
    /** Indices from here on are not wanted any more. Only ever lowered; unsigned. Opaque: it is only an advice. */
    private long limit = -1L;

    /**
     * @param cancellation ends the loop early, or null
     */
    Loop(Cancellation cancellation) {
        this.cancellation = cancellation;
    }

    /** Begins a stretch. */
    abstract Leaf<R> open();

    /** The result of two neighbouring stretches. */
    abstract R combine(R left, R right);

    /** The result of the indices from 0 to {@code length} - 1, unsigned. */
    final R run(long length) {
        Worker worker = Worker.current();
        if (worker == null) {
            return Pool.common().run(() -> run(Worker.current(), 0, length));
        }
        return run(worker, 0, length);
    }

    /** Indices from {@code end} on need not be worked on. */
    final void limitTo(long end) {
        long seen = (long) LIMIT.getOpaque(this);
        while (Long.compareUnsigned(end, seen) < 0) {
            long witness = (long) LIMIT.compareAndExchange(this, seen, end);
            if (witness == seen) {
                return;
            }
            seen = witness;
        }
    }

    private boolean isWanted(long index) {
        return Long.compareUnsigned(index, (long) LIMIT.getOpaque(this)) < 0;
    }

    private R run(Worker worker, long from, long to) {
        Stretch<R> stretch = new Stretch<>(this, worker, from, to);
        try {
            return run(worker, stretch);
        } catch (Throwable failure) {
            limitTo(0);
            abandon(worker, stretch.given, failure);
            throw failure;
        }
    }

    private R run(Worker worker, Stretch<R> stretch) {
        Leaf<R> leaf = open();
        enter(worker, stretch, leaf);
        Part<R> part = stretch.takeNeighbour();
        boolean untouched = false;
        while (part != null && (untouched = worker.reclaim(part)) && isWanted(part.from)) {
            // As if it had not been given away: nothing is to be combined.
            stretch.continueWith(part);
            enter(worker, stretch, leaf);
            part = stretch.takeNeighbour();
        }
        R result = leaf.result();
        while (part != null) {
            if (!untouched) {
                // Should nobody need it any more: a failure, or a result that somebody has made, counts.
                result = combine(result, part.result());
            } else if (isWanted(part.from)) {
                result = combine(result, run(worker, part.from, part.to));
            }
            part = stretch.takeNeighbour();
            untouched = part != null && worker.reclaim(part);
        }
        return result;
    }

    private void enter(Worker worker, Stretch<R> stretch, Leaf<R> leaf) {
        int frame = worker.enter(stretch);
        try {
            advance(worker, stretch, leaf);
        } finally {
            worker.leave(frame);
        }
    }

    private void advance(Worker worker, Stretch<R> stretch, Leaf<R> leaf) {
        long stride = 1;
        while (stretch.next != stretch.end && isWanted(stretch.next)) {
            Cancellation.check(cancellation);
            long from = stretch.next;
            long left = stretch.end - from;
            long to = from + (Long.compareUnsigned(stride, left) < 0 ? stride : left);
            stretch.next = to;
            int beats = worker.beatsSeen();
            worker.poll();
            stride = beats == worker.beatsSeen() ? Math.min(2 * stride, MAX_STRIDE) : Math.max(stride >> 2, 1);
            leaf.advance(from, to);
        }
    }

    private static <R> void abandon(Worker worker, Part<R> last, Throwable failure) {
        for (Part<R> part = last; part != null; part = part.givenBefore) {
            if (!worker.reclaim(part)) {
                Failures.suppress(failure, part.failure());
            }
        }
    }

    /** What a worker has before it. Only that worker looks at it. */
    private static final class Stretch<R> implements Splittable {
        private final Loop<R> loop;
        private final Worker owner;
        /** The first index that is not begun. */
        private long next;
        private long end;
        /** The last one, which is the neighbour; those given away before it follow it in the range, too. */
        private Part<R> given;

        Stretch(Loop<R> loop, Worker owner, long from, long to) {
            this.loop = loop;
            this.owner = owner;
            this.next = from;
            this.end = to;
        }

        /** Removes the part given away last; null if there is none. */
        Part<R> takeNeighbour() {
            Part<R> neighbour = given;
            given = neighbour == null ? null : neighbour.givenBefore;
            return neighbour;
        }

        /** The neighbour is ours again. */
        void continueWith(Part<R> neighbour) {
            next = neighbour.from;
            end = neighbour.to;
        }

        @Override
        public Task split() {
            if (next == end) {
                return null;
            }
            long middle = next + (end - next >>> 1);
            given = new Part<>(loop, owner, middle, end, given);
            end = middle;
            return given;
        }
    }

    /** A part of a stretch that was given away. */
    private static final class Part<R> extends Task {
        private final Loop<R> loop;
        private final long from;
        private final long to;
        private final Part<R> givenBefore;
        private R result;

        Part(Loop<R> loop, Worker owner, long from, long to, Part<R> givenBefore) {
            super(owner);
            this.loop = loop;
            this.from = from;
            this.to = to;
            this.givenBefore = givenBefore;
        }

        @Override
        void compute(Worker worker) {
            try {
                result = loop.run(worker, from, to);
            } catch (Throwable failure) {
                loop.limitTo(0);
                throw failure;
            }
        }

        R result() {
            rethrow();
            return result;
        }
    }
}
