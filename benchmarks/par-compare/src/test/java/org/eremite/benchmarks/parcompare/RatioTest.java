package org.eremite.benchmarks.parcompare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class RatioTest {
    @Test
    void ratiosAreOfPairsAndNotOfMedians() {
        assertEquals(new Ratio(2.0, 0.5, 3.0, 3), Ratio.of(new long[] {10, 30, 40}, new long[] {20, 10, 20}));
        assertEquals(1.5, Ratio.of(new long[] {1, 2}, new long[] {1, 1}).median());
        assertEquals(new Ratio(1, 1, 1, 1), Ratio.of(new long[] {0}, new long[] {0}), "too short for the clock");
    }

    @Test
    void thePlotKeepsWhatIsBeyondItsScaleAtItsEnds() {
        RatioPlot plot = new RatioPlot("par", List.of("rayon"));
        plot.add("a/b", List.of(new Ratio(1, 0.001, 1000, 3)));
        String svg = plot.draw(2);
        assertTrue(svg.contains("x1=\"230.0\"") && svg.contains("x2=\"790.0\"") && svg.contains("cx=\"510.0\""), svg);
        assertTrue(svg.startsWith("<svg ") && svg.endsWith("</svg>\n"));
    }
}
