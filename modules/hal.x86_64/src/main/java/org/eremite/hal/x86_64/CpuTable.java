package org.eremite.hal.x86_64;

import com.oracle.svm.core.Uninterruptible;
import org.eremite.hal.RawMemory;

/** The CPUs that the firmware reports: local APIC identifier and area of each; number 0 is the one that booted. */
final class CpuTable {
    private long entries;
    private int present;
    private int online;

    /**
     * Takes the enabled CPUs of {@code table}, the booting one first; without entries there is only that one. A CPU may
     * be listed twice, with an identifier of eight bits and with one of 32 (ACPI 6.5, 5.2.12.12). Those whose
     * identifier is above {@code identifierMaximum} cannot be reached.
     */
    @Uninterruptible(reason = "Runs before there is a Java thread.")
    void initialize(long memory, InterruptControllerTable table, int bootApicId, long bootArea, int identifierMaximum) {
        entries = memory;
        present = 0;
        add(bootApicId);
        setArea(0, bootArea);
        online = 1;
        for (long entry = table.first(); entry != InterruptControllerTable.END; entry = table.next(entry)) {
            int identifier = -1;
            int flags = 0;
            if (table.is(entry, AcpiDescriptor.TYPE_LOCAL_APIC, AcpiDescriptor.LOCAL_APIC_BYTES)) {
                identifier = RawMemory.getByte(entry + AcpiDescriptor.LOCAL_APIC_ID) & 0xFF;
                flags = RawMemory.getInt(entry + AcpiDescriptor.LOCAL_APIC_FLAGS);
            } else if (table.is(entry, AcpiDescriptor.TYPE_LOCAL_X2APIC, AcpiDescriptor.LOCAL_X2APIC_BYTES)) {
                identifier = RawMemory.getInt(entry + AcpiDescriptor.LOCAL_X2APIC_ID);
                flags = RawMemory.getInt(entry + AcpiDescriptor.LOCAL_X2APIC_FLAGS);
            }
            if ((flags & AcpiDescriptor.FLAG_ENABLED) != 0 && identifier >= 0 && identifier <= identifierMaximum) {
                add(identifier);
            }
        }
    }

    @Uninterruptible(reason = "Runs before there is a Java thread.")
    private void add(int apicId) {
        for (int cpu = 0; cpu < present; cpu++) {
            if (apicId(cpu) == apicId) {
                return;
            }
        }
        if (present < BootDataDescriptor.CPUS_MAXIMUM) {
            RawMemory.putLong(entry(present), apicId);
            present++;
        }
    }

    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    private long entry(int cpu) {
        return entries + (long) cpu * BootDataDescriptor.CPU_BYTES;
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
