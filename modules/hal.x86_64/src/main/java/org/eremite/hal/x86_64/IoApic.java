package org.eremite.hal.x86_64;

import com.oracle.svm.core.Uninterruptible;
import org.eremite.hal.RawMemory;

/** Delivers lines of devices to CPUs ({@link IoApicDescriptor}); fixed delivery to one CPU by its identifier. */
final class IoApic {
    private static final int ABSENT = -1;
    private static final int DESTINATION_MAXIMUM = 0xFF;

    private final DirectMap memory;

    IoApic(DirectMap memory) {
        this.memory = memory;
    }

    /**
     * Has {@code route} raise {@code vector} on the CPU with identifier {@code apicId}. Returns false if there is no such
     * I/O APIC or input, or if it cannot name the CPU.
     */
    @Uninterruptible(reason = "Runs before there is a Java thread.")
    boolean connect(InterruptRoute route, int vector, int apicId) {
        if (!memory.reaches(route.controller(), IoApicDescriptor.BYTES) || apicId < 0 || apicId > DESTINATION_MAXIMUM) {
            return false;
        }
        long base = memory.direct(route.controller());
        int version = read(base, IoApicDescriptor.IOAPICVER);
        int last = (version >>> IoApicDescriptor.LAST_INPUT_SHIFT) & 0xFF;
        if (version == ABSENT || version == 0 || route.controllerInput() > last) {
            return false;
        }
        int entry = IoApicDescriptor.IOREDTBL + 2 * (int) route.controllerInput();
        write(base, entry, IoApicDescriptor.MASKED);
        write(base, entry + 1, apicId << IoApicDescriptor.DESTINATION_SHIFT);
        int low = vector;
        if (route.activeLow()) {
            low |= IoApicDescriptor.ACTIVE_LOW;
        }
        if (route.level()) {
            low |= IoApicDescriptor.LEVEL;
        }
        write(base, entry, low);
        return true;
    }

    @Uninterruptible(reason = "The two accesses belong together.")
    private static int read(long base, int register) {
        RawMemory.putIntVolatile(base + IoApicDescriptor.IOREGSEL, register);
        return RawMemory.getIntVolatile(base + IoApicDescriptor.IOWIN);
    }

    @Uninterruptible(reason = "The two accesses belong together.")
    private static void write(long base, int register, int value) {
        RawMemory.putIntVolatile(base + IoApicDescriptor.IOREGSEL, register);
        RawMemory.putIntVolatile(base + IoApicDescriptor.IOWIN, value);
    }
}
