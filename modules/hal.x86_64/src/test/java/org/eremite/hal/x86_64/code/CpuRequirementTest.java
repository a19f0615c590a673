package org.eremite.hal.x86_64.code;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
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
    private static final Map<Integer, String> BASIC_ECX = Map.ofEntries(
            Map.entry(0, "sse3"), Map.entry(9, "ssse3"), Map.entry(12, "fma"), Map.entry(13, "cx16"),
            Map.entry(19, "sse4.1"), Map.entry(20, "sse4.2"), Map.entry(22, "movbe"), Map.entry(23, "popcnt"),
            Map.entry(26, "xsave"), Map.entry(28, "avx"), Map.entry(29, "f16c"));
    /** Leaf 7 EBX (SDM vol. 2, table 3-8), by bit. */
    private static final Map<Integer, String> STRUCTURED_EBX = Map.of(
            3, "bmi1", 5, "avx2", 8, "bmi2", 16, "avx512f", 17, "avx512dq", 28, "avx512cd", 30, "avx512bw", 31,
            "avx512vl");
    /** Leaf 0x80000001 ECX (APM vol. 3, appendix E.4.2), by bit. */
    private static final Map<Integer, String> EXTENDED_ECX = Map.of(0, "lahf", 5, "lzcnt");
    /** Leaf 0x80000001 EDX (APM vol. 3, appendix E.4.2), by bit. */
    private static final Map<Integer, String> EXTENDED_EDX = Map.of(20, "nx", 29, "lm");

    private static Map<Integer, String> bits(CpuRequirement requirement) {
        return switch (requirement.leaf()) {
            case 1 -> requirement.register() == Register.ECX ? BASIC_ECX : Map.of(9, "apic");
            case 7 -> STRUCTURED_EBX;
            case 0x8000_0001 -> requirement.register() == Register.EDX ? EXTENDED_EDX : EXTENDED_ECX;
            default -> Map.of();
        };
    }

    @Test
    void everyRequirementIsTheBitTheManualsName() {
        for (CpuRequirement requirement : InstructionSet.V4.requirements()) {
            String documented = bits(requirement).get(requirement.bit());
            assertTrue(documented != null && requirement.name().contains(documented), requirement::toString);
        }
    }

    private static Set<String> names(InstructionSet level) {
        return level.requirements().stream().map(CpuRequirement::name).collect(Collectors.toSet());
    }

    @Test
    void eachLevelAddsWhatTheAbiSaysAndNothingElse() {
        Map<InstructionSet, Set<String>> added = Map.of(
                InstructionSet.V1, Set.of("long mode (lm)", "nx", "apic", "xsave"),
                InstructionSet.V2,
                        Set.of("cx16", "lahf-lm", "popcnt", "sse3 (pni)", "sse4.1", "sse4.2", "ssse3"),
                InstructionSet.V3,
                        Set.of("avx", "avx2", "bmi1", "bmi2", "f16c", "fma", "lzcnt (abm)", "movbe"),
                InstructionSet.V4, Set.of("avx512f", "avx512bw", "avx512cd", "avx512dq", "avx512vl"));
        Set<String> expected = new HashSet<>();
        for (InstructionSet level : InstructionSet.values()) {
            expected.addAll(added.get(level));
            assertEquals(expected, names(level), level.levelName());
        }
    }

    @Test
    void levelsAreFoundByTheNamesOfTheImageBuilderAndOthersRefusedWithThese() {
        for (String name : List.of("x86-64-v1", "x86-64-v2", "x86-64-v3", "x86-64-v4")) {
            assertEquals(name, InstructionSet.of(name).levelName());
        }
        IllegalArgumentException refusal =
                assertThrows(IllegalArgumentException.class, () -> new X86MachineCode().forInstructionSet("native"));
        assertEquals("'native' is none of x86-64-v1, x86-64-v2, x86-64-v3, x86-64-v4", refusal.getMessage());
    }

    @Test
    void namesAndBitsAreUnique() {
        Set<String> names = new HashSet<>();
        Set<List<Object>> bits = new HashSet<>();
        for (CpuRequirement requirement : InstructionSet.V4.requirements()) {
            names.add(requirement.name());
            bits.add(List.of(requirement.leaf(), requirement.register(), requirement.bit()));
        }
        assertEquals(InstructionSet.V4.requirements().size(), names.size());
        assertEquals(InstructionSet.V4.requirements().size(), bits.size());
    }

    @Test
    void onlyRegistersThatCpuidGivesInFullAreAsked() {
        for (CpuRequirement requirement : InstructionSet.V4.requirements()) {
            assertTrue(
                    Set.of(Register.EBX, Register.ECX, Register.EDX).contains(requirement.register())
                            && requirement.bit() >= 0
                            && requirement.bit() < Integer.SIZE,
                    requirement::toString);
        }
    }
}
