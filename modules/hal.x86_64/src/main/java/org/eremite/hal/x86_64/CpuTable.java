package org.eremite.hal.x86_64;

import com.oracle.svm.core.Uninterruptible;
import org.eremite.hal.Pages;
import org.eremite.hal.RawMemory;

/** The CPUs that the firmware reports: local APIC identifier and area of each; number 0 is the one that booted. */
final class CpuTable {
    private int present;
    private int online;

    /** Takes the enabled CPUs of the MADT, the booting one first; without a MADT there is only that one. */
    @Uninterruptible(reason = "Runs before there is a Java thread.")
    void initialize(AcpiTables tables, DirectMap memory, int bootApicId, long bootArea) {
        add(bootApicId);
        RawMemory.putLong(entry(0) + Long.BYTES, bootArea);
        online = 1;
        long table = tables.find(AcpiDescriptor.MADT, AcpiDescriptor.MADT_ENTRIES);
        if (table == Pages.NONE) {
            return;
        }
        long address = memory.direct(table);
        int length = tables.length(table);
        int offset = AcpiDescriptor.MADT_ENTRIES;
        while (offset + 2 <= length) {
            int type = RawMemory.getByte(address + offset + AcpiDescriptor.ENTRY_TYPE) & 0xFF;
            int bytes = RawMemory.getByte(address + offset + AcpiDescriptor.ENTRY_LENGTH) & 0xFF;
            if (bytes < 2 || offset + bytes > length) {
                return;
            }
            if (type == AcpiDescriptor.TYPE_LOCAL_APIC && bytes >= AcpiDescriptor.LOCAL_APIC_BYTES) {
                int identifier = RawMemory.getByte(address + offset + AcpiDescriptor.LOCAL_APIC_ID) & 0xFF;
                int flags = RawMemory.getInt(address + offset + AcpiDescriptor.LOCAL_APIC_FLAGS);
                if ((flags & AcpiDescriptor.FLAG_ENABLED) != 0 && identifier != bootApicId) {
                    add(identifier);
                }
            }
            offset += bytes;
        }
    }

    @Uninterruptible(reason = "Runs before there is a Java thread.")
    private void add(int apicId) {
        if (present < BootDataDescriptor.CPUS_MAXIMUM) {
            RawMemory.putLong(entry(present), apicId);
            present++;
        }
    }

    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    private static long entry(int cpu) {
        return Symbols.BOOT_DATA.get().rawValue() + BootDataDescriptor.CPUS + (long) cpu * BootDataDescriptor.CPU_BYTES;
    }

    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    int present() {
        return present;
    }

    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    int online() {
        return online;
    }

    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    int apicId(int cpu) {
        return (int) RawMemory.getLong(entry(cpu));
    }

    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    long area(int cpu) {
        return RawMemory.getLong(entry(cpu) + Long.BYTES);
    }

    /** Records the area of the CPU that is to come online next. */
    @Uninterruptible(reason = "Runs while one CPU starts another.")
    void setArea(int cpu, long area) {
        RawMemory.putLong(entry(cpu) + Long.BYTES, area);
    }

    /** Counts a CPU in; its area and TLB generation are in place. */
    @Uninterruptible(reason = "Runs while one CPU starts another.")
    void comeOnline() {
        RawMemory.fullFence();
        online++;
    }
}
