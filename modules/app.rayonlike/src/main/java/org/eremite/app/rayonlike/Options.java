package org.eremite.app.rayonlike;

/**
 * What the command line asks for.
 *
 * @param threads the number of workers
 * @param corrupt the workload whose result to make wrong, or null
 * @param help whether to print the help and nothing else
 */
record Options(int threads, String corrupt, boolean help) {
    private static final int MAX_THREADS = 1024;

    static final String HELP = """
            Computes pi and the Mandelbrot set sequentially and in parallel, checks every result,
            and prints the speed-up and what each worker did.

              --threads N     workers, 1 to 1024; the number of CPUs if not given
              --corrupt NAME  makes one value of the parallel result of 'pi' or 'mandelbrot' wrong,
                              to show that the check finds it
              --help          prints this

            Exit status: 0 all results correct, 1 a wrong result or an idle worker, 2 wrong usage.""";

    /**
     * Reads the command line.
     *
     * @throws IllegalArgumentException with one line that says what is wrong
     */
    static Options parse(String... arguments) {
        int threads = Runtime.getRuntime().availableProcessors();
        String corrupt = null;
        boolean help = false;
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--threads" -> threads = threads(valueOf(arguments, i++));
                case "--corrupt" -> corrupt = valueOf(arguments, i++);
                case "--help" -> help = true;
                default -> throw new IllegalArgumentException("unknown option '" + arguments[i] + "'; see --help");
            }
        }
        return new Options(threads, corrupt, help);
    }

    private static String valueOf(String[] arguments, int option) {
        if (option + 1 == arguments.length) {
            throw new IllegalArgumentException(arguments[option] + " needs a value; see --help");
        }
        return arguments[option + 1];
    }

    private static int threads(String given) {
        try {
            int threads = Integer.parseInt(given);
            if (threads >= 1 && threads <= MAX_THREADS) {
                return threads;
            }
        } catch (NumberFormatException notANumber) {
            // Reported below, together with numbers out of range.
        }
        throw new IllegalArgumentException(
                "--threads needs a number from 1 to " + MAX_THREADS + ", not '" + given + "'");
    }
}
