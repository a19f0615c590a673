package org.eremite.hal.x86_64;

import com.oracle.svm.core.Uninterruptible;
import org.eremite.hal.Power;

/**
 * Ends the machine and says with which status.
 *
 * <p>The status goes as the line {@code exit N} to the debug console at port 0xE9, which carries all of 0 to 255;
 * then the debug-exit device at port 0xF4 ends QEMU. Where that device is missing, ACPI soft-off is tried through
 * the PM1a control register of the chip sets QEMU models, and at last the CPUs halt.
 */
final class X86Power implements Power {
    /** PM1a_CNT of the q35 and i440fx models (ACPI 6.5, 4.8.3.2.1). */
    private static final int PM1A_CNT = 0x604;
    /** SLP_EN with SLP_TYP 0, which those models define as S5. */
    private static final int SLP_EN = 1 << 13;

    @Override
    @Uninterruptible(reason = "Called by the panic report.")
    public void exit(int status) {
        Instructions.disableInterrupts();
        int code = status & 0xFF;
        Instructions.out8(ExitPorts.DEBUG_CONSOLE, 'e');
        Instructions.out8(ExitPorts.DEBUG_CONSOLE, 'x');
        Instructions.out8(ExitPorts.DEBUG_CONSOLE, 'i');
        Instructions.out8(ExitPorts.DEBUG_CONSOLE, 't');
        Instructions.out8(ExitPorts.DEBUG_CONSOLE, ' ');
        if (code >= 100) {
            Instructions.out8(ExitPorts.DEBUG_CONSOLE, '0' + code / 100);
        }
        if (code >= 10) {
            Instructions.out8(ExitPorts.DEBUG_CONSOLE, '0' + code / 10 % 10);
        }
        Instructions.out8(ExitPorts.DEBUG_CONSOLE, '0' + code % 10);
        Instructions.out8(ExitPorts.DEBUG_CONSOLE, '\n');
        Instructions.out32(ExitPorts.DEBUG_EXIT, ExitPorts.EXIT_VALUE);
        Instructions.out16(PM1A_CNT, SLP_EN);
        Instructions.haltForever();
    }
}
