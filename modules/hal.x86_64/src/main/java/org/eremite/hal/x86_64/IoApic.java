package org.eremite.hal.x86_64;

import com.oracle.svm.core.Uninterruptible;
import org.eremite.hal.Pages;
import org.eremite.hal.RawMemory;

/**
 * The I/O APICs that the MADT names: routes an ISA interrupt line to a vector of one CPU (82093AA data sheet, 3.0; ACPI
 * 6.5, 5.2.12.3 and 5.2.12.5).
 *
 * <pre>
 *  63      56                        17   16   15      13       12   11  10      8 7       0
 * +----------+-----------------------+------+-------+----------+----+----+--------+---------+
 * | target   |           -           | mask | level | low pol. | -  | -  | mode   | vector  |  redirection entry
 * +----------+-----------------------+------+-------+----------+----+----+--------+---------+
 * </pre>
 */
final class IoApic {
    /** Register select and window, by offset from the base address. */
    private static final int IOREGSEL = 0x00;
    private static final int IOWIN = 0x10;
    /** Version register; bits 16 to 23 are the number of the last redirection entry. */
    private static final int IOAPICVER = 0x01;
    private static final int LAST_ENTRY_SHIFT = 16;
    /** Low half of the first redirection entry; the high half and all others follow. */
    private static final int IOREDTBL = 0x10;
    private static final int ACTIVE_LOW = 1 << 13;
    private static final int TARGET_SHIFT = 24;
    /** Device registers lie in the fourth GiB, which the direct map does not cache. */
    private static final long DEVICES = 3L << 30;

    private final DirectMap memory;
    private final AcpiTables tables;

    IoApic(DirectMap memory, AcpiTables tables) {
        this.memory = memory;
        this.tables = tables;
    }

    /**
     * Delivers each rising edge of ISA line {@code line} as {@code vector} to the CPU with identifier {@code apicId};
     * false if no I/O APIC has the line, or the line has no edges but levels.
     */
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    boolean route(int line, int vector, int apicId) {
        long override = override(line);
        int interrupt = override == Pages.NONE
                ? line
                : RawMemory.getInt(override + AcpiDescriptor.OVERRIDE_INTERRUPT);
        int flags = override == Pages.NONE ? 0 : RawMemory.getByte(override + AcpiDescriptor.OVERRIDE_FLAGS);
        int entry = vector;
        if ((flags & AcpiDescriptor.FLAGS_POLARITY) == AcpiDescriptor.FLAGS_POLARITY) {
            entry |= ACTIVE_LOW;
        }
        if ((flags & AcpiDescriptor.FLAGS_TRIGGER) == AcpiDescriptor.FLAGS_TRIGGER) {
            return false;
        }
        for (int index = 0; ; index++) {
            long controller =
                    tables.interruptStructure(AcpiDescriptor.TYPE_IO_APIC, AcpiDescriptor.IO_APIC_BYTES, index);
            if (controller == Pages.NONE) {
                return false;
            }
            long physical = RawMemory.getInt(controller + AcpiDescriptor.IO_APIC_ADDRESS) & 0xFFFF_FFFFL;
            int pin = interrupt - RawMemory.getInt(controller + AcpiDescriptor.IO_APIC_FIRST);
            if (physical >= DEVICES && pin >= 0 && pin <= lastPin(memory.direct(physical))) {
                long base = memory.direct(physical);
                write(base, IOREDTBL + 2 * pin + 1, apicId << TARGET_SHIFT);
                write(base, IOREDTBL + 2 * pin, entry);
                return true;
            }
        }
    }

    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    private long override(int line) {
        for (int index = 0; ; index++) {
            long entry = tables.interruptStructure(AcpiDescriptor.TYPE_OVERRIDE, AcpiDescriptor.OVERRIDE_BYTES, index);
            if (entry == Pages.NONE || RawMemory.getByte(entry + AcpiDescriptor.OVERRIDE_SOURCE) == line) {
                return entry;
            }
        }
    }

    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    private static int lastPin(long base) {
        RawMemory.putIntVolatile(base + IOREGSEL, IOAPICVER);
        return RawMemory.getIntVolatile(base + IOWIN) >>> LAST_ENTRY_SHIFT & 0xFF;
    }

    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    private static void write(long base, int register, int value) {
        RawMemory.putIntVolatile(base + IOREGSEL, register);
        RawMemory.putIntVolatile(base + IOWIN, value);
    }
}
