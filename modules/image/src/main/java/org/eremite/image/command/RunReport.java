package org.eremite.image.command;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.eremite.image.application.Application;
import org.eremite.image.launch.Accelerator;
import org.eremite.image.launch.BootProtocol;
import org.eremite.image.launch.BootTimes;
import org.eremite.image.launch.GuestOptions;
import org.eremite.image.launch.Launcher;
import org.eremite.image.launch.Outcome;
import org.eremite.image.report.Json;

/**
 * What a user is told of a run that has ended.
 *
 * @param application what ran
 * @param assembly in which image
 * @param guest on which machine
 * @param accelerator what executed it
 * @param run how it ended
 */
record RunReport(Application application, Assembly assembly, GuestOptions guest, Accelerator.Choice accelerator,
        Launcher.Run run) {
    private static final double MILLISECONDS_PER_SECOND = 1000;
    private static final double NANOSECONDS_PER_MILLISECOND = 1e6;

    /** Tells it in one line; with {@code --verbose} and {@code --json} in more. */
    void tell(Tool tool, RunOptions options) {
        Outcome outcome = run.outcome();
        tool.say(sentence(outcome));
        if (options.verbose() && outcome.ending() == Outcome.Ending.UNSTATED) {
            tool.say("see why with --qemu-arg=-d --qemu-arg=int,cpu_reset --qemu-arg=-D --qemu-arg=FILE");
        }
        if (options.json()) {
            tool.err().println(Json.write(json()));
        }
    }

    private Map<String, Object> json() {
        Outcome outcome = run.outcome();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("application", application.name());
        json.put("exitStatus", outcome.exitStatus());
        json.put("ending", outcome.ending().name().toLowerCase(Locale.ROOT));
        json.put("stated", outcome.stated().isPresent() ? outcome.stated().getAsInt() : null);
        json.put("wallMilliseconds", outcome.wallMilliseconds());
        json.put("processors", guest.processors());
        json.put("memory", guest.memoryBytes());
        json.put("accelerator", accelerator.accelerator().name().toLowerCase(Locale.ROOT));
        json.put("acceleratorReason", accelerator.reason());
        json.put("boot", boot(outcome.boot()));
        json.put("qemuStatus", outcome.qemuStatus());
        json.put("qemuCommand", run.command());
        json.put("image", assembly.json());
        return json;
    }

    /** The guest's clock counts nanoseconds, or instructions where the machine counts those. */
    private Map<String, Object> boot(BootTimes times) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("readyMilliseconds", times.readyNanoseconds().isPresent()
                ? milliseconds(times.readyNanoseconds().getAsLong()) : null);
        json.put("unit", guest.instructionCounting() ? "instructions" : "nanoseconds");
        json.put("phaseEnds", times.phases());
        return json;
    }

    private static double milliseconds(long nanoseconds) {
        return Math.round(nanoseconds / NANOSECONDS_PER_MILLISECOND * MILLISECONDS_PER_SECOND) / MILLISECONDS_PER_SECOND;
    }

    /** How a run ended, in words. */
    static String sentence(Outcome outcome) {
        String time = String.format(Locale.ROOT, "%.1f s", outcome.wallMilliseconds() / MILLISECONDS_PER_SECOND);
        return switch (outcome.ending()) {
            case EXITED -> "exit status " + outcome.exitStatus() + " after " + time;
            case PANICKED -> "the guest panicked (exit status " + outcome.exitStatus() + ") after " + time;
            case UNSTATED -> "the guest reset or ended without stating a status (exit status "
                    + outcome.exitStatus() + ") after " + time;
            case TIMED_OUT -> "timeout: the guest was still running after " + time + " and has been ended";
            case ACCELERATOR_FAILED -> "KVM could not execute an instruction of the guest, which has been ended (exit status "
                    + outcome.exitStatus() + "); choose --accel tcg";
            case OUTPUT_CLOSED -> "standard output was closed: the guest has been ended (exit status "
                    + outcome.exitStatus() + ") after " + time;
            case SIGNALLED -> "the guest was ended by signal " + (outcome.exitStatus() - BootProtocol.STATUS_SIGNAL_BASE)
                    + " after " + time;
            case NOT_STARTED -> "QEMU ended with status " + outcome.qemuStatus()
                    + " and did not run the guest: its message is above";
        };
    }
}
