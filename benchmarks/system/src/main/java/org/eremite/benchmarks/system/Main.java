package org.eremite.benchmarks.system;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** {@code WORD ... [warm=N] [rounds=N] [n=N]} measures what is named and prints a line for each figure. */
public final class Main {
    private static final int USAGE = 2;
    /** What can be measured. */
    static final List<String> NAMES = List.of("yield", "park", "timer", "preempt", "noise", "malloc", "threads", "pages",
            "objects");

    private Main() {
    }

    /** Measures. */
    public static void main(String[] arguments) throws InterruptedException {
        List<String> unknown = measure(System.out, arguments);
        if (!unknown.isEmpty()) {
            System.err.println("nothing to measure is called " + unknown + "; known: " + NAMES);
            System.exit(USAGE);
        }
    }

    /** Measures what is known here and returns the other words. */
    public static List<String> measure(PrintStream out, String... arguments) throws InterruptedException {
        Rounds rounds = rounds(arguments);
        Switching switching = new Switching(rounds, out);
        Allocating allocating = new Allocating(rounds, out);
        List<String> unknown = new ArrayList<>();
        for (String argument : arguments) {
            switch (argument) {
                case "yield" -> switching.yields();
                case "park" -> switching.parks();
                case "timer" -> switching.timer();
                case "preempt" -> switching.preemption();
                case "noise" -> switching.noise();
                case "malloc" -> allocating.sizes();
                case "threads" -> allocating.threads();
                case "pages" -> allocating.pages();
                case "objects" -> allocating.objects();
                default -> {
                    if (argument.indexOf('=') < 0) {
                        unknown.add(argument);
                    }
                }
            }
        }
        return unknown;
    }

    /** How often, as {@code arguments} say. */
    public static Rounds rounds(String... arguments) {
        return Rounds.parse(arguments);
    }
}
