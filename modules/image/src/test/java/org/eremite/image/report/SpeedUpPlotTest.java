package org.eremite.image.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class SpeedUpPlotTest {
    private static String json(String workload, int threads, long sequential, long parallel) {
        return "{\"workload\":\"" + workload + "\",\"size\":9,\"threads\":" + threads
                + ",\"rounds\":3,\"sequentialNanos\":" + sequential + ",\"parallelNanos\":" + parallel + "}";
    }

    private static Document parsed(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    }

    @Test
    void eachWorkloadIsACurveWithAPointForEachNumberOfWorkers() throws Exception {
        SpeedUpPlot plot = SpeedUpPlot.of(List.of("noise", json("sort/random", 1, 100, 100),
                json("sort/random", 2, 100, 50), json("pi", 2, 300, 200), "{\"worker\":0}", "more"));
        Document svg = parsed(plot.draw());
        assertEquals(2, svg.getElementsByTagName("polyline").getLength());
        assertEquals(3, svg.getElementsByTagName("circle").getLength());
        assertTrue(plot.draw().contains(">sort/random 2.00x<") && plot.draw().contains(">pi 1.50x<"));
        // Two workers and twice the speed are the corner of the picture.
        assertTrue(plot.draw().contains("points=\"300.0,290.0 540.0,50.0\""), plot.draw());
    }

    @Test
    void tablesAreReadLikeJson() throws Exception {
        SpeedUpPlot plot = SpeedUpPlot.of(List.of("2 workers, 4 CPUs",
                "                      rounds   sequential ms     parallel ms        speed-up",
                "pi                         3            6.42            3.21           2.00x", "worker 0  1  1  1.00",
                "1 worker, 4 CPUs", "pi                         3            6.42            6.42           1.00x\r"));
        assertEquals(2, parsed(plot.draw()).getElementsByTagName("circle").getLength());
        assertTrue(plot.draw().contains("points=\"300.0,290.0 540.0,50.0\""), plot.draw());
    }

    @Test
    void whatAGuestShouldNotHavePrintedDoesNotReachThePicture() throws Exception {
        assertTrue(SpeedUpPlot.of(List.of()).isEmpty());
        SpeedUpPlot plot = SpeedUpPlot.of(List.of(json("<script>", 1, 1, 1), json("a", 0, 1, 1),
                json("a", 2_000_000_000, 1, 1), json("x".repeat(65), 1, 1, 1),
                "pi  3  1.00  1.00  1.00x", json("zero", 1, 5, 0), json("huge", 2, 999_999_999_999_999_999L, 1)));
        assertFalse(plot.isEmpty());
        Document svg = parsed(plot.draw());
        assertEquals(2, svg.getElementsByTagName("polyline").getLength(), "zero and huge");
    }
}
