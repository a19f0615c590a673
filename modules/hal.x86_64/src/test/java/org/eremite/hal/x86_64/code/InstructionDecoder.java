package org.eremite.hal.x86_64.code;

import org.eremite.hal.x86_64.assembler.Mode;

/** Takes one instruction apart: prefixes, opcode, operand, immediate (SDM vol. 2, chapter 2). */
final class InstructionDecoder {
    private static final int TWO_BYTES = 0x0F;
    private static final int X87 = 0xDB;

    private final Interpreter cpu;

    /** One byte, or two with 0F or DB in front. */
    int opcode;
    /** Width of the operands. */
    int bytes;
    int modRm;
    /** Immediate or branch distance, sign-extended. */
    long immediate;
    /** Selector of a far branch. */
    int selector;

    private int rex;
    private boolean otherSize;
    private boolean inGs;
    private boolean operand;
    private long displacement;
    private int base;
    private int index;
    private int scale;

    private static final int NONE = -1;
    private static final int NEXT_INSTRUCTION = -2;

    InstructionDecoder(Interpreter cpu) {
        this.cpu = cpu;
    }

    /** Decodes at RIP and moves RIP behind the instruction. */
    void decode() {
        rex = 0;
        otherSize = false;
        inGs = false;
        operand = false;
        modRm = NONE;
        int next = prefixes();
        opcode = next == TWO_BYTES || next == X87 ? next << 8 | fetch() : next;
        bytes = width();
        if (hasModRm(opcode)) {
            decodeOperand();
        }
        immediate = decodeImmediate();
    }

    private int prefixes() {
        while (true) {
            int next = fetch();
            if (next == 0x66) {
                otherSize = true;
            } else if (next == 0x65) {
                inGs = true;
            } else if (next == 0xF3) {
                cpu.require(cpu.fetch(linear()) == 0x90, "F3 is known before NOP only");
            } else if (cpu.mode == Mode.CODE_64 && next >> 4 == 4) {
                rex = next;
                return fetch();
            } else {
                return next;
            }
        }
    }

    private int width() {
        boolean byteForm = opcode < 0x40 && (opcode & 1) == 0
                || opcode == 0x80 || opcode == 0x84 || opcode == 0x88 || opcode == 0x8A || opcode == 0xF6;
        if (byteForm) {
            return 1;
        }
        boolean native64 = opcode == 0xFF || opcode == 0x0F20 || opcode == 0x0F22;
        if (cpu.mode == Mode.CODE_64 && ((rex & 8) != 0 || native64)) {
            return Long.BYTES;
        }
        return (cpu.mode == Mode.CODE_16) != otherSize ? Short.BYTES : Integer.BYTES;
    }

    private static boolean hasModRm(int opcode) {
        return opcode < 0x40 && (opcode & 7) < 4
                || opcode >= 0x80 && opcode <= 0x8E
                || switch (opcode) {
                    case 0xC1, 0xC7, 0xD1, 0xF6, 0xF7, 0xFF, 0x0F00, 0x0F01, 0x0F20, 0x0F22, 0x0FAE, 0x0FBA, 0x0FC7 -> true;
                    default -> false;
                };
    }

    private void decodeOperand() {
        operand = true;
        modRm = fetch();
        base = NONE;
        index = NONE;
        scale = 0;
        displacement = 0;
        if (isRegister()) {
            return;
        }
        int kind = modRm >> 6;
        int rm = modRm & 7;
        if (cpu.mode == Mode.CODE_16) {
            cpu.require(kind == 0 && rm == 6, "only absolute addresses are known in 16-bit code");
            displacement = signed(2) & 0xFFFF;
            return;
        }
        base = rm | (rex & 1) << 3;
        if (rm == 4) {
            int sib = fetch();
            scale = sib >> 6;
            index = sib >> 3 & 7 | (rex & 2) << 2;
            index = index == 4 ? NONE : index;
            base = sib & 7 | (rex & 1) << 3;
            if ((sib & 7) == 5 && kind == 0) {
                base = NONE;
                displacement = signed(4);
            }
        } else if (rm == 5 && kind == 0) {
            base = cpu.mode == Mode.CODE_64 ? NEXT_INSTRUCTION : NONE;
            displacement = signed(4);
        }
        if (kind != 0) {
            displacement = signed(kind == 1 ? 1 : 4);
        }
    }

