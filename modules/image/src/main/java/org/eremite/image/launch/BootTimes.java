package org.eremite.image.launch;

import java.util.Map;
import java.util.OptionalLong;

/**
 * How long booting took.
 *
 * @param readyNanoseconds on the host's clock from the start of QEMU until the program was about to run; empty if it never was
 * @param phases on the guest's clock, at which nanosecond each phase ended; with counted instructions those are instructions
 */
public record BootTimes(OptionalLong readyNanoseconds, Map<String, Long> phases) {
}
