/**
 * Plain Java, host side: compares par with ForkJoinPool, parallel streams and {@code Arrays.parallelSort}, and with
 * Rayon. Each library runs the same families in a process of its own; the processes take turns.
 */
package org.eremite.benchmarks.parcompare;
