package org.eremite.abi;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.eremite.hal.Console;
import org.eremite.hal.RawMemory;
import org.eremite.hal.log.LogLevel;
import org.eremite.hal.log.LogLevels;
import org.eremite.hal.log.LogModule;
import org.eremite.io.ConsoleDescriptor;
import org.eremite.io.DescriptorTable;
import org.eremite.sched.Statistics;
import org.eremite.vm.BootLog;
import org.eremite.vm.InputEvents;
import org.eremite.vm.Kernel;

/** The running system: its open descriptors and the command line it was started with. */
public final class OperatingSystem {
    /** Longest command line read, in bytes. */
    private static final int COMMAND_LINE_BYTES = 28 << 10;

    private static final ConsoleDescriptor CONSOLE = line(Kernel.MACHINE.console());
    private static final FileDescriptors DESCRIPTORS = new FileDescriptors(new DescriptorTable(CONSOLE));
    private static final EntropySource ENTROPY =
            new EntropySource(Kernel.MACHINE.entropy(), staging(EntropySource.STAGING_BYTES));
    private static final CommandLine COMMAND_LINE = CommandLine.parse(rawCommandLine(), ImageLog.LEVELS);

    private static final long NANOSECONDS_PER_MILLISECOND = 1_000_000;
    private static final long STARTED_MILLIS = Kernel.MACHINE.clock().wallClockNanos() / NANOSECONDS_PER_MILLISECOND;

    /** Most characters of a {@link #report}. */
    public static final int REPORT_LIMIT = 4000;

    private static volatile HostLink hostLink;

    private OperatingSystem() {}

    /** Open descriptors. */
    public static FileDescriptors descriptors() {
        return DESCRIPTORS;
    }

    /** Random bytes from the machine. */
    public static EntropySource entropy() {
        return ENTROPY;
    }

    /** What the machine was started with. */
    public static CommandLine commandLine() {
        return COMMAND_LINE;
    }

    /** Wall-clock time at which the system was first asked for anything, in milliseconds since 1970: that of the start. */
    public static long startedMillis() {
        return STARTED_MILLIS;
    }

    /** Time for which the CPUs together have run threads since the start, in nanoseconds. */
    public static long busyNanos() {
        Statistics statistics = Kernel.SCHEDULER.statistics();
        long busy = 0;
        for (int cpu = 0; cpu < Kernel.MACHINE.processors().online(); cpu++) {
            busy += statistics.busyNanoseconds(cpu);
        }
        return busy;
    }

    /** Phases of boot, each with the nanoseconds at which it ended; the last one ends with this call. */
    public static Map<String, Long> bootPhases() {
        return BootLog.phases();
    }

    /** Begins to serve input and to talk with whoever started the machine; once, before the program runs. */
    public static void connect() {
        Console control = Kernel.MACHINE.control();
        HostLink.Arrivals arrivals = new HostLink.Arrivals() {
            @Override
            public boolean enable() {
                return InputEvents.enable();
            }

            @Override
            public void await(boolean telling) {
                InputEvents.await(telling);
            }

            @Override
            public boolean takeStall() {
                return InputEvents.takeStall();
            }
        };
        HostLink link = new HostLink(CONSOLE, control == null ? null : line(control), arrivals, new RunningProgram());
        link.start(bootPhases());
        hostLink = link;
    }

    /**
     * Says one line of printable ASCII, at most {@link #REPORT_LIMIT} characters, to whoever started the machine, beside the
     * console; nobody hears it if nobody is connected there. Any thread of the program may call it.
     */
    public static void report(String text) {
        hostLink.report(text);
    }

    /** From now on the log's lines go to the console as far as {@code levels} show them, those of boot included. */
    public static void showLog(LogLevels levels) {
        Kernel.LOG.show(levels.table());
    }

    /** Writes a line to the kernel's log; it is cut if it is long, and its control characters become question marks. */
    public static void log(LogModule module, LogLevel level, String text) {
        Kernel.LOG.write(module.number(), level.ordinal(), text.getBytes(StandardCharsets.UTF_8));
    }

    /** Ends the machine with {@code status}, of which eight bits arrive; does not return. */
    public static void halt(int status) {
        Kernel.MACHINE.power().exit(status);
    }

    private static ConsoleDescriptor line(Console console) {
        return new ConsoleDescriptor(console, staging(ConsoleDescriptor.STAGING_BYTES));
    }

    private static long staging(int bytes) {
        long staging = Kernel.HEAP.allocate(bytes);
        if (staging == 0) {
            throw new OutOfMemoryError("no native memory for a staging buffer: bytes=" + bytes);
        }
        return staging;
    }

    private static String rawCommandLine() {
        long address = Kernel.MACHINE.commandLine();
        int length = 0;
        while (length < COMMAND_LINE_BYTES && RawMemory.getByte(address + length) != 0) {
            length++;
        }
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = RawMemory.getByte(address + i);
        }
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
