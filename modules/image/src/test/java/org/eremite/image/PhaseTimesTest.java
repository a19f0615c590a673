package org.eremite.image;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PhaseTimesTest {
    private long now;
    private final List<String> passed = new ArrayList<>();

    private final Progress progress = new Progress() {
        @Override
        public void expect(int phases) {
            passed.add("expect " + phases);
        }

        @Override
        public void begin(String name) {
            passed.add("begin " + name);
        }

        @Override
        public void end() {
            passed.add("end");
        }

        @Override
        public void note(String line) {
            passed.add("note " + line);
        }
    };

    @Test
    void eachPhaseLastsUntilTheNextOrTheEndAndEverythingIsPassedOn() {
        PhaseTimes phases = new PhaseTimes(progress, () -> now);
        phases.expect(2);
        phases.begin("a");
        now += 1_500_000_000L;
        phases.begin("b");
        phases.note("n");
        now += 2_000_600_000L;
        phases.end();
        now += 1_000_000_000L;
        phases.end();
        assertEquals(Map.of("a", 1.5, "b", 2.001), phases.seconds());
        assertEquals(List.of("expect 2", "begin a", "begin b", "note n", "end", "end"), passed);
    }
}
