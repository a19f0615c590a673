package org.eremite.abi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import jdk.internal.misc.Unsafe;
import org.eremite.hal.Console;
import org.eremite.hal.RawMemory;
import org.eremite.io.ConsoleDescriptor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both ends of the lines in one JVM: the test is the host. */
@Timeout(60)
class HostLinkTest {
    private static final Unsafe UNSAFE = Unsafe.getUnsafe();

    /** A line whose other end is the test. */
    private static final class Line implements Console {
        private final ConcurrentLinkedQueue<Byte> toGuest = new ConcurrentLinkedQueue<>();
        private final BlockingQueue<Byte> toHost = new LinkedBlockingQueue<>();

        @Override
        public void write(long address, long length) {
            for (long i = 0; i < length; i++) {
                toHost.add(RawMemory.getByte(address + i));
            }
        }

        @Override
        public int read() {
            Byte next = toGuest.poll();
            return next == null ? -1 : next & 0xFF;
        }

        String hear() throws InterruptedException {
            StringBuilder line = new StringBuilder();
            for (byte next = toHost.take(); next != '\n'; next = toHost.take()) {
                line.append((char) next);
            }
            return line.toString();
        }
    }

    private final Line console = new Line();
    private final Line control = new Line();
    private final Semaphore interrupts = new Semaphore(0);
    private final BlockingQueue<Integer> exits = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> dumps = new LinkedBlockingQueue<>();
    private final AtomicBoolean stall = new AtomicBoolean();
    /** What happens while the thread under test is told of a stall. */
    private volatile Runnable atStall = () -> { };
    private final long staging = UNSAFE.allocateMemory(2 * ConsoleDescriptor.STAGING_BYTES);
    private final ConsoleDescriptor descriptor = new ConsoleDescriptor(console, staging);

    private final HostLink.Arrivals arrivals = new HostLink.Arrivals() {
        @Override
        public boolean enable() {
            return true;
        }

        @Override
        public void await(boolean telling) {
            interrupts.acquireUninterruptibly();
        }

        @Override
        public boolean takeStall() {
            boolean stalled = stall.getAndSet(false);
            if (stalled) {
                atStall.run();
            }
            return stalled;
        }
    };

    private final HostLink.Program program = new HostLink.Program() {
        @Override
        public void exit(int status) {
            exits.add(status);
        }

        @Override
        public void dump() {
            dumps.add("dump");
        }

        @Override
        public void stalled() {
            dumps.add("stalled");
        }
    };

    private HostLink link;

    private void start() {
        start(new ConsoleDescriptor(control, staging + ConsoleDescriptor.STAGING_BYTES));
    }

    private void start(ConsoleDescriptor controlDescriptor) {
        Map<String, Long> phases = new LinkedHashMap<>();
        phases.put("machine", 5L);
        phases.put("isolate", 70L);
        link = new HostLink(descriptor, controlDescriptor, arrivals, program);
        link.start(phases);
    }

    private void send(Line line, byte... bytes) {
        for (byte next : bytes) {
            line.toGuest.add(next);
        }
        interrupts.release();
    }

    private void say(String line) {
        send(control, (line + "\n").getBytes(StandardCharsets.US_ASCII));
    }

    /** The daemon under test never reads or writes after its last interrupt. */
    @AfterEach
    void free() {
        UNSAFE.freeMemory(staging);
    }

