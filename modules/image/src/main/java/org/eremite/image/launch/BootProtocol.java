package org.eremite.image.launch;

import org.eremite.hal.Panic;

/**
 * What host and guest agree on, as docs/boot-protocol.md describes it: ports, exit statuses, kernel words.
 */
public final class BootProtocol {
    /** I/O port to which the guest writes its exit statement, byte by byte (QEMU's isa-debugcon). */
    public static final int STATUS_PORT = 0xE9;
    /** Number, from 0, of the serial line on which tool and guest talk beside the console. */
    public static final int CONTROL_LINE = 1;
    /** I/O port whose write ends QEMU (isa-debug-exit). */
    public static final int EXIT_PORT = 0xF4;
    /** Width in bytes of {@link #EXIT_PORT}. */
    public static final int EXIT_PORT_SIZE = 4;
    /** What the guest writes to {@link #EXIT_PORT}. */
    public static final int EXIT_PORT_VALUE = 0x31;
    /** QEMU's own exit status after that write: {@code value << 1 | 1}. */
    public static final int QEMU_STATUS_AFTER_EXIT = EXIT_PORT_VALUE << 1 | 1;

    /** First word of the exit statement {@code exit N\n}. */
    public static final String EXIT_STATEMENT = "exit ";

    /** Exit status of {@code run} when the guest panicked; the guest states it itself. */
    public static final int STATUS_PANIC = Panic.STATUS;
    /** Exit status of {@code run} when the guest ended without a statement. */
    public static final int STATUS_UNSTATED = 125;
    /** Exit status of {@code run} when the time allowed has passed. */
    public static final int STATUS_TIMEOUT = 124;
    /** Exit status of {@code run} when nobody read the console any more: that of a program which SIGPIPE ended. */
    public static final int STATUS_OUTPUT_CLOSED = 141;
    /** Added to the number of the signal that ended a run. */
    public static final int STATUS_SIGNAL_BASE = 128;

    /** Separates kernel words from application arguments on the kernel command line. */
    public static final String SEPARATOR = "--";
    /** Kernel word {@code env=KEY=VALUE}: an environment variable. */
    public static final String WORD_ENVIRONMENT = "env=";
    /** Kernel word {@code prop=KEY=VALUE}: a system property. */
    public static final String WORD_PROPERTY = "prop=";
    /** Kernel word {@code xmx=BYTES}: largest size of the Java heap. */
    public static final String WORD_MAXIMUM_HEAP = "xmx=";
    /** Kernel word {@code log=LEVELS}: what the kernel reports on the console, as {@link org.eremite.hal.log.LogLevels} reads it. */
    public static final String WORD_LOG = "log=";

    /** Longest kernel command line in bytes that QEMU's PVH loader hands over. */
    public static final int COMMAND_LINE_LIMIT = 4095;

    private BootProtocol() {
    }
}
