package org.eremite.image.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** With a process that sleeps in QEMU's place, and the test as the guest on the control line. */
@Timeout(60)
class EndRequestTest {
    private static final int SIGINT = 2;
    private static final int SIGTERM = 15;
    private static final long LONG = 60_000;

    @TempDir
    private Path directory;

    private final CountDownLatch ready = new CountDownLatch(1);
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final PrintStream messages = new PrintStream(said, true, StandardCharsets.UTF_8);

    @FunctionalInterface
    private interface Use {
        void with(EndRequest request, QemuProcess process, SocketChannel guest) throws Exception;
    }

    private void run(EndRequest.Patience patience, Use use) throws Exception {
        Path socket = directory.resolve("control");
        try (ControlChannel control = new ControlChannel(socket, System.nanoTime(), new Launcher.Observer() {
            @Override
            public void ready(BootTimes times) {
                ready.countDown();
            }
        });
                SocketChannel guest = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            guest.connect(UnixDomainSocketAddress.of(socket));
            QemuProcess process = new QemuProcess(List.of("sleep", "60"),
                    new GuestConsole(InputStream.nullInputStream(), OutputStream.nullOutputStream()), control, messages);
            process.start();
            try {
                use.with(new EndRequest(patience, process, control, messages), process, guest);
            } finally {
                process.end();
            }
        }
    }

    private static void say(SocketChannel guest, String line) throws IOException {
        guest.write(ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.US_ASCII)));
    }

    private static String hear(SocketChannel guest) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(100);
        while (bytes.position() == 0 || bytes.get(bytes.position() - 1) != '\n') {
            guest.read(bytes);
        }
        return new String(bytes.array(), 0, bytes.position() - 1, StandardCharsets.US_ASCII);
    }

    @Test
    void aGuestThatIsNotReadyIsEndedAtOnce() throws Exception {
        run(new EndRequest.Patience(LONG, LONG), (request, process, _) -> {
            request.signal(SIGTERM);
            assertTrue(process.await(LONG));
            assertEquals(OptionalInt.of(SIGTERM), request.signalThatEndedIt());
        });
    }

    @Test
    void aReadyGuestIsAskedAndTheSecondSignalEndsIt() throws Exception {
        run(new EndRequest.Patience(LONG, LONG), (request, process, guest) -> {
            say(guest, "ready");
            ready.await();
            request.signal(SIGTERM);
            assertEquals("shutdown 143", hear(guest));
            assertEquals(OptionalInt.empty(), request.signalThatEndedIt());
            assertFalse(process.await(0));
            request.signal(SIGINT);
            assertTrue(process.await(LONG));
            assertEquals(OptionalInt.of(SIGINT), request.signalThatEndedIt());
        });
    }

    @Test
    void aGuestThatDoesNotAnswerIsEnded() throws Exception {
        run(new EndRequest.Patience(1, LONG), (request, process, guest) -> {
            say(guest, "ready");
            ready.await();
            request.signal(SIGINT);
            assertTrue(process.await(LONG));
            assertTrue(said.toString(StandardCharsets.UTF_8).contains("does not answer"));
        });
    }

    @Test
    void aGuestWhoseHooksDoNotEndIsEnded() throws Exception {
        run(new EndRequest.Patience(LONG, 1), (request, process, guest) -> {
            say(guest, "ready\nshutting-down");
            ready.await();
            request.signal(SIGINT);
            assertTrue(process.await(LONG));
            assertTrue(said.toString(StandardCharsets.UTF_8).contains("takes too long"));
        });
    }
}
