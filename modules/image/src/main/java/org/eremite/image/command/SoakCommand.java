package org.eremite.image.command;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.eremite.image.ToolException;
import org.eremite.image.application.Application;
import org.eremite.image.application.ApplicationSelector;
import org.eremite.image.launch.Accelerator;
import org.eremite.image.launch.GuestConsole;
import org.eremite.image.launch.GuestOptions;
import org.eremite.image.launch.Launcher;
import org.eremite.image.launch.Outcome;
import org.eremite.image.launch.QemuInstallation;
import org.eremite.image.report.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code soak [NAME] [options]}. */
@Command(name = "soak", mixinStandardHelpOptions = true, sortOptions = false,
        customSynopsis = "./build.sh soak [boot] [OPTIONS]",
        description = {"The long versions of tests.",
            "boot: boots app.hello many times in a row at each number of CPUs. A boot that does not end with status 0 in time"
                + " is a failure, whose console is kept. The report is target/soak/boot.json."},
        footer = {"", "Exit status: 0 if every boot ended well, else 1."})
final class SoakCommand implements Callable<Integer> {
    private static final String BOOT = "boot";
    private static final String APPLICATION = "app.hello";
    private static final String CPU_MODEL = "max";
    private static final String MACHINE = "q35";
    private static final int PROGRESS_INTERVAL = 10;

    private final Tool tool;

    @Parameters(arity = "0..1", paramLabel = "NAME", defaultValue = BOOT, description = "Which one: boot.")
    private String name;

    @Option(names = "--count", paramLabel = "N", defaultValue = "100", converter = Converters.Count.class,
            description = "Boots at each number of CPUs (default: ${DEFAULT-VALUE}).")
    private int count;

    @Option(names = "--smp", paramLabel = "LIST", split = ",", defaultValue = "1,2,4,8",
            converter = Converters.Processors.class,
            description = "Numbers of CPUs, separated by ',' (default: ${DEFAULT-VALUE}).")
    private List<Integer> processors;

    @Option(names = "--memory", paramLabel = "SIZE", defaultValue = "256M", converter = Converters.Size.class,
            description = "RAM (default: ${DEFAULT-VALUE}).")
    private long memory;

    @Option(names = "--timeout", paramLabel = "SECONDS", defaultValue = "60", converter = Converters.Seconds.class,
            description = "Longest one boot may take (default: ${DEFAULT-VALUE}).")
    private Duration timeout;

    @Option(names = "--accel", paramLabel = "auto|kvm|tcg", defaultValue = "auto",
            converter = Converters.AcceleratorRequest.class, description = "As of run.")
    private Accelerator.Request accelerator;

    @Mixin
    private ImageOptions image;

    private String qemu;
    private Path directory;
    private boolean interrupted;

    SoakCommand(Tool tool) {
        this.tool = tool;
    }

    @Override
    public Integer call() throws ToolException {
        if (!name.equals(BOOT)) {
            throw ToolException.usage("no soak test " + name, "there is " + BOOT);
        }
        Accelerator.Choice choice = Accelerator.choose(accelerator, tool.host(), false);
        Application application = tool.resolver().resolve(new ApplicationSelector.OfRepository(APPLICATION, List.of()));
        qemu = new QemuInstallation(tool.environment()).findOrInstall(tool.progress());
        Assembly assembly = Assembly.of(tool, application, image.toBuildOptions(Optional.empty()));
        directory = tool.repository().root().resolve("target/soak");
        List<Map<String, Object>> results = new ArrayList<>();
        boolean good = true;
        try {
            Files.createDirectories(directory);
            tool.say(count + " boots at each of " + processors + " CPUs, " + choice.line());
            for (int cpus : processors) {
                Series series = boot(assembly, choice, cpus);
                results.add(series.json());
                good &= series.failures().isEmpty() && !interrupted;
            }
            Path file = directory.resolve(BOOT + ".json");
            Files.writeString(file, Json.write(report(assembly, choice, results)) + "\n");
            tool.say("the report is " + file);
        } catch (IOException e) {
            throw new ToolException("cannot write to " + directory + ": " + e.getMessage(),
                    "check its permissions and the free disk space", e);
        }
        return good ? 0 : ToolException.FAILURE;
    }

    private Map<String, Object> report(Assembly assembly, Accelerator.Choice choice, List<Map<String, Object>> results) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("application", APPLICATION);
        json.put("qemu", QemuInstallation.version(qemu).map(QemuInstallation.Version::text).orElse(null));
        json.put("machine", MACHINE);
        json.put("accelerator", choice.line());
        json.put("hostProcessors", tool.processors());
        json.put("memory", memory);
        json.put("timeoutMilliseconds", timeout.toMillis());
        json.put("series", results);
        json.put("image", assembly.json());
        return json;
    }

    /**
     * Boots in a row.
     *
     * @param processors number of CPUs
     * @param milliseconds how long each took
     * @param failures how those ended that did not end well
     */
    private record Series(int processors, List<Long> milliseconds, List<String> failures) {
        Map<String, Object> json() {
            List<Long> sorted = milliseconds.stream().sorted().toList();
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("processors", processors);
            json.put("boots", sorted.size());
            json.put("failures", failures);
            if (!sorted.isEmpty()) {
                json.put("minimumMilliseconds", sorted.getFirst());
                json.put("medianMilliseconds", sorted.get(sorted.size() / 2));
                json.put("maximumMilliseconds", sorted.getLast());
            }
            return json;
        }
    }

    private Series boot(Assembly assembly, Accelerator.Choice choice, int cpus) throws ToolException, IOException {
        Series series = new Series(cpus, new ArrayList<>(), new ArrayList<>());
        GuestOptions guest = new GuestOptions(assembly.report().image(), MACHINE, CPU_MODEL, cpus, memory,
                choice.accelerator(), false, "", OptionalInt.empty(), List.of());
        for (int number = 1; number <= count && !interrupted; number++) {
            ByteArrayOutputStream output = new ByteArrayOutputStream();
            GuestConsole console = new GuestConsole(InputStream.nullInputStream(), output);
            Outcome outcome = new Launcher(qemu, tool.environment(), console, tool.err())
                    .run(guest, Optional.of(timeout), Launcher.Observer.NONE).outcome();
            interrupted = outcome.ending() == Outcome.Ending.SIGNALLED;
            series.milliseconds().add(outcome.wallMilliseconds());
            if (outcome.ending() != Outcome.Ending.EXITED || outcome.exitStatus() != 0) {
                Path kept = directory.resolve(BOOT + "-" + cpus + "-" + number + ".console");
                Files.write(kept, output.toByteArray());
                String failure = "boot " + number + ": " + outcome.ending().name().toLowerCase(Locale.ROOT)
                        + ", status " + outcome.exitStatus() + ", console in " + kept;
                series.failures().add(failure);
                tool.say(cpus + " CPUs, " + failure);
            }
            if (number % PROGRESS_INTERVAL == 0 || number == count) {
                tool.say(cpus + " CPUs: " + number + " of " + count + " boots, " + series.failures().size() + " failed");
            }
        }
        tool.say(summary(series));
        return series;
    }

    private static String summary(Series series) {
        Map<String, Object> json = series.json();
        return series.processors() + " CPUs: " + series.milliseconds().size() + " boots, " + series.failures().size()
                + " failed; " + json.get("minimumMilliseconds") + " to " + json.get("maximumMilliseconds")
                + " ms, median " + json.get("medianMilliseconds") + " ms";
    }
}
