package org.eremite.app.rayonlike;

import java.io.PrintStream;
import java.util.List;
import org.eremite.app.rayonlike.family.CheckFailedException;

/** The demonstration's command line; {@code --help} describes it. */
public final class Main {
    private static final int CORRECT = 0;
    private static final int FAILED = 1;
    private static final int WRONG_USAGE = 2;

    private Main() {
    }

    /** Runs the demonstration and ends with its status. */
    public static void main(String[] arguments) {
        int status = run(arguments, System.out, System.err);
        System.out.flush();
        System.err.flush();
        if (status != CORRECT) {
            System.exit(status);
        }
    }

    /** Runs the demonstration; returns the exit status. */
    static int run(String[] arguments, PrintStream out, PrintStream err) {
        try {
            Options options = Options.parse(arguments);
            if (options.help()) {
                out.println(Options.helpText());
                return CORRECT;
            }
            List<Runs> pools = Runs.plan(options);
            Report report = options.json() ? new JsonReport(out) : new TableReport(out);
            for (Runs pool : pools) {
                pool.carryOut(report);
            }
            report.allCorrect();
            return CORRECT;
        } catch (IllegalArgumentException wrongUsage) {
            err.println(wrongUsage.getMessage());
            return WRONG_USAGE;
        } catch (CheckFailedException failed) {
            err.println(failed.getMessage());
            return FAILED;
        }
    }
}
