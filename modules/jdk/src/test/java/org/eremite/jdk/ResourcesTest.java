package org.eremite.jdk;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A resource that an image is to have, but that is not there, would be left out silently. */
class ResourcesTest {
    @Test
    void theIslamicCalendarIsInTheJdkOfThisBuild() {
        assertTrue(Files.isRegularFile(Path.of(URI.create("jrt:/java.base/" + JdkFeature.ISLAMIC_CALENDAR))));
    }
}
