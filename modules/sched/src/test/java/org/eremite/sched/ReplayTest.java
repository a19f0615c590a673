package org.eremite.sched;

import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eremite.sched.Program.Report;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Runs again what a property found: {@code mvn -pl modules/sched -am test -Dtest=ReplayTest -Deremite.replay=FILE}. */
class ReplayTest {
    private static final String FILE = "eremite.replay";

    @Test
    @EnabledIfSystemProperty(named = FILE, matches = ".+", disabledReason = "no run to repeat is named")
    void theSavedRunEndsAsItMust() throws IOException {
        Report report = SavedRun.parse(Files.readString(Path.of(System.getProperty(FILE)))).replay();
        assertNull(report.violated(), report.failure());
    }
}
