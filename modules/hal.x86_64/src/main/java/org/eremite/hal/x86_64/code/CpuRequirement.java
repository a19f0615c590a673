package org.eremite.hal.x86_64.code;

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
    /** Leaf 1 (SDM vol. 2, tables 3-10 and 3-11). */
    static final int BASIC = 1;
    /** Leaf 7 (SDM vol. 2, table 3-8), which old CPUs do not have. */
    static final int STRUCTURED = 7;
    /** Leaf 0x80000001 (APM vol. 3, appendix E.4.2). */
    static final int EXTENDED = 0x8000_0001;
}
