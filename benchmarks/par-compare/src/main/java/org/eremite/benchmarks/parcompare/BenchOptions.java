package org.eremite.benchmarks.parcompare;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eremite.app.rayonlike.family.Families;
import org.eremite.app.rayonlike.family.Family;

/**
 * What the command line asks for.
 *
 * @param families what to compare
 * @param threads numbers of workers
 * @param runs turns
 * @param json where to write the figures
 * @param svg where to draw them
 * @param place which comparisons to make
 * @param help whether to print the help and nothing else
 */
record BenchOptions(List<Family> families, List<Integer> threads, int runs, Path json, Path svg, Place place,
        boolean help) {
    /** Where to compare. */
    enum Place {
        BOTH, HOST, GUEST
    }

    static final String HELP = """
            Usage: ./build.sh bench par [OPTIONS]
            Runs the families of app.rayonlike in turns by processes that are otherwise idle; results are checked and
            compared. On this machine par is compared with ForkJoinPool, parallel streams and Arrays.parallelSort, and
            with Rayon; in guests (TCG) par in an image with the same class files on HotSpot under Linux.

              --family LIST   families, separated by commas (default: all)
              --threads LIST  numbers of workers (default: 1 to the number of CPUs)
              --runs N        turns, 1 to 1000 (default: 5)
              --json FILE     where to write the figures (default: target/bench-par.json)
              --svg FILE      where to draw the ratios (default: target/bench-par.svg; those in guests: FILE with
                              '-guest' before its ending)
              --only PLACE    host or guest: one of the two comparisons
              --help          prints this

            Exit status: 0, 1 if results differ or a library fails, 2 wrong usage.""";
    private static final List<String> OPTIONS = List.of("--family", "--threads", "--runs", "--json", "--svg", "--only");
    private static final int DEFAULT_RUNS = 5;
    private static final int MOST = 1000;

    /**
     * Reads the command line.
     *
     * @throws IllegalArgumentException with one line that says what is wrong
     */
    static BenchOptions parse(Path root, String... words) {
        List<Family> families = Families.ALL;
        List<Integer> threads = new ArrayList<>();
        int runs = DEFAULT_RUNS;
        Path json = root.resolve("target/bench-par.json");
        Path svg = root.resolve("target/bench-par.svg");
        Place place = Place.BOTH;
        boolean help = false;
        for (int i = 0; i < words.length; i++) {
            if (words[i].equals("--help")) {
                help = true;
                continue;
            }
            if (!OPTIONS.contains(words[i])) {
                throw new IllegalArgumentException("bench par has no option '" + words[i] + "' (bench par --help)");
            }
            if (i + 1 == words.length) {
                throw new IllegalArgumentException(words[i] + " needs a value (bench par --help)");
            }
            String value = words[++i];
            switch (words[i - 1]) {
                case "--family" -> families = families(value);
                case "--threads" -> List.of(value.split(",", -1)).forEach(word -> threads.add(number("--threads", word)));
                case "--runs" -> runs = number("--runs", value);
                case "--json" -> json = Path.of(value);
                case "--only" -> place = place(value);
                default -> svg = Path.of(value);
            }
        }
        if (threads.isEmpty()) {
            for (int i = 1; i <= Runtime.getRuntime().availableProcessors(); i++) {
                threads.add(i);
            }
        }
        return new BenchOptions(families, threads, runs, json, svg, place, help);
    }

    private static Place place(String word) {
        return switch (word) {
            case "host" -> Place.HOST;
            case "guest" -> Place.GUEST;
            default -> throw new IllegalArgumentException("--only needs host or guest, not '" + word + "'");
        };
    }

    /** Where to draw the ratios in guests. */
    Path guestSvg() {
        return svg.resolveSibling(svg.getFileName().toString().replaceFirst("(\\.[^.]*)?$", "-guest$1"));
    }

    private static List<Family> families(String names) {
        List<Family> families = new ArrayList<>();
        for (String name : names.split(",", -1)) {
            families.add(Families.find(name).orElseThrow(() -> new IllegalArgumentException(
                    "--family knows no '" + name + "': one of "
                            + String.join(", ", Families.ALL.stream().map(Family::name).toList()))));
        }
        return families;
    }

    private static int number(String option, String word) {
        try {
            int number = Integer.parseInt(word);
            if (number >= 1 && number <= MOST) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // Reported below, together with numbers out of range.
        }
        throw new IllegalArgumentException(option + " needs numbers from 1 to " + MOST + ", not '" + word + "'");
    }
}
