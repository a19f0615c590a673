package org.eremite.hal.x86_64;

/**
 * Registers of an I/O APIC (82093AA data sheet, section 3): an index and a window in memory, and what is behind them.
 *
 * <pre>
 *  63       56 55         17  16   15    14   13    12  11 10   8 7       0
 * +-----------+-------------+----+-----+-----+-----+------+------+--------+
 * | DEST      | reserved    |MASK|TRIG.| RIRR| POL.|STATUS| MODE | VECTOR |   redirection entry
 * +-----------+-------------+----+-----+-----+-----+------+------+--------+
 * </pre>
 */
final class IoApicDescriptor {
    /** Physical address where nothing else is said. */
    static final long BASE = 0xFEC0_0000L;
    /** Number of the register that {@link #IOWIN} shows. */
    static final int IOREGSEL = 0x00;
    static final int IOWIN = 0x10;
    /** Bytes from BASE to the end of the window. */
    static final int BYTES = 0x20;
    /** Version, and in bits 23 to 16 the number of the last input. */
    static final int IOAPICVER = 0x01;
    static final int LAST_INPUT_SHIFT = 16;
    /** Redirection entry of input 0, low word; two registers for each input. */
    static final int IOREDTBL = 0x10;
    static final int ACTIVE_LOW = 1 << 13;
    static final int LEVEL = 1 << 15;
    static final int MASKED = 1 << 16;
    /** Destination's position in the high word: a local APIC identifier of eight bits. */
    static final int DESTINATION_SHIFT = 24;

    private IoApicDescriptor() {}
}
