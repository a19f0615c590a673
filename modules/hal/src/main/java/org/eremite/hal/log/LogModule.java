package org.eremite.hal.log;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The parts of the system that write to the kernel's log; plain Java, kernel dialect uses the numbers of {@link LogTable}. */
public enum LogModule {
    /** The machine. */
    HAL(LogTable.HAL),
    /** Physical and virtual memory. */
    MM(LogTable.MM),
    /** Threads. */
    SCHED(LogTable.SCHED),
    /** The runtime's platform and the boot sequence. */
    VM(LogTable.VM),
    /** Descriptors. */
    IO(LogTable.IO),
    /** The system's face to programs. */
    ABI(LogTable.ABI),
    /** The JDK's native methods. */
    JDK(LogTable.JDK);

    private final int number;

    LogModule(int number) {
        this.number = number;
    }

    /** Its place in a {@link LogTable}. */
    public int number() {
        return number;
    }

    /** Its name in lower case, which is that of the module without its prefix. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The module with this label. */
    public static Optional<LogModule> named(String label) {
        return Arrays.stream(values()).filter(module -> module.label().equals(label)).findFirst();
    }

    /** All labels, for messages. */
    public static String labels() {
        return Arrays.stream(values()).map(LogModule::label).collect(Collectors.joining(", "));
    }
}
