package org.eremite.app.hello;

import java.io.PrintStream;

/**
 * Greets with the Java version, the number of CPUs, the maximum heap size and the arguments; then returns from
 * {@code main}, exits with a chosen status, or throws.
 */
public final class Main {
    private static final int MAX_STATUS = 255;
    private static final int USAGE_STATUS = 2;
    private static final long MIB = 1L << 20;

    private Main() {
    }

    /**
     * Prints the greeting. The first argument may choose the end: {@code --exit N} exits with status N (0 to 255),
     * {@code --throw} throws an exception out of this method. All other arguments are only printed.
     */
    public static void main(String[] arguments) {
        greet(System.out, arguments);
        if (arguments.length == 0) {
            return;
        }
        switch (arguments[0]) {
            case "--exit" -> System.exit(exitStatus(System.err, arguments));
            case "--throw" -> throw new IllegalStateException("thrown on request");
            default -> {
            }
        }
    }

    static void greet(PrintStream out, String... arguments) {
        Runtime runtime = Runtime.getRuntime();
        out.println("Hello from Java " + System.getProperty("java.version"));
        out.println("CPUs: " + runtime.availableProcessors());
        out.println("maximum heap: " + runtime.maxMemory() / MIB + " MiB");
        out.println("arguments: " + arguments.length);
        for (int i = 0; i < arguments.length; i++) {
            out.println("  [" + i + "] " + arguments[i]);
        }
        out.flush();
    }

    /** The status {@code --exit N} asks for, or 2 after a line on {@code err} when N is not a number from 0 to 255. */
    static int exitStatus(PrintStream err, String... arguments) {
        String given = arguments.length > 1 ? arguments[1] : "";
        try {
            int status = Integer.parseInt(given);
            if (status >= 0 && status <= MAX_STATUS) {
                return status;
            }
        } catch (NumberFormatException notANumber) {
            // Reported below, together with numbers out of range.
        }
        err.println("--exit needs a status from 0 to 255, not '" + given + "'");
        return USAGE_STATUS;
    }
}
