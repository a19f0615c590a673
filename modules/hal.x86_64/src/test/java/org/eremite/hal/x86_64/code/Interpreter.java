package org.eremite.hal.x86_64.code;

import java.util.HashMap;
import java.util.Map;
import org.eremite.hal.x86_64.assembler.Mode;

/**
 * Executes the instructions that assembled code consists of (SDM vol. 2), from their bytes. An encoding it does not
 * know fails the test. Java functions are places at which {@link #onArrival} is consulted instead.
 */
final class Interpreter extends Processor {
    private static final int STEPS_MAXIMUM = 100_000;
    private static final long DWORD = 0xFFFF_FFFFL;

    private final Map<Long, Runnable> arrivals = new HashMap<>();
    private final InstructionDecoder decoder = new InstructionDecoder(this);
    private boolean halted;
    private boolean shadow;

    Interpreter(PhysicalMemory memory, Platform platform) {
        super(memory, platform);
    }

    /** Whenever control comes to {@code address}, {@code action} replaces what is there and must move RIP on. */
    void onArrival(long address, Runnable action) {
        arrivals.put(address, action);
    }

    /** Runs until control comes to {@code address}. */
    void runTo(long address) {
        for (int steps = 0; rip != address; steps++) {
            require(steps < STEPS_MAXIMUM && !halted, "control never comes to 0x" + Long.toHexString(address));
            step();
        }
    }

    /** Runs until the processor halts. */
    void runToHalt() {
        for (int steps = 0; !halted; steps++) {
            require(steps < STEPS_MAXIMUM, "the processor never halts");
            step();
        }
    }

    boolean halted() {
        return halted;
    }

    /** Whether an interrupt would be taken before the next instruction. */
    boolean interruptible() {
        return (flags & IF) != 0 && !shadow;
    }

    /** One instruction, or one action. */
    void step() {
        Runnable action = arrivals.get(rip);
        if (action != null) {
            action.run();
            require(arrivals.get(rip) != action, "action does not move on");
            return;
        }
        shadow = false;
        decoder.decode();
        execute(decoder);
    }

    /**
     * Takes an interrupt or exception: on the stack that ends at {@code stackTop} the processor pushes SS, RSP, RFLAGS,
     * CS, RIP and, where {@code errorCode} is not null, that (SDM vol. 3, 6.14.2).
     */
    void deliver(long handler, long stackTop, Long errorCode) {
        long interrupted = registers[RSP];
        registers[RSP] = stackTop & -16;
        push(selectors[2]);
        push(interrupted);
        push(flags);
        push(selectors[1]);
        push(rip);
        if (errorCode != null) {
            push(errorCode);
        }
        flags &= ~(IF | TF | NT);
        rip = handler;
        halted = false;
        shadow = false;
    }

    void push(long value) {
        registers[RSP] -= Long.BYTES;
        write(registers[RSP], value, Long.BYTES);
    }

    long pop() {
        long value = readLong(registers[RSP]);
        registers[RSP] += Long.BYTES;
        return value;
    }

    private void execute(InstructionDecoder i) {
        int opcode = i.opcode;
        if (opcode < 0x40 && (opcode & 7) < 4) {
            arithmetic(i, opcode >> 3, opcode & 3);
            return;
        }
        switch (opcode) {
            case 0x50, 0x51, 0x52, 0x53, 0x54, 0x55, 0x56, 0x57 -> push64(registers[i.opcodeRegister()]);
            case 0x58, 0x59, 0x5A, 0x5B, 0x5C, 0x5D, 0x5E, 0x5F -> registers[i.opcodeRegister()] = pop64();
            case 0x68, 0x6A -> push64(i.immediate);
            case 0x80, 0x81, 0x83 ->
                i.store(compute(i.extension(), i.load(), i.immediate, i.bytes), i.extension() != 7);
            case 0x84, 0x85 -> compute(4, i.load(), i.register(), i.bytes);
            case 0x88, 0x89, 0x8C -> i.store(opcode == 0x8C ? selectors[i.extension()] : i.register(), true);
            case 0x8A, 0x8B -> i.setRegister(i.load());
            case 0x8D -> i.setRegister(i.address());
            case 0x8E -> loadSegment(i);
            case 0x90 -> require(!i.hasOperand(), "unexpected form of NOP");
            case 0x9C -> push64(flags);
            case 0x9D -> flags = pop64() & WRITABLE_FLAGS | ALWAYS_ONE;
            case 0xAC -> loadString();
            case 0xB8, 0xB9, 0xBA, 0xBB, 0xBC, 0xBD, 0xBE, 0xBF -> i.setRegister(i.opcodeRegister(), i.immediate);
            case 0xC1, 0xD1 -> shift(i, opcode == 0xD1 ? 1 : (int) i.immediate);
            case 0xC3 -> rip = pop64();
            case 0xC7 -> i.store(i.immediate, true);
            case 0xCB -> farReturn(i);
            case 0xCF -> interruptReturn(i);
            case 0xE8 -> {
                push64(rip);
                branch(i.immediate);
            }
            case 0xE9, 0xEB -> branch(i.immediate);
            case 0xEA -> {
                rip = i.immediate & DWORD;
                loadCode(i.selector);
            }
            case 0xEC, 0xED -> input(opcode == 0xEC ? 1 : i.bytes);
            case 0xEE, 0xEF -> platform.out((int) registers[RDX] & 0xFFFF, opcode == 0xEE ? 1 : i.bytes, output(i));
            case 0xF4 -> halted = true;
            case 0xF6, 0xF7 -> {
                require(i.extension() == 0, "only TEST is known of F6 and F7");
                compute(4, i.load(), i.immediate, i.bytes);
            }
            case 0xFA -> flags &= ~IF;
            case 0xFB -> {
                shadow = (flags & IF) == 0;
                flags |= IF;
            }
            case 0xFC -> flags &= ~DF;
            case 0xFF -> indirect(i);
            default -> executeTwoBytes(i);
        }
    }

