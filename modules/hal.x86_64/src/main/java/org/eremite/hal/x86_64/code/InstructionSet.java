package org.eremite.hal.x86_64.code;

import static org.eremite.hal.x86_64.assembler.Register.EBX;
import static org.eremite.hal.x86_64.assembler.Register.ECX;
import static org.eremite.hal.x86_64.assembler.Register.EDX;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** A level of the architecture that an image is compiled for (System V AMD64 ABI 1.0, table 3.1). */
enum InstructionSet {
    /** What every CPU with long mode has. */
    V1("x86-64-v1"),
    /** Up to SSE4.2. */
    V2(
            "x86-64-v2",
            new CpuRequirement("cx16", CpuRequirement.BASIC, ECX, 13),
            new CpuRequirement("lahf-lm", CpuRequirement.EXTENDED, ECX, 0),
            new CpuRequirement("sse3 (pni)", CpuRequirement.BASIC, ECX, 0),
            new CpuRequirement("ssse3", CpuRequirement.BASIC, ECX, 9),
            new CpuRequirement("sse4.1", CpuRequirement.BASIC, ECX, 19),
            new CpuRequirement("sse4.2", CpuRequirement.BASIC, ECX, 20),
            new CpuRequirement("popcnt", CpuRequirement.BASIC, ECX, 23)),
    /** Up to AVX2. */
    V3(
            "x86-64-v3",
            new CpuRequirement("avx", CpuRequirement.BASIC, ECX, 28),
            new CpuRequirement("fma", CpuRequirement.BASIC, ECX, 12),
            new CpuRequirement("movbe", CpuRequirement.BASIC, ECX, 22),
            new CpuRequirement("f16c", CpuRequirement.BASIC, ECX, 29),
            new CpuRequirement("lzcnt (abm)", CpuRequirement.EXTENDED, ECX, 5),
            new CpuRequirement("bmi1", CpuRequirement.STRUCTURED, EBX, 3),
            new CpuRequirement("avx2", CpuRequirement.STRUCTURED, EBX, 5),
            new CpuRequirement("bmi2", CpuRequirement.STRUCTURED, EBX, 8)),
    /** The common part of AVX-512. */
    V4(
            "x86-64-v4",
            new CpuRequirement("avx512f", CpuRequirement.STRUCTURED, EBX, 16),
            new CpuRequirement("avx512bw", CpuRequirement.STRUCTURED, EBX, 30),
            new CpuRequirement("avx512cd", CpuRequirement.STRUCTURED, EBX, 28),
            new CpuRequirement("avx512dq", CpuRequirement.STRUCTURED, EBX, 17),
            new CpuRequirement("avx512vl", CpuRequirement.STRUCTURED, EBX, 31));

    /** What entry code itself needs, before all else. */
    private static final List<CpuRequirement> ENTRY = List.of(
            new CpuRequirement("long mode (lm)", CpuRequirement.EXTENDED, EDX, 29),
            new CpuRequirement("nx", CpuRequirement.EXTENDED, EDX, 20),
            new CpuRequirement("apic", CpuRequirement.BASIC, EDX, 9));
    /** What the kernel needs beyond the lowest level. */
    private static final List<CpuRequirement> KERNEL = List.of(new CpuRequirement("xsave", CpuRequirement.BASIC, ECX, 26));

    private final String levelName;
    private final List<CpuRequirement> added;

    InstructionSet(String levelName, CpuRequirement... added) {
        this.levelName = levelName;
        this.added = List.of(added);
    }

    /** The level called {@code name} on the image builder's command line. */
    static InstructionSet of(String name) {
        return Arrays.stream(values())
                .filter(level -> level.levelName.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + name + "' is none of "
                        + Arrays.stream(values()).map(InstructionSet::levelName).collect(Collectors.joining(", "))));
    }

    String levelName() {
        return levelName;
    }

    /** Everything that an image of this level needs, in the order in which entry code asks. */
    List<CpuRequirement> requirements() {
        List<CpuRequirement> all = new ArrayList<>(ENTRY);
        for (InstructionSet level : values()) {
            if (level.compareTo(this) <= 0) {
                all.addAll(level.added);
            }
        }
        all.addAll(KERNEL);
        return all;
    }
}