    private long decodeImmediate() {
        switch (opcode) {
            case 0x6A, 0x80, 0x83, 0xC1, 0xEB, 0xF6, 0x0FBA:
                return signed(1);
            case 0x68, 0x81, 0xC7, 0xF7:
                return signed(Math.min(bytes, Integer.BYTES));
            case 0xEA:
                cpu.require(bytes == Integer.BYTES, "far branch to a 16-bit offset");
                long offset = signed(bytes);
                selector = (int) signed(2) & 0xFFFF;
                return offset;
            case 0xE8, 0xE9:
                return signed(cpu.mode == Mode.CODE_16 ? 2 : 4);
            default:
                if (opcode >= 0xB8 && opcode <= 0xBF) {
                    return signed(bytes);
                }
                return opcode >= 0x0F80 && opcode <= 0x0F8F ? signed(cpu.mode == Mode.CODE_16 ? 2 : 4) : 0;
        }
    }

    boolean hasOperand() {
        return operand;
    }

    /** Whether the operand is a register. */
    boolean isRegister() {
        return modRm >> 6 == 3;
    }

    /** The middle field of ModRM, without REX: an operation, segment or control register. */
    int extension() {
        return modRm >> 3 & 7;
    }

    /** Register that the low bits of the opcode name. */
    int opcodeRegister() {
        return opcode & 7 | (rex & 1) << 3;
    }

    /** Register that the operand is. */
    int operandRegister() {
        return modRm & 7 | (rex & 1) << 3;
    }

    private int middleRegister() {
        return extension() | (rex & 4) << 1;
    }

    /** Value of the register in the middle field. */
    long register() {
        return registerValue(middleRegister());
    }

    void setRegister(long value) {
        setRegister(middleRegister(), value);
    }

    /** Writes as 64-bit mode does: 32 bits clear the upper half, fewer keep the rest. */
    void setRegister(int number, long value) {
        if (bytes == Long.BYTES) {
            cpu.registers[number] = value;
        } else if (bytes == Integer.BYTES) {
            cpu.registers[number] = value & 0xFFFF_FFFFL;
        } else {
            requireLowByte(number);
            long mask = (1L << 8 * bytes) - 1;
            cpu.registers[number] = cpu.registers[number] & ~mask | value & mask;
        }
    }

    private long registerValue(int number) {
        requireLowByte(number);
        return bytes == Long.BYTES ? cpu.registers[number] : cpu.registers[number] & (1L << 8 * bytes) - 1;
    }

    private void requireLowByte(int number) {
        cpu.require(bytes > 1 || rex != 0 || number < 4, "high bytes of registers are not known");
    }

    /** Value of the operand. */
    long load() {
        return isRegister() ? registerValue(operandRegister()) : cpu.read(address(), bytes);
    }

    void store(long value, boolean really) {
        if (really && isRegister()) {
            setRegister(operandRegister(), value);
        } else if (really) {
            cpu.write(address(), value, bytes);
        }
    }

    /** Linear address of the operand; LEA of a segment-relative one does not occur. */
    long address() {
        cpu.require(operand && !isRegister(), "the operand is not in memory");
        long address = displacement;
        if (base == NEXT_INSTRUCTION) {
            address += cpu.rip;
        } else if (base != NONE) {
            address += cpu.registers[base];
        }
        if (index != NONE) {
            address += cpu.registers[index] << scale;
        }
        return inGs ? cpu.gsBase() + address : cpu.dataAddress(address);
    }

    private long linear() {
        return cpu.mode == Mode.CODE_64 ? cpu.rip : cpu.codeBase + cpu.rip & 0xFFFF_FFFFL;
    }

    private int fetch() {
        int value = cpu.fetch(linear());
        cpu.rip++;
        return value;
    }

    private long signed(int count) {
        long value = 0;
        for (int i = 0; i < count; i++) {
            value |= (long) fetch() << 8 * i;
        }
        int unused = Long.SIZE - 8 * count;
        return value << unused >> unused;
    }
}
