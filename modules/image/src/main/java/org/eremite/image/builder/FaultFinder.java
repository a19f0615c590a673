package org.eremite.image.builder;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the one line that says why the builder failed, among the many it and its JVM print when they do. */
final class FaultFinder {
    private static final Pattern ERROR = Pattern.compile("^(?:Error|Fatal error): (.*)");
    private static final Pattern UNCAUGHT = Pattern.compile("^Exception in thread \"[^\"]*\" (.*)");
    /** The JVM's own end; the next line says which memory. */
    private static final Pattern NO_MEMORY = Pattern.compile("^# (There is insufficient memory .*)");
    /** Lines that announce a cause; the next one names it. */
    private static final Pattern ANNOUNCEMENT = Pattern.compile(
            "^(?:The build process encountered an unexpected error:|Error occurred during .*)");
    /** Faults that say too little; what follows the heading names the first of several. */
    private static final Pattern SUMMARY = Pattern.compile("^Unsupported features in \\d+ methods");
    private static final String HEADING = "Detailed message:";
    /** What the JVM's launcher says after it has said what is wrong. */
    private static final Pattern AFTERTHOUGHT = Pattern.compile("^Error: (?:"
            + "Could not create the Java Virtual Machine\\.|A fatal exception has occurred\\. Program will exit\\.)");
    /**
     * A constant that library code computed from the layout of objects in the builder's JVM and that the builder could
     * not replace by the image's: the image would be built, and would corrupt memory.
     */
    private static final Pattern FOREIGN_LAYOUT =
            Pattern.compile("^Warning: (RecomputeFieldValue\\.\\w+ .*\\bfailed\\b.*)");

    private String fault;
    private String foreignLayout;
    private String previous = "";
    /** Whether the line that names the cause is still to come. */
    private boolean announced;

    /** Takes the next line of output. */
    void take(String printed) {
        String line = printed.strip();
        if (line.isEmpty()) {
            return;
        }
        if (announced) {
            if (!line.equals(HEADING)) {
                fault = cause(line);
                announced = incomplete(fault);
            }
        } else if (ANNOUNCEMENT.matcher(line).matches()) {
            announced = fault == null;
        } else if (AFTERTHOUGHT.matcher(line).matches()) {
            keepFirst(previous);
        } else {
            match(ERROR, line)
                    .or(() -> match(UNCAUGHT, line))
                    .or(() -> match(NO_MEMORY, line))
                    .ifPresent(this::keepFirst);
        }
        if (foreignLayout == null) {
            foreignLayout = match(FOREIGN_LAYOUT, line).orElse(null);
        }
        previous = line;
    }

    private void keepFirst(String text) {
        if (fault == null) {
            fault = text;
            announced = incomplete(text);
        }
    }

    private static boolean incomplete(String text) {
        return text.isEmpty() || text.endsWith(":") || SUMMARY.matcher(text).matches();
    }

    /** The cause on the line after an announcement, joined to what announced it. */
    private String cause(String line) {
        String text = match(ERROR, line).orElse(line.startsWith("> ") ? line.substring(2) : line);
        return fault != null && fault.endsWith(":") ? fault + " " + text : text;
    }

    private static Optional<String> match(Pattern pattern, String line) {
        Matcher matcher = pattern.matcher(line);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** Why the builder failed, if it did and said so. */
    Optional<String> fault() {
        return Optional.ofNullable(fault).filter(text -> !text.isEmpty());
    }

    /** The first constant that would be wrong in the image, although the builder succeeds. */
    Optional<String> foreignLayout() {
        return Optional.ofNullable(foreignLayout);
    }
}
