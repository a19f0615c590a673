package org.eremite.app.rayonlike.family;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class PiTest {
    @Test
    void bothResultsArePi() throws CheckFailedException {
        Pi pi = new Pi(Pi.STEPS, new WithPar());
        pi.runSequentially();
        pi.runInParallel();
        pi.check();
    }

    @Test
    void theCheckFindsAWrongParallelResult() {
        Pi pi = new Pi(Pi.STEPS, new WithPar());
        pi.runSequentially();
        pi.runInParallel();
        pi.corrupt();
        CheckFailedException failed = assertThrows(CheckFailedException.class, pi::check);
        assertTrue(failed.getMessage().startsWith("pi: parallel result 3.14"), failed.getMessage());
    }

    @Test
    void theCheckFindsAWrongSequentialResult() {
        Pi pi = new Pi(Pi.STEPS, new WithPar());
        pi.runInParallel();
        CheckFailedException failed = assertThrows(CheckFailedException.class, pi::check);
        assertTrue(failed.getMessage().startsWith("pi: sequential result 0.0"), failed.getMessage());
    }
}