    private void executeTwoBytes(InstructionDecoder i) {
        int opcode = i.opcode;
        if (opcode >= 0x0F80 && opcode <= 0x0F8F) {
            if (condition(opcode & 0xF)) {
                branch(i.immediate);
            }
            return;
        }
        switch (opcode) {
            case 0x0F00 -> {
                require(i.extension() == 3, "only LTR is known of 0F 00");
                loadTask((int) i.load() & 0xFFFF);
            }
            case 0x0F01 -> systemTables(i);
            case 0x0F20 -> registers[i.operandRegister()] = control(i.extension());
            case 0x0F22 -> setControl(i.extension(), registers[i.operandRegister()]);
            case 0x0F30 ->
                modelSpecific.put((int) registers[RCX], registers[RDX] << 32 | registers[RAX] & DWORD);
            case 0x0F31 -> setPair(platform.timeStamp);
            case 0x0F32 -> setPair(modelSpecific.getOrDefault((int) registers[RCX], 0L));
            case 0x0FA2 -> identify();
            case 0x0FAE -> extendedState(i);
            case 0x0FBA -> {
                require(i.extension() == 4, "only BT is known of 0F BA");
                setFlag(CF, (i.load() >>> i.immediate & 1) != 0);
            }
            case 0x0FC7 -> {
                require(i.isRegister() && i.extension() >= 6, "only RDRAND and RDSEED are known of 0F C7");
                Long number = (i.extension() == 6 ? platform.randomNumbers : platform.seeds).poll();
                setFlag(CF, number != null && number != 0);
                i.setRegister(i.operandRegister(), (flags & CF) != 0 ? number : 0);
            }
            case 0xDBE3 -> {
                for (int k = 0; k < 24; k++) {
                    extended[k] = 0;
                }
                extended[0] = 0x7F;
                extended[1] = 0x03;
            }
            default -> throw failure("unexpected instruction: opcode=0x" + Integer.toHexString(opcode));
        }
    }

    private void arithmetic(InstructionDecoder i, int operation, int form) {
        boolean toRegister = form >= 2;
        long first = toRegister ? i.register() : i.load();
        long second = toRegister ? i.load() : i.register();
        long result = compute(operation, first, second, i.bytes);
        if (operation == 7) {
            return;
        }
        if (toRegister) {
            i.setRegister(result);
        } else {
            i.store(result, true);
        }
    }

    /** Operation by its number: 0 ADD (of quadwords), 1 OR, 4 AND, 5 SUB, 6 XOR, 7 CMP; sets flags. */
    private long compute(int operation, long first, long second, int bytes) {
        int unused = Long.SIZE - 8 * bytes;
        long a = first << unused >>> unused;
        long b = second << unused >>> unused;
        long result = switch (operation) {
            case 0 -> a + b;
            case 1 -> a | b;
            case 4 -> a & b;
            case 5, 7 -> a - b;
            case 6 -> a ^ b;
            default -> throw failure("unexpected operation: number=" + operation);
        };
        boolean subtracts = operation == 5 || operation == 7;
        boolean adds = operation == 0;
        require(!adds || unused == 0, "only sums of 64 bits are known");
        setFlag(CF, subtracts && Long.compareUnsigned(a, b) < 0 || adds && Long.compareUnsigned(result, a) < 0);
        setFlag(OF, subtracts && ((a ^ b) & (a ^ result)) << unused < 0 || adds && ((a ^ result) & (b ^ result)) < 0);
        setResultFlags(result << unused);
        return result << unused >>> unused;
    }

    /** ZF, SF and PF of a result that was shifted to the top. */
    private void setResultFlags(long top) {
        setFlag(ZF, top == 0);
        setFlag(SF, top < 0);
        setFlag(PF, top == 0);
    }

