package org.eremite.image.command;

import java.util.List;
import java.util.OptionalInt;
import org.eremite.image.ByteSize;
import org.eremite.image.ToolException;
import org.eremite.image.application.Application;
import org.eremite.image.application.ApplicationSelector;
import org.eremite.image.builder.BuildOptions;
import org.eremite.image.launch.Accelerator;
import org.eremite.image.launch.BootProtocol;
import org.eremite.image.launch.BootTimes;
import org.eremite.image.launch.CommandLineCodec;
import org.eremite.image.launch.GuestOptions;
import org.eremite.image.launch.Launcher;
import org.eremite.image.launch.Outcome;
import org.eremite.image.launch.QemuCommand;
import org.eremite.image.launch.QemuInstallation;

/**
 * From a named application to the exit status of its run.
 */
final class GuestRun {
    private static final double NANOSECONDS_PER_MILLISECOND = 1e6;

    private final Tool tool;
    private final RunOptions options;
    private final int defaultProcessors;

    GuestRun(Tool tool, RunOptions options, int defaultProcessors) {
        this.tool = tool;
        this.options = options;
        this.defaultProcessors = defaultProcessors;
    }

    /** What is told before the guest starts, beyond what every run tells. */
    @FunctionalInterface
    interface Announcement {
        void starting(GuestOptions guest);
    }

    /** Runs the application. */
    int start(ApplicationSelector selector, BuildOptions build, List<String> arguments) throws ToolException {
        return start(selector, build, arguments, OptionalInt.empty(), _ -> { });
    }

    /** Runs an application that has been resolved already, and tells {@code observer} what it reports. */
    Outcome start(Application application, BuildOptions build, List<String> arguments, Launcher.Observer observer)
            throws ToolException {
        return run(() -> application, build, arguments, OptionalInt.empty(), _ -> { }, observer);
    }

    /** Runs the application, waiting for a debugger at {@code debugPort} first, if there is one. */
    int start(ApplicationSelector selector, BuildOptions build, List<String> arguments, OptionalInt debugPort,
            Announcement announcement) throws ToolException {
        return run(() -> tool.resolver().resolve(selector), build, arguments, debugPort, announcement, Launcher.Observer.NONE)
                .exitStatus();
    }

    /** Where an application comes from, once the options are known to make sense. */
    @FunctionalInterface
    private interface Source {
        Application resolve() throws ToolException;
    }

    private Outcome run(Source source, BuildOptions build, List<String> arguments, OptionalInt debugPort,
            Announcement announcement, Launcher.Observer observer) throws ToolException {
        String commandLine = commandLine(arguments);
        Accelerator.Choice accelerator = Accelerator.choose(
                options.accelerator(), tool.host(), options.instructionCounting());
        Application application = source.resolve();
        String qemu = new QemuInstallation(tool.environment()).findOrInstall(tool.progress());
        Assembly assembly = Assembly.of(tool, application, build);
        long minimum = assembly.report().minimumMemory();
        if (options.memory() < minimum) {
            throw ToolException.usage("--memory " + ByteSize.format(options.memory()) + " is too small for this image",
                    "it takes at least " + minimum / ByteSize.MIB + "M");
        }
        PlotOutput plot = PlotOutput.of(options.plot());
        GuestOptions guest = new GuestOptions(assembly.report().image(), options.machine(), options.cpuModel(),
                options.processors().orElse(defaultProcessors), options.memory(), accelerator.accelerator(),
                options.instructionCounting(), commandLine, debugPort, options.qemuArguments());
        tool.say(describe(application, guest) + ", " + accelerator.line());
        announcement.starting(guest);
        Launcher.Run run = new Launcher(qemu, tool.environment(), plot.listeningTo(tool.console()), tool.err())
                .run(guest, options.timeout(), options.verbose() ? new Narrator(tool, observer) : observer);
        new RunReport(application, assembly, guest, accelerator, run).tell(tool, options);
        plot.draw(tool);
        return run.outcome();
    }

    private String commandLine(List<String> arguments) throws ToolException {
        String line;
        try {
            String words = CommandLineCodec.encode(options.kernelWords(tool.environment()), arguments);
            String raw = rawKernelWords();
            line = raw.isEmpty() ? words : words.isEmpty() ? raw : raw + " " + words;
        } catch (IllegalArgumentException e) {
            throw ToolException.usage("the guest cannot be told: " + e.getMessage(), "it has to be Unicode text, in --kernel-args with %25 for %");
        }
        if (line.length() > BootProtocol.COMMAND_LINE_LIMIT) {
            throw ToolException.usage("arguments, environment and properties take " + line.length()
                    + " bytes on the kernel command line", "at most " + BootProtocol.COMMAND_LINE_LIMIT + " fit");
        }
        return line;
    }

    /** Words the user wrote in the kernel's own notation go through as they are, once they are known to be well formed. */
    private String rawKernelWords() {
        List<String> words = options.rawKernelWords();
        if (words.contains(BootProtocol.SEPARATOR)) {
            throw new IllegalArgumentException("--kernel-args cannot contain " + BootProtocol.SEPARATOR);
        }
        String line = String.join(" ", words);
        CommandLineCodec.decode(line);
        return line;
    }

    private static String describe(Application application, GuestOptions guest) {
        return application.name() + " on " + guest.machine() + ", " + guest.processors()
                + (guest.processors() == 1 ? " CPU, " : " CPUs, ") + ByteSize.format(guest.memoryBytes());
    }

    /** What {@code --verbose} adds while the guest runs. */
    private record Narrator(Tool tool, Launcher.Observer other) implements Launcher.Observer {
        @Override
        public void starting(List<String> command) {
            tool.say(QemuCommand.shellLine(command));
        }

        @Override
        public void ready(BootTimes times) {
            tool.say("the guest is ready %.0f ms after the start of QEMU; by its own clock, phases ended at %s".formatted(
                    times.readyNanoseconds().orElseThrow() / NANOSECONDS_PER_MILLISECOND, times.phases()));
        }

        @Override
        public void reported(String text) {
            other.reported(text);
        }
    }
}
