package org.eremite.hal.x86_64;

import com.oracle.svm.core.Uninterruptible;
import com.oracle.svm.core.jdk.UninterruptibleUtils;
import org.eremite.hal.Panic;
import org.eremite.hal.RawMemory;
import org.eremite.hal.StackReporter;
import org.graalvm.word.Pointer;
import org.graalvm.word.WordFactory;

/**
 * The panic report: what, CPU, registers, Java stack; then power-off with status {@link Panic#STATUS}.
 *
 * <p>Runs with interrupts disabled on whatever stack it was called on; stops the other CPUs first. A panic inside
 * the report ends the machine at once.
 */
final class X86Panic implements Panic {
    private static final int HEXADECIMAL_DIGITS = 16;

    private final SerialPort serial;
    private final LocalApic apic;
    private final X86Power power;
    private StackReporter reporter;

    X86Panic(SerialPort serial, LocalApic apic, X86Power power) {
        this.serial = serial;
        this.apic = apic;
        this.power = power;
    }

    void attach(StackReporter stackReporter) {
        reporter = stackReporter;
    }

    @Override
    @Uninterruptible(reason = "A broken invariant: nothing may run any more.")
    public void panic(String what, String name, long value) {
        begin();
        text("\neremite: panic: ");
        text(what);
        text(": ");
        text(name);
        text("=");
        hexadecimal(value);
        cpu();
        if (reporter != null) {
            reporter.reportHere();
        }
        power.exit(STATUS);
    }

    /** Reports an exception; {@code frame} is laid out by {@link TrapFrameDescriptor}. */
    @Uninterruptible(reason = "An exception in the kernel: nothing may run any more.")
    void exception(long frame) {
        int vector = (int) RawMemory.getLong(frame + TrapFrameDescriptor.VECTOR);
        begin();
        text("\neremite: panic: ");
        text(ExceptionNames.name(vector));
        text(": error=");
        hexadecimal(RawMemory.getLong(frame + TrapFrameDescriptor.ERROR_CODE));
        if (vector == Vectors.PAGE_FAULT) {
            text(" address=");
            hexadecimal(Instructions.readCr2());
        }
        cpu();
        long rip = RawMemory.getLong(frame + TrapFrameDescriptor.RIP);
        long rsp = RawMemory.getLong(frame + TrapFrameDescriptor.RSP);
        register("  rip ", rip);
        register(" rsp ", rsp);
        register(" rflags ", RawMemory.getLong(frame + TrapFrameDescriptor.RFLAGS));
        register(" cr3 ", Instructions.readCr3());
        text("\n");
        for (int i = 0; i < ContextDescriptor.GENERAL_REGISTERS; i++) {
            register(ExceptionNames.register(i), RawMemory.getLong(frame + (long) i * Long.BYTES));
            if (i % 4 == 3) {
                text("\n");
            }
        }
        text("\n");
        if (reporter != null) {
            reporter.report(rsp, rip, RawMemory.getLong(frame + TrapFrameDescriptor.R15));
        }
        power.exit(STATUS);
    }

    /** Writes a string constant to the console. */
    @Uninterruptible(reason = "Called by the panic report.")
    void text(String string) {
        long buffer = Symbols.BOOT_DATA.get().rawValue() + BootDataDescriptor.TEXT;
        Pointer start = WordFactory.pointer(buffer);
        Pointer end = UninterruptibleUtils.String.toModifiedUTF8(
                string, start, start.add(BootDataDescriptor.TEXT_BYTES), false);
        serial.write(buffer, end.rawValue() - buffer);
    }

    /** Writes {@code value} as 0x and sixteen digits. */
    @Uninterruptible(reason = "Called by the panic report.")
    void hexadecimal(long value) {
        text("0x");
        long buffer = Symbols.BOOT_DATA.get().rawValue() + BootDataDescriptor.TEXT;
        for (int i = 0; i < HEXADECIMAL_DIGITS; i++) {
            int digit = (int) (value >>> (60 - 4 * i)) & 0xF;
            RawMemory.putByte(buffer + i, (byte) (digit < 10 ? '0' + digit : 'a' + digit - 10));
        }
        serial.write(buffer, HEXADECIMAL_DIGITS);
    }

    @Uninterruptible(reason = "Called by the panic report.")
    private void register(String name, long value) {
        text(name);
        hexadecimal(value);
    }

    @Uninterruptible(reason = "Called by the panic report.")
    private void cpu() {
        text("\n  cpu ");
        hexadecimal(Instructions.readGs(CpuAreaDescriptor.NUMBER));
        text("\n");
    }

    /** Claims the report for this CPU; a second panic, on any CPU, goes no further than this. */
    @Uninterruptible(reason = "A broken invariant: nothing may run any more.")
    private void begin() {
        Instructions.disableInterrupts();
        long flag = Symbols.BOOT_DATA.get().rawValue() + BootDataDescriptor.PANICKING;
        long self = Instructions.readGs(CpuAreaDescriptor.NUMBER) + 1;
        if (!RawMemory.compareAndSetLong(flag, 0, self)) {
            if (RawMemory.getLongVolatile(flag) == self) {
                text("\neremite: panic: again, while reporting\n");
                power.exit(STATUS);
            }
            Instructions.haltForever();
        }
        apic.sendNmiToOthers();
    }
}