    private void shift(InstructionDecoder i, int count) {
        require(i.bytes == Long.BYTES && count > 0, "only shifts of 64 bits are known");
        long value = i.load();
        long result = switch (i.extension()) {
            case 4 -> value << count;
            case 5 -> value >>> count;
            default -> throw failure("unexpected shift");
        };
        setFlag(CF, i.extension() == 4 ? (value >>> Long.SIZE - count & 1) != 0 : (value >>> count - 1 & 1) != 0);
        setResultFlags(result);
        i.store(result, true);
    }

    private boolean condition(int number) {
        boolean holds = switch (number >> 1) {
            case 1 -> (flags & CF) != 0;
            case 2 -> (flags & ZF) != 0;
            default -> throw failure("unexpected condition: number=" + number);
        };
        return holds != ((number & 1) != 0);
    }

    private void indirect(InstructionDecoder i) {
        switch (i.extension()) {
            case 2 -> {
                long target = i.load();
                push64(rip);
                rip = target;
            }
            case 4 -> rip = i.load();
            case 6 -> push64(i.load());
            default -> throw failure("unexpected form of FF");
        }
    }

    private void systemTables(InstructionDecoder i) {
        if (i.isRegister() && i.modRm == 0xD1) {
            setExtendedControl(registers[RDX] << 32 | registers[RAX] & DWORD);
            return;
        }
        long address = i.address();
        int bytes = mode == Mode.CODE_64 ? Long.BYTES : Integer.BYTES;
        require(mode != Mode.CODE_16 || i.bytes == 4, "LGDT would drop the top byte of the base");
        switch (i.extension()) {
            case 2 -> {
                gdtLimit = (int) read(address, 2);
                gdtBase = read(address + 2, bytes);
            }
            case 3 -> {
                idtLimit = (int) read(address, 2);
                idtBase = read(address + 2, bytes);
            }
            case 7 -> invalidate(address);
            default -> throw failure("unexpected form of 0F 01");
        }
    }

    private void extendedState(InstructionDecoder i) {
        if (i.isRegister()) {
            require(i.modRm == 0xE8 || i.modRm == 0xF0, "only LFENCE and MFENCE are known of 0F AE with a register");
            return;
        }
        require(i.bytes == Long.BYTES, "XSAVE and XRSTOR without REX.W");
        long requested = registers[RDX] << 32 | registers[RAX] & DWORD;
        switch (i.extension()) {
            case 4 -> saveExtended(i.address(), requested);
            case 5 -> restoreExtended(i.address(), requested);
            default -> throw failure("unexpected form of 0F AE");
        }
    }

    private void loadSegment(InstructionDecoder i) {
        loadData(i.extension(), (int) i.load() & 0xFFFF);
        shadow = i.extension() == 2;
    }

    private void farReturn(InstructionDecoder i) {
        require(i.bytes == Long.BYTES, "RETF without REX.W");
        rip = pop();
        loadCode((int) pop());
    }

    private void interruptReturn(InstructionDecoder i) {
        require(i.bytes == Long.BYTES, "IRET without REX.W");
        long target = pop();
        int code = (int) pop();
        long newFlags = pop();
        long stack = pop();
        int stackSegment = (int) pop();
        loadCode(code);
        loadData(2, stackSegment);
        rip = target;
        flags = newFlags & WRITABLE_FLAGS | ALWAYS_ONE;
        registers[RSP] = stack;
    }

    private void loadString() {
        require((flags & DF) == 0 && mode == Mode.CODE_32, "LODSB runs backwards, or not in 32-bit code");
        registers[RAX] = registers[RAX] & ~0xFF | read(dataAddress(registers[RSI]), 1);
        registers[RSI] = registers[RSI] + 1 & DWORD;
    }

    private void identify() {
        int[] answer = platform.cpuid((int) registers[RAX], (int) registers[RCX]);
        registers[RAX] = answer[0] & DWORD;
        registers[RBX] = answer[1] & DWORD;
        registers[RCX] = answer[2] & DWORD;
        registers[RDX] = answer[3] & DWORD;
    }

    private void input(int bytes) {
        int value = platform.in((int) registers[RDX] & 0xFFFF, bytes);
        registers[RAX] = bytes == 4 ? value & DWORD : registers[RAX] & -(1L << 8 * bytes) | value;
    }

    private int output(InstructionDecoder i) {
        int bytes = i.opcode == 0xEE ? 1 : i.bytes;
        return (int) (registers[RAX] & (1L << 8 * bytes) - 1);
    }

    private void setPair(long value) {
        registers[RAX] = value & DWORD;
        registers[RDX] = value >>> 32;
    }

    private void branch(long distance) {
        rip = mode == Mode.CODE_64 ? rip + distance : rip + distance & DWORD;
    }

    private void push64(long value) {
        require(mode == Mode.CODE_64, "there is no stack before 64-bit mode");
        push(value);
    }

    private long pop64() {
        require(mode == Mode.CODE_64, "there is no stack before 64-bit mode");
        return pop();
    }

    private void setFlag(int flag, boolean value) {
        flags = value ? flags | flag : flags & ~flag;
    }
}
