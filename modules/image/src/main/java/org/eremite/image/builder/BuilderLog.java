package org.eremite.image.builder;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eremite.image.Progress;

/** Follows the builder's output: all of it to a file, its phases to the user, its first error to whoever asks. */
final class BuilderLog {
    /** Ends a phase: the builder completes the line of a phase when it is over. */
    private static final Pattern PHASE = Pattern.compile("^\\[(\\d+)/\\d+] .*");
    /** The builder's phases in their order, of which it numbers the first 1. */
    static final List<String> PHASES = List.of(
            "initialising", "analysing", "building the universe", "parsing", "inlining", "compiling", "laying out");
    private static final Pattern ERROR = Pattern.compile("^(?:Error|Fatal error): (.*)");
    /** The builder announces an internal error, then quotes it behind "> ". */
    private static final Pattern QUOTED = Pattern.compile("^> (.*)");
    /** A field whose value would be that of the build's JVM: silent corruption at run time. */
    private static final Pattern LOST_VALUE = Pattern.compile("^.*RecomputeFieldValue\\.\\S+ automatic substitution failed.*");

    private final Path file;
    private final Progress progress;
    private String fault;

    BuilderLog(Path file, Progress progress) {
        this.file = file;
        this.progress = progress;
    }

    /** Reads to the end. */
    void consume(BufferedReader output) throws IOException {
        try (Writer log = Files.newBufferedWriter(file)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                log.write(line);
                log.write('\n');
                follow(line);
            }
        }
    }

    private void follow(String line) {
        Matcher phase = PHASE.matcher(line);
        if (phase.matches()) {
            int ended = Integer.parseInt(phase.group(1));
            progress.begin(ended < PHASES.size() ? PHASES.get(ended) : "writing the object file");
        } else if (fault == null) {
            fault = fault(line).orElse(null);
        }
    }

    private static Optional<String> fault(String line) {
        for (Pattern pattern : new Pattern[] {ERROR, QUOTED}) {
            Matcher matcher = pattern.matcher(line);
            if (matcher.matches()) {
                return Optional.of(matcher.group(1));
            }
        }
        return LOST_VALUE.matcher(line).matches() ? Optional.of(line.strip()) : Optional.empty();
    }

    /** The first error, in one line. */
    Optional<String> fault() {
        return Optional.ofNullable(fault);
    }
}
