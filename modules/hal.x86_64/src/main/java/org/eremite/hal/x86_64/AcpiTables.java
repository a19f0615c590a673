package org.eremite.hal.x86_64;

import com.oracle.svm.core.Uninterruptible;
import org.eremite.hal.Pages;
import org.eremite.hal.RawMemory;

/** Finds ACPI tables through the root pointer; lengths and addresses are checked before use. */
final class AcpiTables {
    private static final int POINTER_32 = 4;
    private static final int POINTER_64 = 8;

    private final DirectMap memory;
    private long root = Pages.NONE;
    private int pointerBytes;

    AcpiTables(DirectMap memory) {
        this.memory = memory;
    }

    /** Accepts the root pointer at physical address {@code rsdp}, or leaves this object without tables. */
    @Uninterruptible(reason = "Runs before there is a Java thread.")
    void initialize(long rsdp) {
        if (!memory.reaches(rsdp, AcpiDescriptor.HEADER_BYTES)
                || RawMemory.getLong(memory.direct(rsdp)) != AcpiDescriptor.RSDP_SIGNATURE) {
            return;
        }
        long address = memory.direct(rsdp);
        boolean extended = RawMemory.getByte(address + AcpiDescriptor.RSDP_REVISION) >= 2;
        long table = extended
                ? RawMemory.getLong(address + AcpiDescriptor.RSDP_XSDT)
                : RawMemory.getInt(address + AcpiDescriptor.RSDP_RSDT) & 0xFFFF_FFFFL;
        if (length(table) >= AcpiDescriptor.HEADER_BYTES) {
            root = table;
            pointerBytes = extended ? POINTER_64 : POINTER_32;
        }
    }

    /** Physical address of the first table with {@code signature} of at least {@code bytes}, or NONE. */
    @Uninterruptible(reason = "Runs before there is a Java thread.")
    long find(int signature, int bytes) {
        if (root == Pages.NONE) {
            return Pages.NONE;
        }
        long end = memory.direct(root) + length(root);
        long entry = memory.direct(root) + AcpiDescriptor.HEADER_BYTES;
        for (; entry + pointerBytes <= end; entry += pointerBytes) {
            long table = pointerBytes == POINTER_64
                    ? RawMemory.getLong(entry)
                    : RawMemory.getInt(entry) & 0xFFFF_FFFFL;
            if (length(table) >= bytes && RawMemory.getInt(memory.direct(table)) == signature) {
                return table;
            }
        }
        return Pages.NONE;
    }

    /** Length of the table at physical address {@code table}, or 0 if it cannot be one. */
    @Uninterruptible(reason = "Runs before there is a Java thread.")
    int length(long table) {
        if (!memory.reaches(table, AcpiDescriptor.HEADER_BYTES)) {
            return 0;
        }
        int length = RawMemory.getInt(memory.direct(table) + AcpiDescriptor.LENGTH);
        return length < 0 || length > AcpiDescriptor.LENGTH_MAXIMUM || !memory.reaches(table, length) ? 0 : length;
    }
}
