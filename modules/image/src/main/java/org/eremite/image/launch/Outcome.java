package org.eremite.image.launch;

import java.util.List;
import java.util.OptionalInt;

/**
 * How a run ended.
 *
 * @param ending what ended it
 * @param stated the status the guest stated
 * @param exitStatus the exit status of the run
 * @param qemuStatus QEMU's own exit status
 * @param wallMilliseconds from the start of QEMU to its end
 * @param qemuMessages the last lines QEMU wrote to its standard error
 */
public record Outcome(Ending ending, OptionalInt stated, int exitStatus, int qemuStatus, long wallMilliseconds,
        List<String> qemuMessages) {

    /** What ends a run. */
    public enum Ending {
        /** The application ended with the status stated. */
        EXITED,
        /** A broken invariant in the guest. */
        PANICKED,
        /** The guest reset, powered off or faulted beyond repair without stating a status. */
        UNSTATED,
        /** The time allowed has passed. */
        TIMED_OUT,
        /** A signal ended QEMU. */
        SIGNALLED,
        /** QEMU did not start the guest. */
        NOT_STARTED
    }

    /** How to call it for {@code stated} and {@code qemuStatus}, when the tool itself did not end the run. */
    static Ending ending(OptionalInt stated, int qemuStatus, OptionalInt signal) {
        if (stated.isPresent()) {
            return stated.getAsInt() == BootProtocol.STATUS_PANIC ? Ending.PANICKED : Ending.EXITED;
        }
        if (signal.isPresent()) {
            return Ending.SIGNALLED;
        }
        return qemuStatus == 0 || qemuStatus == BootProtocol.QEMU_STATUS_AFTER_EXIT ? Ending.UNSTATED
                : Ending.NOT_STARTED;
    }
}
