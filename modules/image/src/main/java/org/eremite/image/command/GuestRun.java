package org.eremite.image.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eremite.image.ByteSize;
import org.eremite.image.ToolException;
import org.eremite.image.application.Application;
import org.eremite.image.application.ApplicationSelector;
import org.eremite.image.builder.BuildOptions;
import org.eremite.image.launch.Accelerator;
import org.eremite.image.launch.BootProtocol;
import org.eremite.image.launch.CommandLineCodec;
import org.eremite.image.launch.GuestOptions;
import org.eremite.image.launch.Launcher;
import org.eremite.image.launch.Outcome;
import org.eremite.image.launch.QemuCommand;
import org.eremite.image.launch.QemuInstallation;
import org.eremite.image.report.ImageReport;
import org.eremite.image.report.Json;
import org.eremite.image.store.ImageStore.StoredImage;

/**
 * From a named application to the exit status of its run.
 */
final class GuestRun {
    private static final double MILLISECONDS_PER_SECOND = 1000;

    private final Tool tool;
    private final RunOptions options;
    private final int defaultProcessors;

    GuestRun(Tool tool, RunOptions options, int defaultProcessors) {
        this.tool = tool;
        this.options = options;
        this.defaultProcessors = defaultProcessors;
    }

    int start(ApplicationSelector selector, BuildOptions build, List<String> arguments) throws ToolException {
        String commandLine = commandLine(arguments);
        Accelerator.Choice accelerator = Accelerator.choose(
                options.accelerator(), tool.host(), options.instructionCounting());
        Application application = tool.resolver().resolve(selector);
        String qemu = new QemuInstallation(tool.environment()).findOrInstall(tool.progress());
        StoredImage image = tool.store().obtain(application, build, tool.progress());
        if (!image.rebuilt()) {
            tool.say(image.elf() + " is up to date");
        }
        long minimum = ImageReport.of(application, image.elf()).minimumMemory();
        if (options.memory() < minimum) {
            throw ToolException.usage("--memory " + ByteSize.format(options.memory()) + " is too small for this image",
                    "it takes at least " + minimum / ByteSize.MIB + "M");
        }
        PlotOutput plot = PlotOutput.of(options.plot());
        GuestOptions guest = new GuestOptions(image.elf(), options.machine(), options.cpuModel(),
                options.processors().orElse(defaultProcessors), options.memory(), accelerator.accelerator(),
                options.instructionCounting(), commandLine,
                plot.arguments(options.qemuArguments()));
        tool.say(describe(application, guest) + ", " + accelerator.line());
        Launcher.Run run = new Launcher(qemu, tool.err()).run(guest, options.timeout(), this::showCommand);
        report(application, guest, accelerator, run);
        plot.draw(tool);
        return run.outcome().exitStatus();
    }

    private String commandLine(List<String> arguments) throws ToolException {
        String line;
        try {
            String words = CommandLineCodec.encode(options.kernelWords(), arguments);
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

    private void showCommand(List<String> command) {
        if (options.verbose()) {
            tool.say(QemuCommand.shellLine(command));
        }
    }

    private void report(Application application, GuestOptions guest, Accelerator.Choice accelerator,
            Launcher.Run run) {
        Outcome outcome = run.outcome();
        tool.say(sentence(outcome));
        if (options.verbose() && outcome.ending() == Outcome.Ending.UNSTATED) {
            tool.say("see why with --qemu-arg=-d --qemu-arg=int,cpu_reset --qemu-arg=-D --qemu-arg=FILE");
        }
        if (options.json()) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("application", application.name());
            json.put("exitStatus", outcome.exitStatus());
            json.put("ending", outcome.ending().name().toLowerCase(Locale.ROOT));
            json.put("stated", outcome.stated().isPresent() ? outcome.stated().getAsInt() : null);
            json.put("wallMilliseconds", outcome.wallMilliseconds());
            json.put("processors", guest.processors());
            json.put("memory", guest.memoryBytes());
            json.put("accelerator", accelerator.accelerator().name().toLowerCase(Locale.ROOT));
            json.put("acceleratorReason", accelerator.reason());
            json.put("qemuStatus", outcome.qemuStatus());
            json.put("qemuCommand", run.command());
            tool.err().println(Json.write(json));
        }
    }

    private static String sentence(Outcome outcome) {
        String time = String.format(Locale.ROOT, "%.1f s", outcome.wallMilliseconds() / MILLISECONDS_PER_SECOND);
        return switch (outcome.ending()) {
            case EXITED -> "exit status " + outcome.exitStatus() + " after " + time;
            case PANICKED -> "the guest panicked (exit status " + outcome.exitStatus() + ") after " + time;
            case UNSTATED -> "the guest reset or ended without stating a status (exit status "
                    + outcome.exitStatus() + ") after " + time;
            case TIMED_OUT -> "timeout: the guest was still running after " + time + " and has been ended";
            case SIGNALLED -> "QEMU was ended by signal " + (outcome.exitStatus() - BootProtocol.STATUS_SIGNAL_BASE)
                    + " after " + time;
            case NOT_STARTED -> "QEMU ended with status " + outcome.qemuStatus()
                    + " and did not run the guest: its message is above";
        };
    }
}
