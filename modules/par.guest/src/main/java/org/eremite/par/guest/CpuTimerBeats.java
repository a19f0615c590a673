package org.eremite.par.guest;

import java.lang.reflect.Field;
import java.util.function.LongSupplier;
import org.eremite.abi.CurrentThread;
import org.eremite.par.BeatSource;

/**
 * Beats by the timer of the CPU that a worker runs on: its interrupt counts up the word that a fork reads. No thread is
 * woken for them, no CPU is told by another one, and a CPU whose worker sleeps, or does not fork, is left alone.
 */
final class CpuTimerBeats implements BeatSource.Beats {
    private static final Field WORD = BeatSource.word();

    @Override
    public void resume() {
        if (!CurrentThread.hasBeats()) {
            CurrentThread.startBeats(WORD, BeatSource.FIRST_PAUSE_NANOS);
        }
    }

    @Override
    public void answered(LongSupplier pause) {
        CurrentThread.startBeats(WORD, pause.getAsLong());
    }

    @Override
    public void rest() {
        CurrentThread.stopBeats();
    }

    /** They end with the workers. */
    @Override
    public void close() {
    }
}
