package org.eremite.hal.x86_64;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import jdk.internal.misc.Unsafe;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.eremite.hal.Processors;
import org.eremite.hal.SpinLock;

/** Bytes on their way from a serial line to a reader: all of them, in order, whoever is faster. */
class SerialInputTest {
    private static final Unsafe UNSAFE = Unsafe.getUnsafe();
    private static final int FIFO_BYTES = 16;

    /** The other end, the UART with its FIFO, and whether it interrupts. It sends byte after byte and waits for room. */
    private static final class Line implements ReceiveLine {
        private final Queue<Integer> fifo = new ArrayDeque<>();
        private final int total;
        private int sent;
        private boolean enabled;
        private int turnedOff;

        Line(int total) {
            this.total = total;
        }

        static int value(int number) {
            return number * 31 + (number >> 8) & 0xFF;
        }

        synchronized void arrive(int count) {
            for (int i = 0; i < count && sent < total && fifo.size() < FIFO_BYTES; i++) {
                fifo.add(value(sent++));
            }
        }

        synchronized boolean interrupts() {
            return enabled && !fifo.isEmpty();
        }

        @Override
        public synchronized int received() {
            Integer next = fifo.poll();
            return next == null ? -1 : next;
        }

        @Override
        public synchronized void interruptOnReceive(boolean wanted) {
            enabled = wanted;
            turnedOff += wanted ? 0 : 1;
        }
    }

    /** CPUs that have no interrupts of their own: a test calls the handler. */
    private static final class Threads implements Processors {
        @Override
        public int present() {
            return 2;
        }

        @Override
        public int online() {
            return 2;
        }

        @Override
        public int current() {
            return 0;
        }

        @Override
        public long disableInterrupts() {
            return 0;
        }

        @Override
        public void restoreInterrupts(long token) {}

        @Override
        public void pause() {
            Thread.onSpinWait();
        }

        @Override
        public void reschedule(int cpu) {}

        @Override
        public boolean start(int cpu, long area, long idleContext) {
            return false;
        }

        @Override
        public long areaBytes() {
            return 0;
        }

        @Override
        public void waitForInterrupt() {}
    }

    private record Fixture(Line line, SerialInput input, long memory) implements AutoCloseable {
        static Fixture of(int total) {
            long memory = UNSAFE.allocateMemory(SerialInput.BYTES);
            UNSAFE.setMemory(memory, SerialInput.BYTES, (byte) 0);
            Line line = new Line(total);
            SerialInput input = new SerialInput(line, new SpinLock(new Threads()));
            input.initialize(memory);
            return new Fixture(line, input, memory);
        }

        void interrupt() {
            if (line.interrupts()) {
                input.onInterrupt();
                assertFalse(line.interrupts(), "the handler leaves no reason for another interrupt");
            }
        }

        @Override
        public void close() {
            UNSAFE.freeMemory(memory);
        }
    }

    /** Positive steps let bytes arrive and the interrupt be taken; negative ones read. */
    @Property(tries = 200)
    void whatArrivesIsReadInOrderWhateverTheTurns(
            @ForAll @Size(max = 200) List<@IntRange(min = -300, max = 300) Integer> steps,
            @ForAll @IntRange(min = 0, max = 6000) int before) {
        int total = 20_000;
        try (Fixture fixture = Fixture.of(total)) {
            fixture.input.start();
            int read = 0;
            for (int i = 0; i < before; i++) {
                fixture.line.arrive(1);
                fixture.interrupt();
            }
            for (int step : steps) {
                for (int i = 0; i < step; i++) {
                    fixture.line.arrive(FIFO_BYTES);
                    fixture.interrupt();
                }
                for (int i = step; i < 0; i++) {
                    read += readOne(fixture, read);
                }
            }
            while (fixture.line.sent < total) {
                fixture.line.arrive(FIFO_BYTES);
                fixture.interrupt();
                read += readOne(fixture, read);
            }
            while (readOne(fixture, read) == 1) {
                read++;
            }
            assertEquals(total, read);
            assertTrue(fixture.line.enabled, "a reader that has found nothing is told of the next byte");
        }
    }

    private static int readOne(Fixture fixture, int expected) {
        int next = fixture.input.read();
        if (next < 0) {
            assertTrue(fixture.line.enabled, "nothing to read, so an interrupt must follow the next byte");
            return 0;
        }
        assertEquals(Line.value(expected), next);
        return 1;
    }

    @Property(tries = 20)
    void aHandlerAndAReaderAtTheSameTimeLoseNothing(@ForAll @IntRange(min = 1, max = 30_000) int total)
            throws InterruptedException {
        try (Fixture fixture = Fixture.of(total)) {
            fixture.input.start();
            AtomicInteger read = new AtomicInteger();
            Thread handler = new Thread(() -> {
                while (read.get() < total) {
                    fixture.line.arrive(FIFO_BYTES);
                    if (fixture.line.interrupts()) {
                        fixture.input.onInterrupt();
                    }
                }
            });
            handler.start();
            int wrong = -1;
            while (read.get() < total) {
                int next = fixture.input.read();
                if (next >= 0 && next != Line.value(read.getAndIncrement())) {
                    wrong = read.get();
                }
            }
            handler.join();
            assertEquals(-1, wrong);
        }
    }

    @Example
    void aFullRingStopsTheLineOnceAndTheReaderStartsItAgain() {
        try (Fixture fixture = Fixture.of(ByteRing.CAPACITY + 100)) {
            fixture.input.start();
            for (int i = 0; i < ByteRing.CAPACITY; i++) {
                fixture.line.arrive(FIFO_BYTES);
                fixture.interrupt();
            }
            assertFalse(fixture.line.enabled);
            assertEquals(1, fixture.line.turnedOff);
            assertEquals(FIFO_BYTES, fixture.line.fifo.size(), "the other end waits");
            for (int i = 0; i < ByteRing.CAPACITY + FIFO_BYTES; i++) {
                assertEquals(Line.value(i), fixture.input.read());
            }
            assertEquals(-1, fixture.input.read());
            assertTrue(fixture.line.enabled);
        }
    }

    @Example
    void withoutInterruptsAReaderFindsWhatTheDeviceHas() {
        try (Fixture fixture = Fixture.of(5)) {
            assertEquals(-1, fixture.input.read());
            fixture.line.arrive(2);
            assertEquals(Line.value(0), fixture.input.read());
            assertFalse(fixture.line.enabled, "nobody has routed the interrupt");
            fixture.line.arrive(1);
            fixture.input.start();
            assertTrue(fixture.line.enabled);
            fixture.line.arrive(2);
            fixture.interrupt();
            for (int i = 1; i < 5; i++) {
                assertEquals(Line.value(i), fixture.input.read());
            }
            assertEquals(-1, fixture.input.read());
        }
    }
}
