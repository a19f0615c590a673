package org.eremite.abi;

import org.eremite.vm.InputEvents;
import org.eremite.vm.ThreadDump;

/** The program of this machine, as the host asks of it. */
final class RunningProgram implements HostLink.Program {
    @Override
    public void exit(int status) {
        System.exit(status);
    }

    @Override
    public void dump() {
        ThreadDump.print();
    }

    @Override
    public void stalled() {
        ThreadDump.print();
        InputEvents.panic();
    }
}
