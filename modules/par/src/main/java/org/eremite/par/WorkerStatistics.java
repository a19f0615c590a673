package org.eremite.par;

/**
 * What one worker of a pool has done since the pool was made. The counters contain every task whose end the reader
 * knows of (because a call into the pool that needed the task has returned).
 *
 * @param worker the worker's number in its pool, from 0
 * @param tasks tasks run: submitted from outside, stolen, or taken back by the worker that had offered them
 * @param steals tasks taken from other workers
 * @param busyNanos nanoseconds spent in tasks; searching, sleeping and waiting are not counted
 */
public record WorkerStatistics(int worker, long tasks, long steals, long busyNanos) {
}
