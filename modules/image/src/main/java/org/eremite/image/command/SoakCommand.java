package org.eremite.image.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.eremite.image.ToolException;
import org.eremite.image.application.Application;
import org.eremite.image.application.ApplicationSelector;
import org.eremite.image.launch.Accelerator;
import org.eremite.image.launch.QemuInstallation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code soak [NAME] [options]}. */
@Command(name = "soak", mixinStandardHelpOptions = true, sortOptions = false,
        customSynopsis = "./build.sh soak [NAME] [OPTIONS]",
        description = {"The long versions of tests. What does not end with status 0 in time is a failure, whose console is kept."
                + " The report is target/soak/NAME.json.",
            "boot: boots app.hello many times in a row at each number of CPUs.",
            "sched: random threads, priorities, parks, waits, monitors and interrupts in the guest, from a seed.",
            "mm: memory of every kind, taken, checked and given back on several threads until there is no more, from a seed.",
            "par: random nesting of parallel work that computes, waits, fails and is cancelled, from a seed; on this JVM, then in"
                + " the guest."},
        footer = {"", "Exit status: 0 if all ended well, else 1."})
final class SoakCommand implements Callable<Integer> {
    private final Tool tool;

    @Parameters(arity = "0..1", paramLabel = "NAME", defaultValue = BootSoak.NAME,
            description = "Which one (default: ${DEFAULT-VALUE}).")
    private String name;

    @Option(names = "--count", paramLabel = "N", defaultValue = "100", converter = Converters.Count.class,
            description = "boot: boots at each number of CPUs (default: ${DEFAULT-VALUE}).")
    private int count;

    @Option(names = "--timeout", paramLabel = "SECONDS", defaultValue = "60", converter = Converters.Seconds.class,
            description = "boot: longest one boot may take (default: ${DEFAULT-VALUE}).")
    private Duration timeout;

    @Option(names = "--minutes", paramLabel = "N", defaultValue = "2", converter = Converters.Minutes.class,
            description = "others: how long at each number of CPUs (default: ${DEFAULT-VALUE}).")
    private Duration time;

    @Option(names = "--seed", paramLabel = "N", description = "others: what the load is generated from (default: a new one).")
    private Long seed;

    @Option(names = "--smp", paramLabel = "LIST", split = ",", defaultValue = "1,2,4,8",
            converter = Converters.Processors.class,
            description = "Numbers of CPUs, separated by ',' (default: ${DEFAULT-VALUE}).")
    private List<Integer> processors;

    @Option(names = "--memory", paramLabel = "SIZE", defaultValue = "256M", converter = Converters.Size.class,
            description = "RAM (default: ${DEFAULT-VALUE}).")
    private long memory;

    @Option(names = "--accel", paramLabel = "auto|kvm|tcg", defaultValue = "auto",
            converter = Converters.AcceleratorRequest.class, description = "As of run.")
    private Accelerator.Request accelerator;

    @Mixin
    private ImageOptions image;

    SoakCommand(Tool tool) {
        this.tool = tool;
    }

    @Override
    public Integer call() throws ToolException {
        boolean boots = name.equals(BootSoak.NAME);
        if (!boots && !ProgramSoak.NAMES.contains(name)) {
            throw ToolException.usage("no soak test " + name,
                    "there are " + BootSoak.NAME + ", " + String.join(", ", ProgramSoak.NAMES.stream().sorted().toList()));
        }
        ApplicationSelector selector = boots ? new ApplicationSelector.OfRepository(BootSoak.APPLICATION, List.of())
                : ProgramSoak.selector(tool.repository());
        Accelerator.Choice choice = Accelerator.choose(accelerator, tool.host(), false);
        Application application = tool.resolver().resolve(selector);
        String qemu = new QemuInstallation(tool.environment()).findOrInstall(tool.progress());
        Assembly assembly = Assembly.of(tool, application, image.toBuildOptions(Optional.empty()));
        Path directory = tool.repository().root().resolve("target/soak");
        SoakMachine machine = new SoakMachine(tool, qemu, choice, assembly, memory, directory);
        try {
            Files.createDirectories(directory);
            boolean good = boots ? new BootSoak(tool, machine, count, timeout).run(processors)
                    : new ProgramSoak(tool, machine, name, time, chosenSeed()).run(processors);
            return good ? 0 : ToolException.FAILURE;
        } catch (IOException e) {
            throw new ToolException("cannot write to " + directory + ": " + e.getMessage(),
                    "check its permissions and the free disk space", e);
        }
    }

    private long chosenSeed() {
        return seed != null ? seed : new SecureRandom().nextLong() >>> 1;
    }
}
