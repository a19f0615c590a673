package org.eremite.jdk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.IOException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class CanonicalPathTest {
    /** Below a name that does not exist, so that no link of the host has a say. */
    @Provide
    Arbitrary<String> names() {
        return Arbitraries.of("a", "b.c", ".", "..", "", "...", "x y").list().ofMaxSize(8)
                .map(parts -> "/no-such-name/" + String.join("/", parts));
    }

    @Property
    void namesThatLeadNowhereAreShortenedAsTheJdkDoesIt(@ForAll("names") String path) throws IOException {
        assertEquals(new File(path).getCanonicalPath(), CanonicalPath.of(new File(path).getAbsolutePath()));
    }
}
