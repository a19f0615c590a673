package org.eremite.abi;

import org.eremite.vm.Kernel;
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
        Kernel.MACHINE.panic().panic(
                "all threads wait and nothing can wake one", "cpus", Kernel.MACHINE.processors().online());
    }
}
