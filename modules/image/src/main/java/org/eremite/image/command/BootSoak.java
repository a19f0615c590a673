package org.eremite.image.command;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eremite.image.ToolException;

/** Boots in a row. */
final class BootSoak {
    static final String NAME = "boot";
    static final String APPLICATION = "app.hello";
    private static final int PROGRESS_INTERVAL = 10;

    private final Tool tool;
    private final SoakMachine machine;
    private final int count;
    private final Duration timeout;
    private boolean interrupted;

    BootSoak(Tool tool, SoakMachine machine, int count, Duration timeout) {
        this.tool = tool;
        this.machine = machine;
        this.count = count;
        this.timeout = timeout;
    }

    /** Runs it at each number of CPUs; whether every boot ended well. */
    boolean run(List<Integer> processors) throws ToolException, IOException {
        tool.say(count + " boots at each of " + processors + " CPUs, " + machine.choice().line());
        List<Map<String, Object>> results = new ArrayList<>();
        boolean good = true;
        for (int cpus : processors) {
            Series series = boot(cpus);
            results.add(series.json());
            good &= series.failures().isEmpty() && !interrupted;
        }
        Map<String, Object> about = new LinkedHashMap<>();
        about.put("application", APPLICATION);
        about.put("timeoutMilliseconds", timeout.toMillis());
        machine.report(NAME, about, results);
        return good;
    }

    /**
     * What came of the boots at one number of CPUs.
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

    private Series boot(int cpus) throws ToolException, IOException {
        Series series = new Series(cpus, new ArrayList<>(), new ArrayList<>());
        for (int number = 1; number <= count && !interrupted; number++) {
            SoakMachine.Boot boot = machine.boot(cpus, "", timeout);
            interrupted = boot.interrupted();
            series.milliseconds().add(boot.outcome().wallMilliseconds());
            if (!boot.good()) {
                String failure = "boot " + number + ": " + machine.failure(boot, NAME + "-" + cpus + "-" + number);
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
