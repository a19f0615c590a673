/**
 * Plain Java: data parallelism in the manner of Rayon. {@link org.eremite.par.Par} is the entrance; a
 * {@link org.eremite.par.Pool} of platform threads shares the work by stealing. The library needs nothing but the
 * Java platform.
 *
 * <p>How work travels: a fork or a loop is an entry on its worker's own stack ({@code PendingWork}). At a
 * {@link org.eremite.par.BeatSource beat} the oldest entry becomes a task in the worker's deque
 * ({@code WorkStealingDeque}), from which others steal. Workers without work search, then sleep ({@code IdleWorkers}).
 */
package org.eremite.par;
