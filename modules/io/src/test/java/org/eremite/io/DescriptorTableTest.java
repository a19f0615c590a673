package org.eremite.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;

class DescriptorTableTest {
    private static final int LIMIT = 24;
    private static final int ANSWER_OF_CLOSING = -5;

    private enum Step {
        ADD,
        CLOSE,
        REPLACE,
        ACQUIRE,
        RELEASE
    }

    @Provide
    Arbitrary<List<Tuple2<Step, Integer>>> steps() {
        Arbitrary<Step> step = Arbitraries.frequency(
                Tuple.of(5, Step.ADD),
                Tuple.of(3, Step.CLOSE),
                Tuple.of(1, Step.REPLACE),
                Tuple.of(2, Step.ACQUIRE),
                Tuple.of(2, Step.RELEASE));
        Arbitrary<Integer> number = Arbitraries.integers().between(-2, LIMIT + 2);
        return Combinators.combine(step, number).as(Tuple::of).list().ofMaxSize(120);
    }

    /** What the table must hold: a map from numbers, and who uses each descriptor. */
    private static final class Model {
        private final RecordingDescriptor console = new RecordingDescriptor(ANSWER_OF_CLOSING);
        private final DescriptorTable table = new DescriptorTable(console, LIMIT);
        private final Map<Integer, RecordingDescriptor> open = new TreeMap<>(Map.of(0, console, 1, console, 2, console));
        private final List<OpenDescription> held = new ArrayList<>();
        private final List<RecordingDescriptor> all = new ArrayList<>(List.of(console));

        private void take(Step step, int number) {
            switch (step) {
                case ADD -> add();
                case CLOSE -> assertEquals(answerOfLeaving(number, null), table.close(number));
                case REPLACE -> {
                    RecordingDescriptor replacement = fresh();
                    assertEquals(answerOfLeaving(number, replacement), table.replace(number, replacement));
                }
                case ACQUIRE -> {
                    OpenDescription found = table.acquire(number);
                    assertSame(open.get(number), found == null ? null : found.descriptor());
                    if (found != null) {
                        held.add(found);
                    }
                }
                case RELEASE -> {
                    if (!held.isEmpty()) {
                        OpenDescription given = held.removeFirst();
                        assertEquals(users(given.descriptor()) == 0 ? ANSWER_OF_CLOSING : 0, given.release());
                    }
                }
            }
        }

        private void add() {
            int lowest = 0;
            while (open.containsKey(lowest)) {
                lowest++;
            }
            RecordingDescriptor added = fresh();
            assertEquals(lowest < LIMIT ? lowest : -Errno.EMFILE, table.add(added));
            if (lowest < LIMIT) {
                open.put(lowest, added);
            } else {
                all.remove(added);
            }
        }

        private int answerOfLeaving(int number, RecordingDescriptor replacement) {
            RecordingDescriptor before = open.remove(number);
            if (before == null) {
                all.remove(replacement);
                return -Errno.EBADF;
            }
            if (replacement != null) {
                open.put(number, replacement);
            }
            return users(before) == 0 ? ANSWER_OF_CLOSING : 0;
        }

        private RecordingDescriptor fresh() {
            RecordingDescriptor descriptor = new RecordingDescriptor(ANSWER_OF_CLOSING);
            all.add(descriptor);
            return descriptor;
        }

        private long users(Descriptor descriptor) {
            return open.values().stream().filter(used -> used == descriptor).count()
                    + held.stream().filter(used -> used.descriptor() == descriptor).count();
        }

        private void check() {
            for (RecordingDescriptor descriptor : all) {
                assertEquals(users(descriptor) == 0 ? 1 : 0, descriptor.closed(), "closed by the last user, once");
            }
            for (int number = -2; number < LIMIT + 2; number++) {
                OpenDescription found = table.acquire(number);
                assertSame(open.get(number), found == null ? null : found.descriptor());
                if (found != null) {
                    found.release();
                }
            }
        }
    }

    @Property
    void behavesLikeAMapThatGivesOutTheLowestFreeNumber(@ForAll("steps") List<Tuple2<Step, Integer>> steps) {
        Model model = new Model();
        for (Tuple2<Step, Integer> step : steps) {
            model.take(step.get1(), step.get2());
            model.check();
        }
    }

    @Example
    void extremeNumbersAreNotOpen() {
        DescriptorTable table = new DescriptorTable(new RecordingDescriptor(0));
        for (int number : new int[] {Integer.MIN_VALUE, -1, 3, Integer.MAX_VALUE}) {
            assertNull(table.acquire(number));
            assertEquals(-Errno.EBADF, table.close(number));
            assertEquals(-Errno.EBADF, table.replace(number, new RecordingDescriptor(0)));
        }
    }

    @Example
    void aNumberThatIsReplacedAllTheTimeIsNeverFoundClosed() throws InterruptedException {
        DescriptorTable table = new DescriptorTable(new RecordingDescriptor(0));
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Thread replacing = new Thread(() -> {
            try {
                for (int i = 0; i < 500_000; i++) {
                    assertEquals(0, table.replace(1, new RecordingDescriptor(0)));
                }
            } catch (Throwable thrown) {
                failure.set(thrown);
            }
        });
        replacing.start();
        while (replacing.isAlive()) {
            OpenDescription found = table.acquire(1);
            assertNotNull(found);
            assertEquals(0, ((RecordingDescriptor) found.descriptor()).closed());
            found.release();
        }
        replacing.join();
        assertNull(failure.get());
    }
}
