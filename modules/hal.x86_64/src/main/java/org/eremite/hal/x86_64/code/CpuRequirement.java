package org.eremite.hal.x86_64.code;

import static org.eremite.hal.x86_64.assembler.Register.EBX;
import static org.eremite.hal.x86_64.assembler.Register.ECX;
import static org.eremite.hal.x86_64.assembler.Register.EDX;

import java.util.List;
import org.eremite.hal.x86_64.assembler.Register;

/**
 * A CPU feature the image cannot do without.
 *
 * @param name     as CPU model lists spell it
 * @param leaf     CPUID leaf, subleaf 0
 * @param register register that reports it
 * @param bit      bit in that register
 */
record CpuRequirement(String name, int leaf, Register register, int bit) {
    private static final int BASIC = 1;
    private static final int STRUCTURED = 7;
    private static final int EXTENDED = 0x8000_0001;

    /** What the kernel itself needs, then x86-64-v2 and v3 (System V AMD64 ABI 1.0, table 3.1). */
    static final List<CpuRequirement> ALL = List.of(
            new CpuRequirement("long mode (lm)", EXTENDED, EDX, 29),
            new CpuRequirement("nx", EXTENDED, EDX, 20),
            new CpuRequirement("apic", BASIC, EDX, 9),
            new CpuRequirement("cx16", BASIC, ECX, 13),
            new CpuRequirement("ssse3", BASIC, ECX, 9),
            new CpuRequirement("sse4.1", BASIC, ECX, 19),
            new CpuRequirement("sse4.2", BASIC, ECX, 20),
            new CpuRequirement("popcnt", BASIC, ECX, 23),
            new CpuRequirement("xsave", BASIC, ECX, 26),
            new CpuRequirement("avx", BASIC, ECX, 28),
            new CpuRequirement("fma", BASIC, ECX, 12),
            new CpuRequirement("movbe", BASIC, ECX, 22),
            new CpuRequirement("f16c", BASIC, ECX, 29),
            new CpuRequirement("lzcnt (abm)", EXTENDED, ECX, 5),
            new CpuRequirement("bmi1", STRUCTURED, EBX, 3),
            new CpuRequirement("avx2", STRUCTURED, EBX, 5),
            new CpuRequirement("bmi2", STRUCTURED, EBX, 8),
            new CpuRequirement("1 GiB pages (pdpe1gb)", EXTENDED, EDX, 26));
}
