package org.eremite.image.launch;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The terminal on standard input. QEMU's console switches it to raw mode; this puts the settings back, however QEMU ends.
 */
public final class Terminal {
    /** File descriptor of standard input. */
    public static final int STANDARD_INPUT = 0;
    /** File descriptor of standard error. */
    public static final int STANDARD_ERROR = 2;

    private final String settings;

    private Terminal(String settings) {
        this.settings = settings;
    }

    /** Whether a file descriptor of this process is a terminal. */
    public static boolean isTerminal(int descriptor) {
        try {
            String target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor)).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException e) {
            return false;
        }
    }

    /** The present settings of the terminal on standard input; empty if it is none. */
    public static Optional<Terminal> save() {
        if (!isTerminal(STANDARD_INPUT)) {
            return Optional.empty();
        }
        return stty("-g").map(String::strip).filter(text -> !text.isEmpty()).map(Terminal::new);
    }

    /** Puts the saved settings back. */
    public void restore() {
        stty(settings);
    }

    private static Optional<String> stty(String argument) {
        try {
            Process process = new ProcessBuilder("stty", argument)
                    .redirectInput(Redirect.INHERIT).redirectError(Redirect.DISCARD).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            return process.waitFor() == 0 ? Optional.of(output) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
