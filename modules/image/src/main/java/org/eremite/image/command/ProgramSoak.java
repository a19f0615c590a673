package org.eremite.image.command;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eremite.image.ToolException;
import org.eremite.image.application.ApplicationSelector;
import org.eremite.image.application.Repository;
import org.eremite.image.launch.CommandLineCodec;

/**
 * A program of {@code tests/guest} that generates load from a seed for a given time and checks what must hold:
 * {@code soak NAME seed=SEED seconds=SECONDS}. It ends with status 0 if all held, and its last line sums up.
 */
final class ProgramSoak {
    /** The programs; each is a constant of the guest's {@code Soak}. */
    static final Set<String> NAMES = Set.of("sched", "mm", "par");
    /** Those that run on any JVM, too. */
    private static final Set<String> ON_JVM = Set.of("par");

    private static final String TESTS = "guest";
    private static final String MODULE = "org.eremite.tests.guest/org.eremite.tests.guest.Main";
    /** What a guest may take beyond its time: to boot, and to notice by itself that nothing goes on any more. */
    private static final Duration GRACE = Duration.ofMinutes(4);

    private final Tool tool;
    private final SoakMachine machine;
    private final String name;
    private final Duration time;
    private final long seed;

    ProgramSoak(Tool tool, SoakMachine machine, String name, Duration time, long seed) {
        this.tool = tool;
        this.machine = machine;
        this.name = name;
        this.time = time;
        this.seed = seed;
    }

    /** The module of the programs and what it requires. */
    static ApplicationSelector selector(Repository repository) throws ToolException {
        return new ApplicationSelector.OnModulePath(modulePath(repository), MODULE, List.of());
    }

    private static String modulePath(Repository repository) throws ToolException {
        List<String> path = new ArrayList<>();
        repository.testJar(TESTS).ifPresent(jar -> path.add(jar.toString()));
        repository.jar("par").ifPresent(jar -> path.add(jar.toString()));
        return String.join(File.pathSeparator, path);
    }

    /** Runs it at each number of CPUs; whether every run ended well. */
    boolean run(List<Integer> processors) throws ToolException, IOException {
        tool.say("soak " + name + ", " + time.toSeconds() + " s at each of " + processors + " CPUs, seed " + seed + ", "
                + machine.choice().line());
        List<Map<String, Object>> results = new ArrayList<>();
        boolean good = true;
        boolean interrupted = false;
        if (ON_JVM.contains(name)) {
            good = onJvm(results);
            interrupted = Thread.currentThread().isInterrupted();
        }
        for (int cpus : processors) {
            if (!interrupted) {
                SoakMachine.Boot boot = machine.boot(cpus, commandLine(), time.plus(GRACE));
                results.add(result(cpus, boot));
                interrupted = boot.interrupted();
                good &= boot.good();
            }
        }
        Map<String, Object> about = new LinkedHashMap<>();
        about.put("program", name);
        about.put("seed", seed);
        about.put("seconds", time.toSeconds());
        machine.report(name, about, results);
        return good;
    }

    private boolean onJvm(List<Map<String, Object>> results) throws ToolException, IOException {
        Path console = machine.directory().resolve(name + "-jvm.console");
        JvmSoak.Result result = new JvmSoak(modulePath(tool.repository()), MODULE, console).run(arguments(), time.plus(GRACE));
        results.add(result.json());
        tool.say(result.failure() == null ? "JVM: " + result.summary() : "JVM, seed " + seed + ": " + result.failure());
        return result.failure() == null;
    }

    private List<String> arguments() {
        return List.of("soak", name, "seed=" + seed, "seconds=" + time.toSeconds());
    }

    private String commandLine() {
        return CommandLineCodec.encode(List.of(), arguments());
    }

    private Map<String, Object> result(int cpus, SoakMachine.Boot boot) throws IOException {
        String last = boot.console().lines().filter(line -> !line.isBlank()).reduce("", (_, line) -> line);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("processors", cpus);
        json.put("milliseconds", boot.outcome().wallMilliseconds());
        json.put("summary", last);
        if (boot.good()) {
            tool.say(cpus + " CPUs: " + last);
        } else {
            String failure = machine.failure(boot, name + "-" + cpus);
            json.put("failure", failure);
            tool.say(cpus + " CPUs, seed " + seed + ": " + failure);
        }
        return json;
    }
}
