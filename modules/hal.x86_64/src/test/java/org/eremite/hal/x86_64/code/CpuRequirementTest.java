package org.eremite.hal.x86_64.code;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.eremite.hal.x86_64.assembler.Register;
import org.junit.jupiter.api.Test;

/** The table of features that entry code demands. */
class CpuRequirementTest {
    /** Leaf 1 ECX (SDM vol. 2, table 3-10), by bit. */
    private static final Map<Integer, String> BASIC_ECX = Map.of(
            9, "ssse3", 12, "fma", 13, "cx16", 19, "sse4.1", 20, "sse4.2", 22, "movbe", 23, "popcnt", 26, "xsave", 28,
            "avx", 29, "f16c");
    /** Leaf 7 EBX (SDM vol. 2, table 3-8), by bit. */
    private static final Map<Integer, String> STRUCTURED_EBX = Map.of(3, "bmi1", 5, "avx2", 8, "bmi2");
    /** Leaf 0x80000001 EDX (APM vol. 3, appendix E.4.2), by bit. */
    private static final Map<Integer, String> EXTENDED_EDX = Map.of(20, "nx", 26, "pdpe1gb", 29, "lm");

    private static Map<Integer, String> bits(CpuRequirement requirement) {
        return switch (requirement.leaf()) {
            case 1 -> requirement.register() == Register.ECX ? BASIC_ECX : Map.of(9, "apic");
            case 7 -> STRUCTURED_EBX;
            case 0x8000_0001 -> requirement.register() == Register.EDX ? EXTENDED_EDX : Map.of(5, "lzcnt");
            default -> Map.of();
        };
    }

    @Test
    void everyRequirementIsTheBitTheManualsName() {
        for (CpuRequirement requirement : CpuRequirement.ALL) {
            String documented = bits(requirement).get(requirement.bit());
            assertTrue(documented != null && requirement.name().contains(documented), requirement::toString);
        }
    }

    @Test
    void allOfVersionThreeIsRequired() {
        Set<String> names = CpuRequirement.ALL.stream().map(CpuRequirement::name).collect(Collectors.toSet());
        assertTrue(
                names.containsAll(List.of(
                        "cx16", "popcnt", "sse4.1", "sse4.2", "ssse3", "avx", "avx2", "bmi1", "bmi2", "f16c", "fma",
                        "lzcnt (abm)", "movbe", "xsave")),
                names::toString);
    }

    @Test
    void namesAndBitsAreUnique() {
        Set<String> names = new HashSet<>();
        Set<List<Object>> bits = new HashSet<>();
        for (CpuRequirement requirement : CpuRequirement.ALL) {
            names.add(requirement.name());
            bits.add(List.of(requirement.leaf(), requirement.register(), requirement.bit()));
        }
        assertEquals(CpuRequirement.ALL.size(), names.size());
        assertEquals(CpuRequirement.ALL.size(), bits.size());
    }

    @Test
    void onlyRegistersThatCpuidGivesInFullAreAsked() {
        for (CpuRequirement requirement : CpuRequirement.ALL) {
            assertTrue(
                    Set.of(Register.EBX, Register.ECX, Register.EDX).contains(requirement.register())
                            && requirement.bit() >= 0
                            && requirement.bit() < Integer.SIZE,
                    requirement::toString);
        }
    }
}
