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

/** Follows the builder's output: all of it to a file, its phases to the user, its faults to whoever asks. */
final class BuilderLog {
    /** The builder's phases in their order, of which it numbers the first 1. */
    static final List<String> PHASES = List.of(
            "initialising", "analysing", "building the universe", "parsing", "inlining", "compiling", "laying out");
    /** What the builder does after the last phase it tells about. */
    static final String LAST_PHASE = "writing the object file";

    /** Ends a phase: the builder completes the line of a phase when it is over. */
    private static final Pattern PHASE = Pattern.compile("^\\[(\\d)/\\d] .*\\(\\d+\\.\\ds @ .*\\)$");

    private final Path file;
    private final Progress progress;
    private final FaultFinder faults = new FaultFinder();

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
            if (ended >= 1 && ended <= PHASES.size()) {
                progress.begin(ended < PHASES.size() ? PHASES.get(ended) : LAST_PHASE);
            }
        } else {
            faults.take(line);
        }
    }

    /** Why the builder failed, in one line. */
    Optional<String> fault() {
        return faults.fault();
    }

    /** What would be wrong in the image although the builder succeeds, in one line. */
    Optional<String> foreignLayout() {
        return faults.foreignLayout();
    }
}
