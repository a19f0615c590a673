package org.eremite.tests.libraries;

import java.io.PrintStream;
import java.util.Locale;

/**
 * {@code [SAMPLE]...} tells what the named {@link Sample}s compute, all by default; the output is the same on every
 * machine and every JVM.
 */
public final class Main {
    private Main() {}

    /** Tells the samples that {@code arguments} name. */
    public static void main(String[] arguments) {
        tell(arguments, System.out);
    }

    /** Tells them to {@code out}. */
    static void tell(String[] arguments, PrintStream out) {
        Sample[] samples = Sample.values();
        if (arguments.length > 0) {
            samples = new Sample[arguments.length];
            for (int i = 0; i < arguments.length; i++) {
                samples[i] = Sample.valueOf(arguments[i].toUpperCase(Locale.ROOT));
            }
        }
        for (Sample sample : samples) {
            sample.tell(line -> out.println(sample.name().toLowerCase(Locale.ROOT) + ": " + line));
        }
    }
}
