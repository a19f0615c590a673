package org.eremite.benchmarks.runner;

import java.util.List;
import java.util.Map;

/**
 * A run that ended with status 0.
 *
 * @param lines what the program printed
 * @param firstLineNanoseconds from the start of QEMU to the end of its first line
 * @param phases of boot, in the guest's nanoseconds or instructions; empty for Linux
 * @param command the words executed
 */
record GuestResult(List<String> lines, long firstLineNanoseconds, Map<String, Long> phases, List<String> command) {
}
