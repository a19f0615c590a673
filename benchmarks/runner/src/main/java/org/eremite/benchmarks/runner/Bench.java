package org.eremite.benchmarks.runner;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.eremite.benchmarks.parcompare.ParBench;
import org.eremite.image.ToolException;

/** {@code ./build.sh bench WHAT}; {@code --help} describes it. */
public final class Bench {
    private Bench() {
    }

    /** Measures and ends with the tool's status. */
    public static void main(String[] words) {
        Path root = Path.of(System.getProperty("eremite.root", "")).toAbsolutePath().normalize();
        if (words.length > 0 && words[0].equals("par")) {
            ParBench.main(root, new ParGuests(root), Arrays.copyOfRange(words, 1, words.length));
            return;
        }
        try {
            BenchOptions options = BenchOptions.parse(root, words);
            if (options.help()) {
                System.out.println(BenchOptions.HELP);
                return;
            }
            Report report = new Report(options, System.out);
            Systems systems = new Systems(root, options.quick());
            switch (options.what()) {
                case "boot" -> new BootBench(systems, report).run();
                case "mm" -> new ProgramBench(systems, report).run(Part.MEMORY);
                default -> new ProgramBench(systems, report).run(Part.SCHEDULER);
            }
            report.write(systems);
        } catch (ToolException failure) {
            System.err.println("eremite: " + failure.line());
            System.exit(failure.exitStatus());
        } catch (IOException failure) {
            System.err.println("eremite: cannot write the report: " + failure.getMessage());
            System.exit(ToolException.FAILURE);
        }
    }
}
