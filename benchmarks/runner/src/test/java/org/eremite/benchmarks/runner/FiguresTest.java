package org.eremite.benchmarks.runner;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class FiguresTest {
    @Test
    void linesThatAreNoFiguresArePassedOver() {
        Figures figures = Figures.of(List.of("Hello", "figure", "figure x", "figure x p50", "figure x p50=a",
                "figure park samples=2 min=1.50 p50=2.00"));
        assertEquals("[park]", figures.byName().keySet().toString());
        assertEquals(1.5, figures.value("park", "min"));
        assertEquals(2, figures.value("park", "samples"));
    }

    @Test
    void theSpreadIsTheGreatestDifferenceOfAnyStatistic() {
        Figures first = Figures.of(List.of("figure park min=1 p50=2 max=9"));
        assertEquals(0, first.spread("park", first));
        assertEquals(3, first.spread("park", Figures.of(List.of("figure park min=2 p50=2 max=6"))));
    }

    @Test
    void aFigureThatTheOtherRunLacksIsInfinitelyFarFromIt() {
        Figures first = Figures.of(List.of("figure park min=1"));
        assertEquals(Double.POSITIVE_INFINITY, first.spread("park", Figures.of(List.of())));
    }
}
