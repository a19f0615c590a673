package org.eremite.hal.x86_64;

/** The few ACPI structures read at boot (ACPI 6.5, sections 5.2.5 to 5.2.12; IA-PC HPET 1.0a, 3.2.4). */
final class AcpiDescriptor {
    /** Root pointer: "RSD PTR " as a little-endian word. */
    static final long RSDP_SIGNATURE = 0x2052_5450_2044_5352L;
    static final int RSDP_REVISION = 15;
    static final int RSDP_RSDT = 16;
    static final int RSDP_XSDT = 24;
    /** Common header of every table. */
    static final int SIGNATURE = 0;
    static final int LENGTH = 4;
    static final int HEADER_BYTES = 36;
    /** "APIC", "HPET", "FACP". */
    static final int MADT = 0x4349_5041;
    static final int HPET = 0x5445_5048;
    static final int FADT = 0x5043_4146;
    /** MADT: first interrupt controller structure. */
    static final int MADT_ENTRIES = 44;
    static final int ENTRY_TYPE = 0;
    static final int ENTRY_LENGTH = 1;
    static final int ENTRY_HEADER_BYTES = 2;
    /** Processor local APIC. */
    static final int TYPE_LOCAL_APIC = 0;
    static final int LOCAL_APIC_BYTES = 8;
    static final int LOCAL_APIC_ID = 3;
    static final int LOCAL_APIC_FLAGS = 4;
    static final int FLAG_ENABLED = 1;
    /** I/O APIC. */
    static final int TYPE_IO_APIC = 1;
    static final int IO_APIC_BYTES = 12;
    static final int IO_APIC_ADDRESS = 4;
    /** Number of its first input in the count of all. */
    static final int IO_APIC_FIRST_INPUT = 8;
    /** Interrupt source override. */
    static final int TYPE_OVERRIDE = 2;
    static final int OVERRIDE_BYTES = 10;
    static final int OVERRIDE_BUS = 2;
    static final int OVERRIDE_SOURCE = 3;
    static final int OVERRIDE_INPUT = 4;
    static final int OVERRIDE_FLAGS = 8;
    /** Processor local x2APIC. */
    static final int TYPE_LOCAL_X2APIC = 9;
    static final int LOCAL_X2APIC_BYTES = 16;
    static final int LOCAL_X2APIC_ID = 4;
    static final int LOCAL_X2APIC_FLAGS = 8;
    /** HPET: address of the register block, in a generic address structure. */
    static final int HPET_ADDRESS = 44;
    static final int HPET_BYTES = 56;
    /** FADT: I/O port of the power management timer. */
    static final int FADT_PM_TMR_BLK = 76;
    static final int FADT_BYTES = 80;
    /** Longest table believed, in bytes. */
    static final int LENGTH_MAXIMUM = 1 << 20;

    private AcpiDescriptor() {}
}
