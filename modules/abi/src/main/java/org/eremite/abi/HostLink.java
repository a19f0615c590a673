package org.eremite.abi;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.eremite.io.ConsoleDescriptor;
import org.eremite.vm.BootLog;
import org.eremite.vm.InputEvents;

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

    private final ConsoleDescriptor console;
    private final ConsoleDescriptor control;
    private final LineAssembler lines = new LineAssembler();
    private final byte[] one = new byte[1];

    /** @param control null if there is no such line */
    HostLink(ConsoleDescriptor console, ConsoleDescriptor control) {
        this.console = console;
        this.control = control;
    }

    /** Tells the host how long boot took and that the program is about to run, and begins to listen. */
    void start() {
        if (control != null) {
            for (Map.Entry<String, Long> phase : BootLog.phases().entrySet()) {
                say(BOOT + phase.getKey() + " " + phase.getValue());
            }
            console.onFirstRead(() -> say(READING));
            say(READY);
        }
        boolean telling = InputEvents.enable();
        Thread thread = new Thread(null, () -> listen(telling), "host link", STACK_BYTES, false);
        thread.setDaemon(true);
        thread.start();
    }

    private void listen(boolean telling) {
        for (;;) {
            readControl();
            console.inputArrived();
            InputEvents.await(telling);
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
            case ControlMessage.Shutdown shutdown -> {
                say(SHUTTING_DOWN);
                // Shutdown hooks may read the console: this thread stays to serve it.
                new Thread(() -> System.exit(shutdown.status()), "shutdown").start();
            }
        }
    }

    private void say(String line) {
        byte[] bytes = (line + "\n").getBytes(StandardCharsets.US_ASCII);
        control.write(bytes, 0, bytes.length);
    }
}
