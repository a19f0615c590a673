package org.eremite.par;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * The work-stealing deque of Chase and Lev (SPAA 2005) with the memory order that Lê, Pop, Cohen and Zappa Nardelli
 * proved sufficient (PPoPP 2013, figure 1), on a circular array that grows.
 *
 * <p>The owner, one thread, calls {@link #push} and {@link #pop} at the bottom; any thread calls {@link #steal} at
 * the top, where the oldest element is. Every element is handed out exactly once. The indices are 64 bits wide and
 * never wrap.
 *
 * <p>Memory order, in the terms of the paper:
 * <ul>
 * <li>relaxed accesses are opaque; the loads of {@code top} by thieves and of {@code bottom} by thieves are acquire;
 * <li>{@link #push} writes the element before a release fence and {@code bottom} after it, so a thief that sees the
 *     new {@code bottom} sees the element and whatever the owner wrote into it before;
 * <li>{@link #pop} lowers {@code bottom}, then a full fence, then reads {@code top}; {@link #steal} reads
 *     {@code top}, then a full fence, then {@code bottom}: of an owner and a thief that want the last element at
 *     least one sees the other, and the compare-and-set on {@code top} decides between them;
 * <li>a grown array is published by a release store; the thief's acquire load stands for the paper's consume.
 * </ul>
 *
 * @param <T> the type of the elements
 */
final class WorkStealingDeque<T> {
    private static final int INITIAL_CAPACITY = 64;
    /** Distance, in longs, that keeps two indices out of each other's cache line and its prefetched neighbour. */
    private static final int SPACING = 16;
    private static final int TOP = SPACING;
    private static final int BOTTOM = 2 * SPACING;

    private static final VarHandle INDEX = MethodHandles.arrayElementVarHandle(long[].class);
    private static final VarHandle ELEMENT = MethodHandles.arrayElementVarHandle(Object[].class);
    private static final VarHandle ELEMENTS;

    static {
        try {
            ELEMENTS = MethodHandles.lookup().findVarHandle(WorkStealingDeque.class, "elements", Object[].class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private final long[] indices = new long[3 * SPACING];
    /** Length is a power of two; element i is at i modulo the length. */
    private Object[] elements;

    WorkStealingDeque() {
        this(INITIAL_CAPACITY);
    }

    /**
     * @param capacity elements that fit before the array grows, a power of two
     */
    WorkStealingDeque(int capacity) {
        if (Integer.bitCount(capacity) != 1) {
            throw new IllegalArgumentException("capacity is not a power of two: capacity=" + capacity);
        }
        elements = new Object[capacity];
    }

    /** Owner only: puts an element at the bottom. */
    void push(T element) {
        reserve();
        long bottom = (long) INDEX.getOpaque(indices, BOTTOM);
        Object[] array = elements;
        ELEMENT.setOpaque(array, slot(array, bottom), (Object) element);
        VarHandle.releaseFence();
        INDEX.setOpaque(indices, BOTTOM, bottom + 1);
    }

    /** Owner only: makes sure that there is room for one more element. */
    void reserve() {
        long bottom = (long) INDEX.getOpaque(indices, BOTTOM);
        long top = (long) INDEX.getAcquire(indices, TOP);
        if (bottom - top >= elements.length) {
            grow(top, bottom);
        }
    }

    /** Owner only: takes the youngest element; null if there is none. */
    T pop() {
        long bottom = (long) INDEX.getOpaque(indices, BOTTOM) - 1;
        Object[] array = elements;
        INDEX.setOpaque(indices, BOTTOM, bottom);
        VarHandle.fullFence();
        long top = (long) INDEX.getOpaque(indices, TOP);
        if (top > bottom) {
            INDEX.setOpaque(indices, BOTTOM, bottom + 1);
            return null;
        }
        int slot = slot(array, bottom);
        Object element = ELEMENT.getOpaque(array, slot);
        if (top == bottom) {
            boolean won = INDEX.compareAndSet(indices, TOP, top, top + 1);
            INDEX.setOpaque(indices, BOTTOM, bottom + 1);
            if (!won) {
                return null;
            }
        }
        // No thief can win this index any more: nothing must keep the element reachable.
        ELEMENT.setOpaque(array, slot, (Object) null);
        return cast(element);
    }

    /** Any thread: takes the oldest element; null if there is none. Lock-free: retries only when another taker won. */
    T steal() {
        while (true) {
            long top = (long) INDEX.getAcquire(indices, TOP);
            VarHandle.fullFence();
            long bottom = (long) INDEX.getAcquire(indices, BOTTOM);
            if (top >= bottom) {
                return null;
            }
            Object[] array = (Object[]) ELEMENTS.getAcquire(this);
            Object element = ELEMENT.getOpaque(array, slot(array, top));
            if (INDEX.compareAndSet(indices, TOP, top, top + 1)) {
                return cast(element);
            }
        }
    }

    /** Any thread: whether there was no element at some moment during the call. */
    boolean isEmpty() {
        long top = (long) INDEX.getAcquire(indices, TOP);
        return top >= (long) INDEX.getAcquire(indices, BOTTOM);
    }

    /**
     * Owner only, of an empty deque: forgets stolen elements. A thief that is late may read a null, but not win it: the
     * compare-and-set on {@code top} has already been won by another.
     */
    void forgetTaken() {
        Object[] array = elements;
        for (int i = 0; i < array.length; i++) {
            ELEMENT.setOpaque(array, i, (Object) null);
        }
    }

    /** Owner only, of an empty deque: gives back the room for more than a few. What {@link #forgetTaken} says holds here, too. */
    void shrink() {
        if (elements.length > INITIAL_CAPACITY) {
            ELEMENTS.setRelease(this, new Object[INITIAL_CAPACITY]);
        }
    }

    private void grow(long top, long bottom) {
        Object[] array = elements;
        Object[] larger = new Object[Math.multiplyExact(array.length, 2)];
        for (long i = top; i < bottom; i++) {
            larger[slot(larger, i)] = ELEMENT.getOpaque(array, slot(array, i));
        }
        ELEMENTS.setRelease(this, larger);
    }

    private static int slot(Object[] array, long index) {
        return (int) index & array.length - 1;
    }

    /** Only {@link #push} writes elements that are not null. */
    @SuppressWarnings("unchecked")
    private T cast(Object element) {
        return (T) element;
    }
}
