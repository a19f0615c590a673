package org.eremite.image.launch;

import java.util.List;
import java.util.OptionalInt;
import org.eremite.image.ToolException;

/**
 * How a run ended.
 *
 * @param ending what ended it
 * @param stated the status the guest stated
 * @param exitStatus the exit status of the run
 * @param qemuStatus QEMU's own exit status
 * @param wallMilliseconds from the start of QEMU to its end
 * @param boot how long booting took
 * @param qemuMessages the last lines QEMU wrote to its standard error
 */
public record Outcome(Ending ending, OptionalInt stated, int exitStatus, int qemuStatus, long wallMilliseconds,
        BootTimes boot, List<String> qemuMessages) {

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
        /** Nobody read the console's output any more. */
        OUTPUT_CLOSED,
        /** KVM could not go on. */
        ACCELERATOR_FAILED,
        /** A signal to QEMU, or to the tool, ended the guest. */
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

    /** The exit status of a run that ended so. */
    static int exitStatus(Ending ending, OptionalInt stated, OptionalInt signal) {
        return switch (ending) {
            case EXITED, PANICKED -> stated.getAsInt();
            case UNSTATED, ACCELERATOR_FAILED -> BootProtocol.STATUS_UNSTATED;
            case TIMED_OUT -> BootProtocol.STATUS_TIMEOUT;
            case OUTPUT_CLOSED -> BootProtocol.STATUS_OUTPUT_CLOSED;
            case SIGNALLED -> BootProtocol.STATUS_SIGNAL_BASE + signal.getAsInt();
            case NOT_STARTED -> ToolException.FAILURE;
        };
    }
}
