package org.eremite.benchmarks.linux;

import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A run of a program in a guest.
 *
 * @param lines what it printed
 * @param exitStatus the status of the program; empty if the guest ended without one
 * @param firstLineNanoseconds from the start of QEMU to the end of the program's first line; empty if it printed none
 * @param wallNanoseconds from the start of QEMU to its end
 * @param command the words executed
 */
public record LinuxRun(List<String> lines, OptionalInt exitStatus, OptionalLong firstLineNanoseconds,
        long wallNanoseconds, List<String> command) {
}
