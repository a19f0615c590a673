package org.eremite.app.rayonlike;

import java.util.List;
import org.eremite.par.WorkerStatistics;

/** What the demonstration tells, in the order of the calls. */
interface Report {
    /** A pool starts. */
    void begin(int workers, int processors);

    /** A workload has run and is right. */
    void timing(int size, Timing timing);

    /** What the pool's workers have done up to now. */
    void workers(List<WorkerStatistics> workers);

    /**
     * No worker did anything for a while, as was to be expected.
     *
     * @param nanos how long that was
     * @param cpuNanos CPU time of the whole process meanwhile, -1 if unknown
     */
    void rest(long nanos, long cpuNanos);

    /** Everything has run. */
    void allCorrect();
}
