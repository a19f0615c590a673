package org.eremite.sched;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.foreign.Arena;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** A stopwatch adds up the times between its starts and stops. */
class StopwatchTest {
    private final Arena arena = Arena.ofAuto();

    @Property(tries = 200)
    void itAddsUpTheTimeItRuns(@ForAll @Size(max = 20) List<@IntRange(min = 0, max = 1_000_000_000) Integer> intervals) {
        long word = arena.allocate(Long.BYTES, Long.BYTES).address();
        long now = 1_000;
        long total = 0;
        boolean runs = false;
        for (int interval : intervals) {
            if (runs) {
                total += interval;
            }
            now += interval;
            assertEquals(total, Stopwatch.read(word, now));
            if (runs) {
                Stopwatch.stop(word, now);
            } else {
                Stopwatch.start(word, now);
            }
            runs = !runs;
            assertEquals(total, Stopwatch.read(word, now));
        }
    }

    @Property(tries = 20)
    void stoppingItTwiceChangesNothing(@ForAll @IntRange(min = 0) int ran, @ForAll @IntRange(min = 0) int later) {
        long word = arena.allocate(Long.BYTES, Long.BYTES).address();
        Stopwatch.start(word, 7);
        Stopwatch.stop(word, 7L + ran);
        Stopwatch.stop(word, 7L + ran + later);
        assertEquals(ran, Stopwatch.read(word, 7L + ran + later));
    }
}
