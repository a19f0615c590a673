package org.eremite.hal.x86_64;

import com.oracle.svm.core.Uninterruptible;
import org.eremite.hal.Pages;
import org.eremite.hal.RawMemory;

/**
 * The entries of the multiple APIC description table (ACPI 6.5, 5.2.12), one after another. An entry that does not fit
 * into the table ends it.
 */
final class InterruptControllerTable {
    /** There is no further entry. */
    static final long END = 0;

    private final DirectMap memory;
    private long address;
    private int length;

    InterruptControllerTable(DirectMap memory) {
        this.memory = memory;
    }

    /** Finds the table; without one there are no entries. */
    @Uninterruptible(reason = "Runs before there is a Java thread.")
    void initialize(AcpiTables tables) {
        long table = tables.find(AcpiDescriptor.MADT, AcpiDescriptor.MADT_ENTRIES);
        if (table != Pages.NONE) {
            address = memory.direct(table);
            length = tables.length(table);
        }
    }

    /** Address of the first entry, or {@link #END}. */
    @Uninterruptible(reason = "Runs before there is a Java thread.")
    long first() {
        return checked(AcpiDescriptor.MADT_ENTRIES);
    }

    /** Address of the entry behind {@code entry}, or {@link #END}. */
    @Uninterruptible(reason = "Runs before there is a Java thread.")
    long next(long entry) {
        return checked((int) (entry - address) + bytes(entry));
    }

    /** Whether {@code entry} is of {@code type} and has at least {@code bytes} bytes. */
    @Uninterruptible(reason = "Runs before there is a Java thread.")
    boolean is(long entry, int type, int bytes) {
        return (RawMemory.getByte(entry + AcpiDescriptor.ENTRY_TYPE) & 0xFF) == type && bytes(entry) >= bytes;
    }

    @Uninterruptible(reason = "Runs before there is a Java thread.")
    private long checked(int offset) {
        if (offset > length - AcpiDescriptor.ENTRY_HEADER_BYTES) {
            return END;
        }
        int bytes = bytes(address + offset);
        return bytes < AcpiDescriptor.ENTRY_HEADER_BYTES || bytes > length - offset ? END : address + offset;
    }

    @Uninterruptible(reason = "Runs before there is a Java thread.")
    private static int bytes(long entry) {
        return RawMemory.getByte(entry + AcpiDescriptor.ENTRY_LENGTH) & 0xFF;
    }
}
