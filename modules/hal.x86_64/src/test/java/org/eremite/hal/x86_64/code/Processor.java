package org.eremite.hal.x86_64.code;

import java.util.HashMap;
import java.util.Map;
import org.eremite.hal.x86_64.assembler.Mode;

/**
 * State of a processor and its accesses to memory, from real mode to long mode (SDM vol. 3, chapters 2 to 5), as far as
 * assembled code uses them. Whatever a real processor would answer with an exception fails the test.
 */
class Processor {
    static final int RAX = 0;
    static final int RCX = 1;
    static final int RDX = 2;
    static final int RBX = 3;
    static final int RSP = 4;
    static final int RBP = 5;
    static final int RSI = 6;
    static final int RDI = 7;
    static final int R12 = 12;
    static final int R13 = 13;
    static final int R14 = 14;
    static final int R15 = 15;
    static final int REGISTERS = 16;

    static final int CF = 1;
    static final int PF = 1 << 2;
    static final int ZF = 1 << 6;
    static final int SF = 1 << 7;
    static final int TF = 1 << 8;
    static final int IF = 1 << 9;
    static final int DF = 1 << 10;
    static final int OF = 1 << 11;
    static final int NT = 1 << 14;
    /** Flags that software at privilege level 0 sets freely. */
    static final long WRITABLE_FLAGS = 0x24_7FD5;
    static final long ALWAYS_ONE = 2;

    static final int MSR_EFER = 0xC000_0080;
    static final int MSR_GS_BASE = 0xC000_0101;

    private static final long CR0_PE = 1;
    private static final long CR0_WP = 1L << 16;
    private static final long CR0_PG = 1L << 31;
    private static final long CR4_PAE = 1L << 5;
    private static final long CR4_OSXSAVE = 1L << 18;
    private static final long EFER_LME = 1L << 8;
    private static final long EFER_NXE = 1L << 11;
    private static final long DESCRIPTOR_BASE = 0xFF00_00FF_FFFF_0000L;
    private static final int ACCESS = 40;

    final long[] registers = new long[REGISTERS];
    /** Segment registers in the order of their numbers: ES, CS, SS, DS, FS, GS. */
    final int[] selectors = new int[6];
    final Map<Integer, Long> modelSpecific = new HashMap<>();
    /** x87, SSE and AVX state, laid out as the standard form of XSAVE (SDM vol. 1, 13.4). */
    final byte[] extended = new byte[832];
    final PhysicalMemory memory;
    final Platform platform;

    long rip;
    long flags = ALWAYS_ONE;
    long cr0 = 0x10;
    long cr2;
    long cr3;
    long cr4;
    long xcr0 = 1;
    long gdtBase;
    int gdtLimit;
    long idtBase;
    int idtLimit;
    int taskSelector;
    int tlbFlushes;
    long invalidatedPage = -1;
    Mode mode = Mode.CODE_32;
    long codeBase;
    private long dataBase;

    private final PageWalker walker;
    private final Map<Long, PageWalker.Page> translations = new HashMap<>();

    Processor(PhysicalMemory memory, Platform platform) {
        this.memory = memory;
        this.platform = platform;
        this.walker = new PageWalker(memory::getLong);
    }

    long read(long linear, int bytes) {
        long value = 0;
        for (int i = bytes - 1; i >= 0; i--) {
            value = value << 8 | memory.getByte(translate(linear + i, false, false));
        }
        return value;
    }

    long readLong(long linear) {
        return read(linear, Long.BYTES);
    }

    void write(long linear, long value, int bytes) {
        for (int i = 0; i < bytes; i++) {
            memory.putByte(translate(linear + i, true, false), (int) (value >> 8 * i));
        }
    }

    int fetch(long linear) {
        return memory.getByte(translate(linear, false, true));
    }

    private long translate(long linear, boolean write, boolean execute) {
        if ((cr0 & CR0_PG) == 0) {
            return linear & 0xFFFF_FFFFL;
        }
        PageWalker.Page page =
                translations.computeIfAbsent(linear & -4096, address -> walker.find(cr3 & -4096, address));
        if (page == null || write && (cr0 & CR0_WP) != 0 && !page.writable() || execute && !page.executable()) {
            throw failure("page fault: address=0x" + Long.toHexString(linear) + " write=" + write + " execute="
                    + execute + " page=" + page);
        }
        return page.translate(linear);
    }

    /** Linear address of data at {@code offset} of segment DS, ES or SS. */
    long dataAddress(long offset) {
        return mode == Mode.CODE_64 ? offset : dataBase + offset & 0xFFFF_FFFFL;
    }

    long gsBase() {
        return modelSpecific.getOrDefault(MSR_GS_BASE, 0L);
    }

    boolean longMode() {
        return (cr0 & CR0_PG) != 0 && (efer() & EFER_LME) != 0;
    }

    private long efer() {
        return modelSpecific.getOrDefault(MSR_EFER, 0L);
    }

    long control(int number) {
        return switch (number) {
            case 0 -> cr0;
            case 2 -> cr2;
            case 3 -> cr3;
            case 4 -> cr4;
            default -> throw failure("unknown control register: number=" + number);
        };
    }

