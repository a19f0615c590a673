package org.eremite.hal.x86_64;

import com.oracle.svm.core.Uninterruptible;
import org.eremite.hal.RawMemory;

/**
 * Where a line of the ISA bus arrives: which input of which I/O APIC, and how it is driven (ACPI 6.5, 5.2.12.3 and
 * 5.2.12.5). Without a word to the contrary line n is input n of the I/O APIC at its usual address, rising edge.
 */
final class InterruptRoute {
    private static final int ISA_BUS = 0;
    /** Flags of an override (MPS INTI flags, table 5.26): polarity, then trigger mode; 0 is what the bus does. */
    private static final int POLARITY = 0b0011;
    private static final int POLARITY_LOW = 0b0011;
    private static final int TRIGGER = 0b1100;
    private static final int TRIGGER_LEVEL = 0b1100;

    private final InterruptControllerTable table;
    private long input;
    private long controller;
    private long controllerInput;
    private boolean activeLow;
    private boolean level;

    InterruptRoute(InterruptControllerTable table) {
        this.table = table;
    }

    /** Follows ISA line {@code line}; the answers below are about the last one followed. */
    @Uninterruptible(reason = "Runs before there is a Java thread.")
    void follow(int line) {
        input = line;
        activeLow = false;
        level = false;
        for (long entry = table.first(); entry != InterruptControllerTable.END; entry = table.next(entry)) {
            if (table.is(entry, AcpiDescriptor.TYPE_OVERRIDE, AcpiDescriptor.OVERRIDE_BYTES)
                    && RawMemory.getByte(entry + AcpiDescriptor.OVERRIDE_BUS) == ISA_BUS
                    && (RawMemory.getByte(entry + AcpiDescriptor.OVERRIDE_SOURCE) & 0xFF) == line) {
                input = RawMemory.getInt(entry + AcpiDescriptor.OVERRIDE_INPUT) & 0xFFFF_FFFFL;
                int flags = RawMemory.getByte(entry + AcpiDescriptor.OVERRIDE_FLAGS);
                activeLow = (flags & POLARITY) == POLARITY_LOW;
                level = (flags & TRIGGER) == TRIGGER_LEVEL;
            }
        }
        findController();
    }

    /** The I/O APIC with the highest first input that is not beyond ours. */
    @Uninterruptible(reason = "Runs before there is a Java thread.")
    private void findController() {
        controller = IoApicDescriptor.BASE;
        controllerInput = input;
        long best = -1;
        for (long entry = table.first(); entry != InterruptControllerTable.END; entry = table.next(entry)) {
            if (table.is(entry, AcpiDescriptor.TYPE_IO_APIC, AcpiDescriptor.IO_APIC_BYTES)) {
                long first = RawMemory.getInt(entry + AcpiDescriptor.IO_APIC_FIRST_INPUT) & 0xFFFF_FFFFL;
                if (first <= input && first > best) {
                    best = first;
                    controller = RawMemory.getInt(entry + AcpiDescriptor.IO_APIC_ADDRESS) & 0xFFFF_FFFFL;
                    controllerInput = input - first;
                }
            }
        }
    }

    /** Physical address of the I/O APIC. */
    @Uninterruptible(reason = "Runs before there is a Java thread.")
    long controller() {
        return controller;
    }

    /** Number of its input. */
    @Uninterruptible(reason = "Runs before there is a Java thread.")
    long controllerInput() {
        return controllerInput;
    }

    /** Whether the line is active low. */
    @Uninterruptible(reason = "Runs before there is a Java thread.")
    boolean activeLow() {
        return activeLow;
    }

    /** Whether the line is level triggered. */
    @Uninterruptible(reason = "Runs before there is a Java thread.")
    boolean level() {
        return level;
    }
}
