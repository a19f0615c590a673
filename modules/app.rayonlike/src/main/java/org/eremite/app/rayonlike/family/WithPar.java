package org.eremite.app.rayonlike.family;

import java.util.Arrays;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntToLongFunction;
import java.util.function.LongSupplier;
import java.util.function.ObjIntConsumer;
import java.util.function.Supplier;
import org.eremite.par.Par;

/** The forms as {@link Par} has them, or made of its joins and ranges where it has none. */
public final class WithPar implements Parallel {
    /** Numbers searched or filtered between two looks at what others have found. */
    private static final int PIECE = 1 << 12;
    /** Containers of a fold: enough for many workers, few where to merge is as much work as to fill. */
    private static final int CONTAINERS = 64;
    private static final int NONE = Integer.MAX_VALUE;

    /** The forms on the pool of whoever calls them. */
    public WithPar() {
    }

    @Override
    public <A, B, R> R join(Supplier<? extends A> first, Supplier<? extends B> second,
            BiFunction<? super A, ? super B, ? extends R> combine) {
        return Par.join(first, second, combine);
    }

    @Override
    public void join(Runnable first, Runnable second) {
        Par.join(first, second);
    }

    @Override
    public long joinToSum(LongSupplier first, LongSupplier second) {
        return Par.join(first::getAsLong, second::getAsLong, Long::sum);
    }

    @Override
    public void forEach(int from, int to, IntConsumer action) {
        Par.range(from, to).forEach(action);
    }

    @Override
    public long sum(int from, int to, IntToLongFunction value) {
        return Par.range(from, to).mapToLong(value).sum();
    }

    @Override
    public double sumOfDoubles(int from, int to, IntToDoubleFunction value) {
        return Par.range(from, to).mapToDouble(value).sum();
    }

    @Override
    public int findFirst(int from, int to, IntPredicate condition) {
        AtomicInteger found = new AtomicInteger(NONE);
        eachPiece(from, to, (piece, begin, end) -> {
            if (begin < found.getOpaque()) {
                int here = Sequential.FORMS.findFirst(begin, end, condition);
                if (here >= 0) {
                    found.accumulateAndGet(here, Math::min);
                }
            }
        });
        return found.get() == NONE ? -1 : found.get();
    }

    @Override
    public int findAny(int from, int to, IntPredicate condition) {
        AtomicInteger found = new AtomicInteger(NONE);
        eachPiece(from, to, (piece, begin, end) -> {
            if (found.getOpaque() == NONE) {
                int here = Sequential.FORMS.findFirst(begin, end, condition);
                if (here >= 0) {
                    found.set(here);
                }
            }
        });
        return found.get() == NONE ? -1 : found.get();
    }

    @Override
    public int[] filter(int from, int to, IntPredicate condition) {
        int[][] pieces = new int[(to - from + PIECE - 1) / PIECE][];
        eachPiece(from, to, (piece, begin, end) -> pieces[piece] = Sequential.FORMS.filter(begin, end, condition));
        int[] offsets = new int[pieces.length];
        int total = 0;
        for (int i = 0; i < pieces.length; i++) {
            offsets[i] = total;
            total += pieces[i].length;
        }
        int[] all = new int[total];
        Par.range(0, pieces.length).forEach(
                piece -> System.arraycopy(pieces[piece], 0, all, offsets[piece], pieces[piece].length));
        return all;
    }

    @Override
    public <A> A fold(int from, int to, Supplier<A> container, ObjIntConsumer<A> add, BinaryOperator<A> merge) {
        int piece = Math.max(1, (to - from + CONTAINERS - 1) / CONTAINERS);
        return Par.range(0, (to - from + piece - 1) / piece).fold(() -> new Holder<>(container.get()), (holder, at) -> {
            int begin = from + at * piece;
            int end = begin + Math.min(piece, to - begin);
            for (int i = begin; i < end; i++) {
                add.accept(holder.container, i);
            }
        }, (one, other) -> new Holder<>(merge.apply(one.container, other.container))).container;
    }

    @Override
    public void sort(long[] values) {
        MergeSort.sort(values, this);
    }

    @Override
    public <T> void sort(T[] values, Comparator<? super T> order) {
        MergeSort.sort(values, Arrays.copyOf(values, values.length), order, this);
    }

    private record Holder<A>(A container) {
    }

    @FunctionalInterface
    private interface PieceAction {
        void accept(int piece, int begin, int end);
    }

    private static void eachPiece(int from, int to, PieceAction action) {
        Par.range(0, (to - from + PIECE - 1) / PIECE).forEach(piece -> {
            int begin = from + piece * PIECE;
            action.accept(piece, begin, begin + Math.min(PIECE, to - begin));
        });
    }
}
