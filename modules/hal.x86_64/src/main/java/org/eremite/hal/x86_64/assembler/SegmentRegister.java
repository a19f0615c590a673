package org.eremite.hal.x86_64.assembler;

/** Segment registers, numbered by position (SDM volume 2, table B-8). */
public enum SegmentRegister {
    ES(0x26),
    CS(0x2E),
    SS(0x36),
    DS(0x3E),
    FS(0x64),
    GS(0x65);

    private final int overridePrefix;

    SegmentRegister(int overridePrefix) {
        this.overridePrefix = overridePrefix;
    }

    /** Number in instructions. */
    public int number() {
        return ordinal();
    }

    /** Prefix that makes a memory operand use this segment (SDM volume 2, 2.1.1). */
    int overridePrefix() {
        return overridePrefix;
    }
}
