package org.eremite.abi;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.eremite.io.ConsoleDescriptor;

/**
 * Serves the machine's lines: wakes readers of the console when bytes arrive, and talks with whoever started the machine
 * on the control line, if there is one. One daemon thread, which runs only when bytes have arrived.
 */
final class HostLink {
    private static final long STACK_BYTES = 128 << 10;
    private static final String BOOT = "boot ";
    private static final String READY = "ready";
    private static final String READING = "reading";
    private static final String SHUTTING_DOWN = "shutting-down";
    private static final String REPORT = "report ";
    private static final int FIRST_PRINTABLE = 0x20;
    private static final int LAST_PRINTABLE = 0x7E;
    private static final String ALL_WAIT = "all-wait";

    /** How it hears that bytes have arrived. */
    interface Arrivals {
        /** Begins to tell; false if it cannot, so that somebody has to look now and then. */
        boolean enable();

        /** Waits until bytes have arrived or, if it is not {@code telling}, until it is time to look. */
        void await(boolean telling);

        /** Whether every other thread waits and no deadline is set, so that only input can change that; each time once. */
        boolean takeStall();
    }

    /** What the host can ask for, and what happens when nobody can ask any more. */
    interface Program {
        /** Ends the program with a status; called in a thread of its own. */
        void exit(int status);

        /** Prints what the threads do. */
        void dump();

        /** Ends the machine: all threads wait for ever. */
        void stalled();
    }

    private final ConsoleDescriptor console;
    private final ConsoleDescriptor control;
    private final LineAssembler lines = new LineAssembler();
    private final byte[] one = new byte[1];

    private final Arrivals arrivals;
    private final Program program;

    /**
     * @param control null if there is no such line
     */
    HostLink(ConsoleDescriptor console, ConsoleDescriptor control, Arrivals arrivals, Program program) {
        this.console = console;
        this.control = control;
        this.arrivals = arrivals;
        this.program = program;
    }

    /** Tells the host at which nanosecond each phase of boot ended and that the program is about to run, and begins to listen. */
    void start(Map<String, Long> bootPhases) {
        if (control != null) {
            bootPhases.forEach((phase, end) -> say(BOOT + phase + " " + end));
            console.onFirstRead(() -> say(READING));
            say(READY);
        }
        boolean telling = arrivals.enable();
        Thread thread = new Thread(null, () -> listen(telling), "host link", STACK_BYTES, false);
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Hands on what the program says to whoever started the machine; nobody hears it where there is no control line.
     *
     * @throws IllegalArgumentException if it is longer than {@link OperatingSystem#REPORT_LIMIT} or not printable ASCII
     */
    void report(String text) {
        if (text.length() > OperatingSystem.REPORT_LIMIT
                || !text.chars().allMatch(c -> c >= FIRST_PRINTABLE && c <= LAST_PRINTABLE)) {
            throw new IllegalArgumentException("not a report: length=" + text.length());
        }
        if (control != null) {
            say(REPORT + text);
        }
    }

    private void listen(boolean telling) {
        for (;;) {
            // Before anything that ends a read: who reads waits until this thread says that there is something, even if that
            // has come already and only its interrupt has not.
            boolean stalled = arrivals.takeStall() && !console.hasReaders();
            readControl();
            console.inputArrived();
            if (stalled) {
                allWait();
            }
            arrivals.await(telling);
        }
    }

    /** With a host that may ask it to end, a program may wait for that; without one nothing is left to wait for. */
    private void allWait() {
        if (control != null) {
            say(ALL_WAIT);
        } else {
            program.stalled();
        }
    }

    private void readControl() {
        while (control != null && control.available() > 0) {
            control.read(one, 0, 1);
            lines.accept(one[0]).flatMap(ControlMessage::parse).ifPresent(this::obey);
        }
    }

    private void obey(ControlMessage message) {
        switch (message) {
            case ControlMessage.EndOfInput end -> console.endInputAfter(end.bytes());
            case ControlMessage.Dump _ -> program.dump();
            case ControlMessage.Shutdown shutdown -> {
                say(SHUTTING_DOWN);
                // Shutdown hooks may read the console: this thread stays to serve it.
                new Thread(() -> program.exit(shutdown.status()), "shutdown").start();
            }
        }
    }

    private void say(String line) {
        byte[] bytes = (line + "\n").getBytes(StandardCharsets.US_ASCII);
        control.write(bytes, 0, bytes.length);
    }
}