    void setControl(int number, long value) {
        switch (number) {
            case 0 -> {
                boolean enabling = (value & CR0_PG) != 0;
                require(!enabling || (value & CR0_PE) != 0, "paging needs protected mode");
                require(
                        !enabling || (efer() & EFER_LME) != 0 && (cr4 & CR4_PAE) != 0,
                        "long mode needs EFER.LME and CR4.PAE");
                require(!enabling || (efer() & EFER_NXE) != 0, "tables use execute-disable, EFER.NXE is clear");
                cr0 = value;
            }
            case 3 -> {
                cr3 = value;
                tlbFlushes++;
            }
            case 4 -> cr4 = value;
            default -> throw failure("unexpected write to a control register: number=" + number);
        }
        translations.clear();
    }

    void invalidate(long linear) {
        invalidatedPage = linear;
        translations.remove(linear & -4096);
    }

    void setExtendedControl(long value) {
        require((cr4 & CR4_OSXSAVE) != 0, "XSETBV needs CR4.OSXSAVE");
        require((value & 1) != 0 && (value & ~platform.extendedStates) == 0, "XCR0 has states the CPU lacks");
        require((value & 0b110) != 0b100, "AVX state needs SSE state");
        require((value & 0xE0) == 0 || (value & 0xE7) == 0xE7, "AVX-512 states come together");
        xcr0 = value;
    }

    /** Components of the extended state: bytes of the area, by bit of XCR0. */
    private static int[][] component(int bit) {
        return switch (bit) {
            case 0 -> new int[][] {{0, 24}, {32, 160}};
            case 1 -> new int[][] {{24, 32}, {160, 416}};
            case 2 -> new int[][] {{576, 832}};
            default -> new int[0][];
        };
    }

    void saveExtended(long area, long requested) {
        require((cr4 & CR4_OSXSAVE) != 0 && (area & 63) == 0, "XSAVE needs CR4.OSXSAVE and 64-byte alignment");
        long saved = requested & xcr0;
        for (int bit = 0; bit < Long.SIZE; bit++) {
            if ((saved >>> bit & 1) != 0) {
                for (int[] range : component(bit)) {
                    for (int i = range[0]; i < range[1]; i++) {
                        write(area + i, extended[i], 1);
                    }
                }
            }
        }
        write(area + 512, readLong(area + 512) & ~saved | saved, Long.BYTES);
    }

    void restoreExtended(long area, long requested) {
        require((cr4 & CR4_OSXSAVE) != 0 && (area & 63) == 0, "XRSTOR needs CR4.OSXSAVE and 64-byte alignment");
        long present = readLong(area + 512);
        require((present & ~xcr0) == 0, "XSTATE_BV has states that are not enabled");
        for (int i = 8; i < 64; i += Long.BYTES) {
            require(readLong(area + 512 + i) == 0, "XSAVE header has reserved bits set");
        }
        long restored = requested & xcr0;
        for (int bit = 0; bit < Long.SIZE; bit++) {
            if ((restored >>> bit & 1) != 0) {
                for (int[] range : component(bit)) {
                    for (int i = range[0]; i < range[1]; i++) {
                        extended[i] = (present >>> bit & 1) != 0 ? (byte) read(area + i, 1) : 0;
                    }
                }
            }
        }
    }

    /** Loads CS with what a far branch names; decides the mode. */
    void loadCode(int selector) {
        long descriptor = descriptor(selector);
        require((descriptor >>> ACCESS & 0x98) == 0x98, "not a present code segment: selector=" + selector);
        boolean is64 = (descriptor >>> 53 & 1) != 0;
        boolean is32 = (descriptor >>> 54 & 1) != 0;
        require(!is64 || longMode() && !is32, "64-bit segment outside long mode, or with D: selector=" + selector);
        require(is64 || (descriptor & DESCRIPTOR_BASE) == 0, "code segment has a base: selector=" + selector);
        mode = is64 ? Mode.CODE_64 : is32 ? Mode.CODE_32 : Mode.CODE_16;
        codeBase = 0;
        selectors[1] = selector;
    }

    /** Loads a segment register other than CS, by its number. */
    void loadData(int register, int selector) {
        if ((cr0 & CR0_PE) == 0) {
            dataBase = (long) selector << 4;
        } else if ((selector & ~3) == 0) {
            boolean usable = mode == Mode.CODE_64 && register != 2 || register > 3;
            require(usable, "null selector in use: register=" + register);
        } else {
            long descriptor = descriptor(selector);
            require((descriptor >>> ACCESS & 0x9A) == 0x92, "not a present writable segment: selector=" + selector);
            require((descriptor & DESCRIPTOR_BASE) == 0, "data segment has a base: selector=" + selector);
            dataBase = 0;
        }
        if (register == 5) {
            modelSpecific.put(MSR_GS_BASE, 0L);
        }
        selectors[register] = selector;
    }

    void loadTask(int selector) {
        long descriptor = descriptor(selector);
        require((descriptor >>> ACCESS & 0xFF) == 0x89, "not an available task state segment: selector=" + selector);
        taskSelector = selector;
    }

    private long descriptor(int selector) {
        require((selector & 4) == 0 && (selector | 7) <= gdtLimit, "selector beyond the table: selector=" + selector);
        return readLong(gdtBase + (selector & ~7));
    }

    void require(boolean condition, String message) {
        if (!condition) {
            throw failure(message);
        }
    }

    AssertionError failure(String message) {
        return new AssertionError(message + "; rip=0x" + Long.toHexString(rip) + " mode=" + mode);
    }
}
