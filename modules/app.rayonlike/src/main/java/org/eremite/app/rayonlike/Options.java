package org.eremite.app.rayonlike;

import java.util.ArrayList;
import java.util.List;
import org.eremite.app.rayonlike.family.Families;
import org.eremite.app.rayonlike.family.Family;

/**
 * What the command line asks for.
 *
 * @param threads numbers of workers, one pool after the other
 * @param families what to run; empty if none is named
 * @param size the size of each, or null for each family's own sizes
 * @param corrupt the family or workload whose results to make wrong, or null
 * @param pin whether to bind workers to CPUs
 * @param json whether to print lines of JSON
 * @param help whether to print the help and nothing else
 */
record Options(List<Integer> threads, List<Family> families, Integer size, String corrupt, boolean pin,
        boolean json, boolean help) {
    private static final int MAX_THREADS = 1024;
    private static final String ALL = "all";

    private static final String HELP = """
            Runs benchmark families sequentially and in parallel, checks every result, and prints
            the speed-up and what each worker did. Without --family: pi and mandelbrot.

              --family LIST   names from the table below, separated by commas, or 'all'
              --size N        the size of each named family instead of its own
              --threads LIST  workers, 1 to 1024; the number of CPUs if not given; a list with
                              commas runs everything once with each number
              --pin           binds worker n to CPU n, counted round; where the system offers that
              --json          prints one JSON object a line instead of tables
              --corrupt NAME  makes one value of the parallel result of a family or workload wrong,
                              to show that the check finds it
              --help          prints this

            Exit status: 0 all results correct, 1 a wrong result, an idle worker, or work where none is to
            be done, 2 wrong usage.
            """;

    /** All options and families. */
    static String helpText() {
        StringBuilder text = new StringBuilder(HELP);
        for (Family family : Families.ALL) {
            Family.Size size = family.size();
            text.append("\n  ").append(family.name()).repeat(' ', 17 - family.name().length());
            for (int preset : size.presets()) {
                text.append(preset).append(' ');
            }
            text.append('(').append(size.unit()).append(", ").append(size.least()).append(" to ")
                    .append(size.most()).append(')');
        }
        return text.toString();
    }

    /**
     * Reads the command line.
     *
     * @throws IllegalArgumentException with one line that says what is wrong
     */
    static Options parse(String... arguments) {
        List<Integer> threads = List.of(Runtime.getRuntime().availableProcessors());
        List<Family> families = List.of();
        Integer size = null;
        String corrupt = null;
        boolean pin = false;
        boolean json = false;
        boolean help = false;
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--threads" -> threads = threads(valueOf(arguments, i++));
                case "--family" -> families = families(valueOf(arguments, i++));
                case "--size" -> size = number("--size", valueOf(arguments, i++), Integer.MAX_VALUE);
                case "--corrupt" -> corrupt = valueOf(arguments, i++);
                case "--pin" -> pin = true;
                case "--json" -> json = true;
                case "--help" -> help = true;
                default -> throw new IllegalArgumentException("unknown option '" + arguments[i] + "'; see --help");
            }
        }
        if (size != null) {
            requireSize(families, size);
        }
        return new Options(threads, families, size, corrupt, pin, json, help);
    }

    private static String valueOf(String[] arguments, int option) {
        if (option + 1 == arguments.length) {
            throw new IllegalArgumentException(arguments[option] + " needs a value; see --help");
        }
        return arguments[option + 1];
    }

    private static List<Integer> threads(String given) {
        List<Integer> threads = new ArrayList<>();
        for (String word : given.split(",", -1)) {
            threads.add(number("--threads", word, MAX_THREADS));
        }
        return threads;
    }

    private static int number(String option, String given, int most) {
        try {
            int number = Integer.parseInt(given);
            if (number >= 1 && number <= most) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // Reported below, together with numbers out of range.
        }
        throw new IllegalArgumentException(option + " needs a number from 1 to " + most + ", not '" + given + "'");
    }

    private static List<Family> families(String given) {
        if (given.equals(ALL)) {
            return Families.ALL;
        }
        List<Family> families = new ArrayList<>();
        for (String name : given.split(",", -1)) {
            families.add(Families.find(name).orElseThrow(
                    () -> new IllegalArgumentException("--family knows no '" + name + "'; see --help")));
        }
        return families;
    }

    private static void requireSize(List<Family> families, int size) {
        if (families.isEmpty()) {
            throw new IllegalArgumentException("--size needs --family; see --help");
        }
        for (Family family : families) {
            if (!family.accepts(size)) {
                Family.Size limits = family.size();
                throw new IllegalArgumentException("--size of " + family.name() + " is " + limits.least() + " to "
                        + limits.most() + " (" + limits.unit() + "), not " + size + "; see --help");
            }
        }
    }
}
