package org.eremite.hal.x86_64;

/** Where a guest says how it ended; docs/boot-protocol.md is the description both sides follow. */
public final class ExitPorts {
    /** Debug console, which takes the exit statement byte by byte. */
    public static final int DEBUG_CONSOLE = 0xE9;
    /** Debug exit device, whose write ends QEMU. */
    public static final int DEBUG_EXIT = 0xF4;
    /** What is written there: the guest has stated its status. */
    public static final int EXIT_VALUE = 0x31;

    private ExitPorts() {}
}
