package org.eremite.image;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SuggestionTest {
    private static final List<String> NAMES = List.of("app.hello", "app.rayonlike", "mm");

    @Test
    void aSlipOfTheFingersFindsTheName() {
        assertEquals(Optional.of("app.hello"), Suggestion.nearest("app.helo", NAMES));
        assertEquals(Optional.of("app.rayonlike"), Suggestion.nearest("app.raionlike", NAMES));
    }

    @Test
    void somethingElseFindsNothing() {
        assertEquals(Optional.empty(), Suggestion.nearest("database", NAMES));
        assertEquals(Optional.empty(), Suggestion.nearest("xy", NAMES));
    }

    @Test
    void distanceCountsEdits() {
        assertEquals(3, Suggestion.distance("kitten", "sitting"));
        assertEquals(4, Suggestion.distance("", "four"));
    }
}
