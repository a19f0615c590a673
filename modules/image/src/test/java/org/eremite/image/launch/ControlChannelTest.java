package org.eremite.image.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ControlChannelTest {
    @TempDir
    private Path directory;

    private final CountDownLatch ready = new CountDownLatch(1);
    private final List<String> reports = Collections.synchronizedList(new ArrayList<>());

    private ControlChannel open() throws IOException {
        return new ControlChannel(directory.resolve("control"), System.nanoTime(), new Launcher.Observer() {
            @Override
            public void ready(BootTimes times) {
                ready.countDown();
            }

            @Override
            public void reported(String text) {
                reports.add(text);
            }
        });
    }

    private SocketChannel guest() throws IOException {
        SocketChannel guest = SocketChannel.open(StandardProtocolFamily.UNIX);
        guest.connect(UnixDomainSocketAddress.of(directory.resolve("control")));
        return guest;
    }

    private static void say(SocketChannel guest, String text) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
        while (bytes.hasRemaining()) {
            guest.write(bytes);
        }
    }

    @Test
    void aDumpIsAskedForAndThatAllThreadsWaitIsHeardOnce() throws Exception {
        AtomicInteger heard = new AtomicInteger();
        try (ControlChannel control = open()) {
            control.dump();
            control.onAllWait(heard::incrementAndGet);
            control.accept("all-wait");
            control.accept("all-wait");
            assertEquals(1, heard.get());
            try (SocketChannel guest = guest(); BufferedReader lines = new BufferedReader(
                    Channels.newReader(guest, StandardCharsets.US_ASCII))) {
                assertEquals("dump", lines.readLine());
            }
        }
    }

    @Test
    void whatIsSaidBeforeTheGuestIsThereReachesItInOrder() throws Exception {
        try (ControlChannel control = open()) {
            control.shutdown(130);
            control.endInputAfter(12);
            try (SocketChannel guest = guest();
                    BufferedReader lines = new BufferedReader(Channels.newReader(guest, StandardCharsets.US_ASCII))) {
                assertEquals("shutdown 130", lines.readLine());
                assertEquals("end-of-input 12", lines.readLine());
                control.endInputAfter(13);
                assertEquals("end-of-input 13", lines.readLine());
            }
        }
    }

    @Test
    void reportsOfAGuestThatHasEndedAreAllThere() throws Exception {
        List<String> expected = new ArrayList<>();
        try (ControlChannel control = open()) {
            try (SocketChannel guest = guest()) {
                for (int number = 0; number < 2000; number++) {
                    expected.add(number + " " + "x".repeat(number));
                    say(guest, "report " + expected.getLast() + "\n");
                }
                say(guest, "report " + "y".repeat(5000) + "\nreport cut o");
            }
            control.finish();
        }
        assertEquals(expected, reports);
    }

    @Test
    void aGuestThatTalksNonsenseIsBelievedNothingAndCostsNothing() throws Exception {
        try (ControlChannel control = open(); SocketChannel guest = guest()) {
            say(guest, "boot memory 5\nboot MEMORY 6\nboot memory -1\nboot memory 1234567890123456789\nboot  x 1\n"
                    + "\0ready\n" + "y".repeat(100_000) + "ready\nready \n");
            for (int phase = 0; phase < 1000; phase++) {
                say(guest, "boot p" + phase + " " + phase + "\n");
            }
            assertFalse(control.ready());
            say(guest, "ready\n");
            ready.await();
            assertTrue(control.ready());
            Map<String, Long> phases = control.bootTimes().phases();
            assertEquals(5, phases.get("memory"));
            assertEquals(64, phases.size());
            assertFalse(control.awaitShuttingDown(1));
            say(guest, "shutting-down\nreading\n");
            assertTrue(control.awaitShuttingDown(60_000));
            control.awaitReading();
        }
    }
}
