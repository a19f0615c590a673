package org.eremite.image.launch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** What this process has to do with a terminal. */
public final class Terminal {
    /** File descriptor of standard input. */
    public static final int STANDARD_INPUT = 0;
    /** File descriptor of standard error. */
    public static final int STANDARD_ERROR = 2;

    /** Fields of /proc/self/stat after the name in parentheses: state, parent, process group, session, terminal, its foreground group. */
    private static final int PROCESS_GROUP = 2;
    private static final int FOREGROUND_GROUP = 5;

    private Terminal() {
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

    /** Whether standard input is a terminal on which another process group has the foreground. */
    static boolean isBackground() {
        if (!isTerminal(STANDARD_INPUT)) {
            return false;
        }
        try {
            String status = Files.readString(Path.of("/proc/self/stat"), StandardCharsets.ISO_8859_1);
            String[] fields = status.substring(status.lastIndexOf(')') + 1).strip().split(" ");
            return fields.length > FOREGROUND_GROUP && !fields[PROCESS_GROUP].equals(fields[FOREGROUND_GROUP]);
        } catch (IOException e) {
            return false;
        }
    }
}
