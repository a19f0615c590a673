package org.eremite.par;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class WorkStealingDequeTest {
    enum Operation { PUSH, POP, STEAL, FORGET }

    @Property(tries = 500)
    void aSingleThreadSeesAnOrdinaryDeque(
            @ForAll @Size(max = 300) List<Operation> operations, @ForAll @IntRange(max = 3) int capacityLog2) {
        WorkStealingDeque<Integer> deque = new WorkStealingDeque<>(1 << capacityLog2);
        Deque<Integer> model = new ArrayDeque<>();
        int next = 0;
        for (Operation operation : operations) {
            switch (operation) {
                case PUSH -> {
                    deque.push(next);
                    model.addLast(next++);
                }
                case POP -> assertEquals(model.pollLast(), deque.pop());
                case FORGET -> {
                    if (deque.isEmpty()) {
                        deque.forgetTaken();
                        deque.shrink();
                    }
                }
                case STEAL -> assertEquals(model.pollFirst(), deque.steal());
            }
            assertEquals(model.isEmpty(), deque.isEmpty());
        }
    }

    @Example
    void growingKeepsTheOrderOfBothEnds() {
        WorkStealingDeque<Integer> deque = new WorkStealingDeque<>(1);
        for (int i = 0; i < 1000; i++) {
            deque.push(i);
        }
        for (int i = 0; i < 500; i++) {
            assertEquals(i, deque.steal());
            assertEquals(999 - i, deque.pop());
        }
        assertNull(deque.pop());
        assertNull(deque.steal());
        assertTrue(deque.isEmpty());
    }

    @Example
    void aCapacityIsAPowerOfTwo() {
        assertThrows(IllegalArgumentException.class, () -> new WorkStealingDeque<>(0));
        assertThrows(IllegalArgumentException.class, () -> new WorkStealingDeque<>(3));
    }

    /** The deque stays short, so the owner and the thieves fight for the last element most of the time. */
    @Property(tries = 12)
    void underContentionEveryElementIsTakenOnceAndSeenWhole(
            @ForAll @IntRange(min = 1, max = 3) int thieves, @ForAll @IntRange(min = 1, max = 5) int burst)
            throws InterruptedException {
        int total = 40_000;
        WorkStealingDeque<int[]> deque = new WorkStealingDeque<>(2);
        AtomicIntegerArray taken = new AtomicIntegerArray(total);
        Thief[] threads = new Thief[thieves];
        for (int i = 0; i < thieves; i++) {
            threads[i] = new Thief(deque, taken);
            threads[i].start();
        }
        for (int next = 0; next < total;) {
            // Now and then so many that the array grows, and shrinks again when all are taken.
            int number = next % 97 == 0 ? 200 : burst;
            for (int i = 0; i < number && next < total; i++) {
                // The content is written just before it is published: a thief that is too early sees a zero.
                int[] element = new int[1];
                element[0] = ++next;
                deque.push(element);
            }
            for (int i = 0; i < number; i++) {
                take(taken, deque.pop());
            }
            if (deque.isEmpty()) {
                deque.forgetTaken();
                deque.shrink();
            }
        }
        int[] rest;
        while ((rest = deque.pop()) != null) {
            take(taken, rest);
        }
        for (Thief thief : threads) {
            thief.finished = true;
            thief.join();
            assertNull(thief.failure);
        }
        List<Integer> wrong = new ArrayList<>();
        for (int i = 0; i < total; i++) {
            if (taken.get(i) != 1) {
                wrong.add(i);
            }
        }
        assertEquals(List.of(), wrong);
        assertTrue(deque.isEmpty());
    }

    private static void take(AtomicIntegerArray taken, int[] element) {
        if (element != null) {
            taken.incrementAndGet(element[0] - 1);
        }
    }

    private static final class Thief extends Thread {
        private final WorkStealingDeque<int[]> deque;
        private final AtomicIntegerArray taken;
        private volatile boolean finished;
        private volatile Throwable failure;

        Thief(WorkStealingDeque<int[]> deque, AtomicIntegerArray taken) {
            this.deque = deque;
            this.taken = taken;
        }

        @Override
        public void run() {
            try {
                int last = 0;
                while (!finished) {
                    int[] element = deque.steal();
                    if (element != null) {
                        assertFalse(element[0] <= last, "stolen out of order");
                        last = element[0];
                        take(taken, element);
                    }
                }
            } catch (Throwable thrown) {
                failure = thrown;
            }
        }
    }
}