    @Test
    void theHostHearsOfBootThenThatTheProgramRunsThenThatItReads() throws InterruptedException {
        start();
        assertEquals("boot machine 5", control.hear());
        assertEquals("boot isolate 70", control.hear());
        assertEquals("ready", control.hear());
        descriptor.available();
        assertEquals("reading", control.hear());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aReaderGetsWhatArrivesAndTheEndWhereTheHostSaysWhicheverLineIsFaster(boolean endFirst) {
        start();
        byte[] sent = {0, 10, -1, 4, 26};
        if (endFirst) {
            say("end-of-input 5");
            send(console, sent);
        } else {
            send(console, sent);
            say("end-of-input 5");
        }
        byte[] buffer = new byte[16];
        int count = 0;
        for (int more = descriptor.read(buffer, 0, 16); more > 0; more = descriptor.read(buffer, count, 16 - count)) {
            count += more;
        }
        assertArrayEquals(sent, Arrays.copyOf(buffer, count));
    }

    @Test
    void aRequestForADumpIsObeyedEachTime() throws InterruptedException {
        start();
        say("dump");
        assertEquals("dump", dumps.take());
        say("dump");
        assertEquals("dump", dumps.take());
    }

    private void stall() {
        stall.set(true);
        interrupts.release();
    }

    @Test
    void theHostHearsThatAllThreadsWait() throws InterruptedException {
        start();
        stall();
        assertEquals("boot machine 5", control.hear());
        assertEquals("boot isolate 70", control.hear());
        assertEquals("ready", control.hear());
        assertEquals("all-wait", control.hear());
        assertTrue(dumps.isEmpty());
    }

    @Test
    void withoutAHostThatIsTheEnd() throws InterruptedException {
        start(null);
        stall();
        assertEquals("stalled", dumps.take());
    }

    @Test
    void whoWaitsForInputIsNotStalled() throws InterruptedException {
        start();
        Thread reader = Thread.ofPlatform().daemon().start(() -> descriptor.read(new byte[1], 0, 1));
        while (!descriptor.hasReaders()) {
            Thread.onSpinWait();
        }
        stall();
        say("dump");
        assertEquals("dump", dumps.take());
        send(console, (byte) 1);
        reader.join();
        stall();
        assertEquals("boot machine 5", control.hear());
        assertEquals("boot isolate 70", control.hear());
        assertEquals("ready", control.hear());
        assertEquals("reading", control.hear());
        assertEquals("all-wait", control.hear());
    }

    @Test
    void whoGetsInputWhoseInterruptIsStillOnItsWayIsNotStalled() throws InterruptedException {
        start();
        Thread reader = Thread.ofPlatform().daemon().start(() -> descriptor.read(new byte[1], 0, 1));
        while (!descriptor.hasReaders()) {
            Thread.onSpinWait();
        }
        // Time enough for the reader to go, were it told of the byte before the stall is looked at.
        atStall = () -> join(reader, 200);
        console.toGuest.add((byte) 1);
        stall();
        reader.join();
        say("dump");
        assertEquals("dump", dumps.take());
        for (String line : List.of("boot machine 5", "boot isolate 70", "ready", "reading")) {
            assertEquals(line, control.hear());
        }
        assertTrue(control.toHost.isEmpty());
    }

    private static void join(Thread thread, long milliseconds) {
        try {
            thread.join(milliseconds);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aRequestIsAnsweredAndObeyedAndNoiseIsNot() throws InterruptedException {
        start();
        say("shutdown 300");
        say("x".repeat(1000));
        say("shutdown 143");
        assertEquals(143, exits.take());
        assertEquals("boot machine 5", control.hear());
        assertEquals("boot isolate 70", control.hear());
        assertEquals("ready", control.hear());
        assertEquals("shutting-down", control.hear());
    }

    @Test
    void theHostHearsWhatTheProgramReports() throws InterruptedException {
        start();
        String longest = "~".repeat(OperatingSystem.REPORT_LIMIT);
        link.report("one two");
        link.report(longest);
        for (String line : List.of("boot machine 5", "boot isolate 70", "ready", "report one two", "report " + longest)) {
            assertEquals(line, control.hear());
        }
        assertThrows(IllegalArgumentException.class, () -> link.report(longest + "~"));
        assertThrows(IllegalArgumentException.class, () -> link.report("a\nready"));
        assertThrows(IllegalArgumentException.class, () -> link.report("\u00E4"));
    }
}
