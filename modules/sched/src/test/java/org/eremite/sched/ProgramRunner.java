package org.eremite.sched;

import org.eremite.hal.sim.Schedule;

/** Runs programs; implemented by a class that is loaded once for each {@link Program.Defect}. */
public interface ProgramRunner {
    /** Runs {@code program} under {@code schedule} and says how it ended. */
    Program.Report run(Program program, Program.Defect defect, Schedule schedule);
}
