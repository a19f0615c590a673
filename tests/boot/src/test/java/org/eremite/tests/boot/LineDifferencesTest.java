package org.eremite.tests.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class LineDifferencesTest {
    @Test
    void theSameLinesDifferInNothing() {
        assertEquals(List.of(), LineDifferences.between(List.of("a", "b", "a"), List.of("a", "b", "a")));
        assertEquals(List.of(), LineDifferences.between(List.of(), List.of()));
    }

    @Test
    void aLineMoreDoesNotMakeThoseAfterItDiffer() {
        assertEquals(List.of("+ new"), LineDifferences.between(List.of("a", "b", "c"), List.of("a", "new", "b", "c")));
        assertEquals(List.of("- b"), LineDifferences.between(List.of("a", "b", "c"), List.of("a", "c")));
    }

    @Test
    void aChangedLineStandsBesideWhatItWas() {
        assertEquals(
                List.of("- x = 1", "+ x = 2", "- z = 3"),
                LineDifferences.between(List.of("x = 1", "y", "z = 3"), List.of("x = 2", "y")));
    }

    @Test
    void linesInAnotherOrderDiffer() {
        assertEquals(2, LineDifferences.between(List.of("a", "b"), List.of("b", "a")).size());
    }
}
