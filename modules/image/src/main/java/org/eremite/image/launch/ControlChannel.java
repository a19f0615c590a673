package org.eremite.image.launch;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The tool's end of the control line: lines of ASCII that tool and guest exchange beside the console, as
 * docs/boot-protocol.md lists them. What the guest says is believed in its form and amount only.
 */
final class ControlChannel implements AutoCloseable {
    private static final String END_OF_INPUT = "end-of-input ";
    private static final String SHUTDOWN = "shutdown ";
    private static final String DUMP = "dump";
    private static final String READY = "ready";
    private static final String READING = "reading";
    private static final String SHUTTING_DOWN = "shutting-down";
    private static final String ALL_WAIT = "all-wait";
    private static final Pattern BOOT = Pattern.compile("boot ([a-z][a-z0-9-]{0,30}) ([0-9]{1,18})");
    private static final int MOST_PHASES = 64;
    private static final String REPORT = "report ";
    private static final int LONGEST_LINE = 4096;
    private static final long LAST_LINES_MILLISECONDS = 10_000;

    private final ServerSocketChannel listener;
    private final long start;
    private final Launcher.Observer observer;
    private final List<String> unsent = new ArrayList<>();
    private final Map<String, Long> bootPhases = new LinkedHashMap<>();
    private final CountDownLatch reading = new CountDownLatch(1);
    private final CountDownLatch shuttingDown = new CountDownLatch(1);
    private final Thread server;
    private SocketChannel guest;
    private Runnable onAllWait = () -> { };
    private OptionalLong readyNanoseconds = OptionalLong.empty();

    /**
     * Listens at {@code socket}; {@code start} is the {@link System#nanoTime} that times count from, {@code observer} hears once
     * that the guest is ready, and of every report.
     */
    ControlChannel(Path socket, long start, Launcher.Observer observer) throws IOException {
        this.start = start;
        this.observer = observer;
        listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        listener.bind(UnixDomainSocketAddress.of(socket));
        server = Thread.ofPlatform().daemon().name("control line").start(this::serve);
    }

    private void serve() {
        try (SocketChannel accepted = listener.accept()) {
            synchronized (this) {
                guest = accepted;
                for (String line : unsent) {
                    write(line);
                }
            }
            read(new BufferedReader(Channels.newReader(accepted, StandardCharsets.ISO_8859_1), LONGEST_LINE));
        } catch (IOException e) {
            // QEMU has ended, or the run has: there is nobody to talk with any more.
            return;
        }
    }

    private void read(Reader bytes) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = bytes.read(); next >= 0; next = bytes.read()) {
            if (next == '\n') {
                if (line.length() <= LONGEST_LINE) {
                    accept(line.toString());
                }
                line.setLength(0);
            } else if (line.length() <= LONGEST_LINE) {
                line.append((char) next);
            }
        }
    }

    /** One line of the guest. */
    void accept(String line) {
        if (line.startsWith(REPORT)) {
            observer.reported(line.substring(REPORT.length()));
        } else {
            obey(line);
        }
    }

    private synchronized void obey(String line) {
        Matcher boot = BOOT.matcher(line);
        if (boot.matches() && bootPhases.size() < MOST_PHASES) {
            bootPhases.put(boot.group(1), Long.valueOf(boot.group(2)));
        } else if (line.equals(READY) && readyNanoseconds.isEmpty()) {
            readyNanoseconds = OptionalLong.of(System.nanoTime() - start);
            observer.ready(bootTimes());
        } else if (line.equals(READING)) {
            reading.countDown();
        } else if (line.equals(SHUTTING_DOWN)) {
            shuttingDown.countDown();
        } else if (line.equals(ALL_WAIT)) {
            Runnable first = onAllWait;
            onAllWait = () -> { };
            first.run();
        }
    }

    /** The guest's console gets {@code bytes} bytes of input in all. */
    void endInputAfter(long bytes) {
        send(END_OF_INPUT + bytes);
    }

    /** Asks the program to end, with {@code status} unless it chooses another. */
    void shutdown(int status) {
        send(SHUTDOWN + status);
    }

    /** Asks the guest to print what its threads do. */
    void dump() {
        send(DUMP);
    }

    /** Has {@code action} run once, when the guest says that all its threads wait and only a request can end that. */
    synchronized void onAllWait(Runnable action) {
        onAllWait = action;
    }

    private synchronized void send(String line) {
        if (guest == null) {
            unsent.add(line);
            return;
        }
        try {
            write(line);
        } catch (IOException e) {
            // QEMU has ended: whoever waits for it will see that.
            return;
        }
    }

    private void write(String line) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.US_ASCII));
        while (bytes.hasRemaining()) {
            guest.write(bytes);
        }
    }

    /** Whether the guest listens: its program is about to run, or runs. */
    synchronized boolean ready() {
        return readyNanoseconds.isPresent();
    }

    /** Waits until the guest wants input of its console. */
    void awaitReading() throws InterruptedException {
        reading.await();
    }

    /** Waits for the guest to say that it is shutting down, at most {@code milliseconds}; whether it did. */
    boolean awaitShuttingDown(long milliseconds) throws InterruptedException {
        return shuttingDown.await(milliseconds, TimeUnit.MILLISECONDS);
    }

    /** What the guest has told about its boot. */
    synchronized BootTimes bootTimes() {
        return new BootTimes(readyNanoseconds, new LinkedHashMap<>(bootPhases));
    }

    /** QEMU has ended: waits until its last lines have been read. */
    void finish() throws IOException, InterruptedException {
        listener.close();
        server.join(LAST_LINES_MILLISECONDS);
    }

    @Override
    public void close() throws IOException {
        listener.close();
        SocketChannel connected;
        synchronized (this) {
            connected = guest;
        }
        if (connected != null) {
            connected.close();
        }
    }
}
