package org.eremite.benchmarks.runner;

import java.nio.file.Path;
import java.util.List;
import org.eremite.image.ToolException;

/**
 * What the command line asks for.
 *
 * @param what sched, mm or boot
 * @param runs pairs of runs, one of each system
 * @param json where to write the figures
 * @param quick whether to count instructions only, without Linux
 * @param help whether to print the help and nothing else
 */
record BenchOptions(String what, int runs, Path json, boolean quick, boolean help) {
    static final String HELP = """
            Usage: ./build.sh bench sched|mm|boot [--runs N] [--json FILE] [--quick]
                   ./build.sh bench par [OPTIONS]      (bench par --help)
            sched: switches, wake-ups, timers, preemption, noise; mm: native memory, pages, frames, objects; boot: phases.
            Each is measured twice with counted instructions, where both must be the same, and then in turns with the same
            class files on HotSpot in a Linux guest on the same QEMU command line (TCG). Linux comes from Debian's packages.

              --runs N      turns of each system, 1 to 100 (default: 5)
              --json FILE   where to write the figures (default: target/bench-WHAT.json)
              --quick       only count instructions
              --help        prints this

            Exit status: 0, 1 if a guest fails, 2 wrong usage.""";
    private static final List<String> KNOWN = List.of("sched", "mm", "boot");
    private static final int DEFAULT_RUNS = 5;
    private static final int MOST_RUNS = 100;

    /** Reads the words after {@code bench}; {@code root} is the top of the source tree. */
    static BenchOptions parse(Path root, String... words) throws ToolException {
        if (List.of(words).contains("--help") || List.of(words).contains("-h")) {
            return new BenchOptions("", 0, root, false, true);
        }
        if (words.length == 0 || !KNOWN.contains(words[0])) {
            throw ToolException.usage(words.length == 0 ? "bench needs to know what to measure"
                    : "bench cannot measure '" + words[0] + "'", "one of par, " + String.join(", ", KNOWN) + " (bench --help)");
        }
        int runs = DEFAULT_RUNS;
        Path json = root.resolve("target/bench-" + words[0] + ".json");
        boolean quick = false;
        for (int i = 1; i < words.length; i++) {
            switch (words[i]) {
                case "--quick" -> quick = true;
                case "--runs" -> runs = number(value(words, ++i));
                case "--json" -> json = Path.of(value(words, ++i));
                default -> throw ToolException.usage("bench " + words[0] + " has no option '" + words[i] + "'",
                        "see bench --help");
            }
        }
        return new BenchOptions(words[0], runs, json, quick, false);
    }

    private static String value(String[] words, int index) throws ToolException {
        if (index == words.length) {
            throw ToolException.usage(words[index - 1] + " needs a value", "see bench --help");
        }
        return words[index];
    }

    private static int number(String word) throws ToolException {
        if (word.matches("\\d{1,3}") && Integer.parseInt(word) >= 1 && Integer.parseInt(word) <= MOST_RUNS) {
            return Integer.parseInt(word);
        }
        throw ToolException.usage("--runs '" + word + "' is not a number from 1 to " + MOST_RUNS, "see bench --help");
    }
}
