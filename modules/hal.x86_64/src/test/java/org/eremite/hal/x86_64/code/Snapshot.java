package org.eremite.hal.x86_64.code;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;

/** Everything of a processor that belongs to the running thread. */
record Snapshot(long[] registers, long rip, long flags, byte[] extended) {
    /** Registers that functions preserve (System V AMD64 ABI 3.2.1), with those the runtime reserves. */
    private static final int[] PRESERVED = {
        Processor.RBX, Processor.RBP, Processor.RSP, Processor.R12, Processor.R13, Processor.R14, Processor.R15
    };

    static Snapshot of(Interpreter cpu) {
        return new Snapshot(cpu.registers.clone(), cpu.rip, cpu.flags, state(cpu));
    }

    /** Nothing whatever has changed. */
    void assertRestored(Interpreter cpu) {
        assertEquals(rip, cpu.rip, "RIP");
        assertEquals(flags, cpu.flags, "RFLAGS");
        for (int i = 0; i < Processor.REGISTERS; i++) {
            assertEquals(registers[i], cpu.registers[i], "register " + i);
        }
        assertArrayEquals(extended, state(cpu), "extended state");
    }

    /** As after a call that returned to {@code rip}, with the flags as they were. */
    void assertReturned(Interpreter cpu) {
        assertEquals(rip, cpu.rip, "RIP");
        assertEquals(flags, cpu.flags, "RFLAGS");
        for (int register : PRESERVED) {
            assertEquals(registers[register], cpu.registers[register], "register " + register);
        }
    }

    /** Extended state without the bytes of the area that no component owns. */
    private static byte[] state(Interpreter cpu) {
        byte[] state = cpu.extended.clone();
        Arrays.fill(state, 416, 576, (byte) 0);
        return state;
    }
}
