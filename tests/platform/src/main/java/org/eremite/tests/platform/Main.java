package org.eremite.tests.platform;

import java.io.PrintStream;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * {@code [GROUP]...} tells what the named {@link Chapter}s compute; by default all of those whose output is the
 * same on every machine and every JVM.
 */
public final class Main {
    private Main() {}

    /** Tells the chapters that {@code arguments} name. */
    public static void main(String[] arguments) {
        tell(arguments, System.out);
        // Threads that a chapter left behind must not keep the program from its end.
        System.exit(0);
    }

    /** Tells them to {@code out}. */
    static void tell(String[] arguments, PrintStream out) {
        Set<Chapter> chapters = EnumSet.noneOf(Chapter.class);
        for (String argument : arguments) {
            chapters.add(Chapter.valueOf(argument.toUpperCase(Locale.ROOT)));
        }
        Transcript transcript = new Transcript(out);
        for (Chapter chapter : chapters.isEmpty() ? Chapter.everywhereTheSame() : chapters) {
            chapter.tell(transcript);
        }
        transcript.finish();
    }
}
