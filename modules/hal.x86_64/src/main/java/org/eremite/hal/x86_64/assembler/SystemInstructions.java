package org.eremite.hal.x86_64.assembler;

/** Instructions for the processor's own state, its ports and its barriers (SDM volume 2, chapters 3 to 6). */
abstract class SystemInstructions extends ControlFlowInstructions {

    /** {@code HLT}: F4. */
    public final void hlt() {
        plain(0xF4);
    }

    /** {@code CLI}: FA. */
    public final void cli() {
        plain(0xFA);
    }

    /** {@code STI}: FB. */
    public final void sti() {
        plain(0xFB);
    }

    /** {@code CLD}: FC. */
    public final void cld() {
        plain(0xFC);
    }

    /** {@code NOP}: 90. */
    public final void nop() {
        plain(0x90);
    }

    /** {@code PAUSE}: F3 90. */
    public final void pause() {
        plain(REP_PREFIX, null, 0x90);
    }

    /** {@code MFENCE}: 0F AE F0. */
    public final void mfence() {
        plain(0x0FAEF0);
    }

    /** {@code LFENCE}: 0F AE E8. */
    public final void lfence() {
        plain(0x0FAEE8);
    }

    /** {@code SFENCE}: 0F AE F8. */
    public final void sfence() {
        plain(0x0FAEF8);
    }

    /** {@code CPUID}: 0F A2. */
    public final void cpuid() {
        plain(0x0FA2);
    }

    /** {@code RDMSR}: 0F 32. */
    public final void rdmsr() {
        plain(0x0F32);
    }

    /** {@code WRMSR}: 0F 30. */
    public final void wrmsr() {
        plain(0x0F30);
    }

    /** {@code RDTSC}: 0F 31. */
    public final void rdtsc() {
        plain(0x0F31);
    }

    /** {@code RDTSCP}: 0F 01 F9. */
    public final void rdtscp() {
        plain(0x0F01F9);
    }

    /** {@code XGETBV}: 0F 01 D0. */
    public final void xgetbv() {
        plain(0x0F01D0);
    }

    /** {@code XSETBV}: 0F 01 D1. */
    public final void xsetbv() {
        plain(0x0F01D1);
    }

    /** {@code CLAC}: 0F 01 CA. */
    public final void clac() {
        plain(0x0F01CA);
    }

    /** {@code STAC}: 0F 01 CB. */
    public final void stac() {
        plain(0x0F01CB);
    }

    /** {@code MONITOR}: 0F 01 C8. */
    public final void monitor() {
        plain(0x0F01C8);
    }

    /** {@code MWAIT}: 0F 01 C9. */
    public final void mwait() {
        plain(0x0F01C9);
    }

    /** {@code WBINVD}: 0F 09. */
    public final void wbinvd() {
        plain(0x0F09);
    }

    /** {@code FNINIT}: DB E3. */
    public final void fninit() {
        plain(0xDBE3);
    }

    /** {@code SWAPGS}: 0F 01 F8; 64-bit code only. */
    public final void swapgs() {
        requireMode(Mode.CODE_64, "SWAPGS");
        plain(0x0F01F8);
    }

    /** {@code RDRAND r}: 0F C7 /6. */
    public final void rdrand(Register destination) {
        random(6, destination);
    }

    /** {@code RDSEED r}: 0F C7 /7. */
    public final void rdseed(Register destination) {
        random(7, destination);
    }

    /** {@code IN AL|AX|EAX, DX}: EC, ED. */
    public final void in(Register accumulator, Register port) {
        Size size = requirePort(accumulator, port);
        plain(0, size, byteOr(size, 0xEC));
    }

    /** {@code IN AL|AX|EAX, imm8}: E4 ib, E5 ib. */
    public final void in(Register accumulator, int port) {
        Size size = requireAccumulator(accumulator);
        unsignedByte("port", port);
        plain(0, size, byteOr(size, 0xE4));
        section().put(port, 1);
    }

    /** {@code OUT DX, AL|AX|EAX}: EE, EF. */
    public final void out(Register port, Register accumulator) {
        Size size = requirePort(accumulator, port);
        plain(0, size, byteOr(size, 0xEE));
    }

    /** {@code OUT imm8, AL|AX|EAX}: E6 ib, E7 ib. */
    public final void out(int port, Register accumulator) {
        Size size = requireAccumulator(accumulator);
        unsignedByte("port", port);
        plain(0, size, byteOr(size, 0xE6));
        section().put(port, 1);
    }

    /** {@code MOV r, CR}: 0F 20 /r. */
    public final void mov(Register destination, ControlRegister source) {
        control(0x0F20, source, destination);
    }

    /** {@code MOV CR, r}: 0F 22 /r. */
    public final void mov(ControlRegister destination, Register source) {
        control(0x0F22, destination, source);
    }

    /** {@code MOV r, Sreg}: 8C /r. */
    public final void mov(Register destination, SegmentRegister source) {
        if (destination.size() == Size.BYTE) {
            throw new IllegalArgumentException("register is too small for a selector: register=" + destination);
        }
        modRm(0, destination.size(), 0x8C, source.number(), destination);
    }

    /** {@code MOV m16, Sreg}: 8C /r. */
    public final void mov(Memory destination, SegmentRegister source) {
        modRm(null, 0x8C, source.number(), destination, 0);
    }

    /** {@code MOV Sreg, r16}: 8E /r; of a wider register the low 16 bits. */
    public final void mov(SegmentRegister destination, Register source) {
        if (source.size() == Size.BYTE) {
            throw new IllegalArgumentException("register is too small for a selector: register=" + source);
        }
        modRm(0, null, 0x8E, requireLoadable(destination), source);
    }

    /** {@code MOV Sreg, m16}: 8E /r. */
    public final void mov(SegmentRegister destination, Memory source) {
        modRm(null, 0x8E, requireLoadable(destination), source, 0);
    }

    /** {@code SGDT m}: 0F 01 /0. */
    public final void sgdt(Memory table) {
        modRm(tableSize(), 0x0F01, 0, table, 0);
    }

    /** {@code SIDT m}: 0F 01 /1. */
    public final void sidt(Memory table) {
        modRm(tableSize(), 0x0F01, 1, table, 0);
    }

    /** {@code LGDT m}: 0F 01 /2; in 16-bit code with operand size prefix, for all 32 bits of the base. */
    public final void lgdt(Memory table) {
        modRm(tableSize(), 0x0F01, 2, table, 0);
    }

    /** {@code LIDT m}: 0F 01 /3; in 16-bit code with operand size prefix, for all 32 bits of the base. */
    public final void lidt(Memory table) {
        modRm(tableSize(), 0x0F01, 3, table, 0);
    }

    /** {@code LTR r16}: 0F 00 /3. */
    public final void ltr(Register selector) {
        requireSize(selector, Size.WORD);
        modRm(0, null, 0x0F00, 3, selector);
    }

    /** {@code LLDT r16}: 0F 00 /2. */
    public final void lldt(Register selector) {
        requireSize(selector, Size.WORD);
        modRm(0, null, 0x0F00, 2, selector);
    }

    /** {@code STR r16}: 0F 00 /1. */
    public final void str(Register destination) {
        requireSize(destination, Size.WORD);
        modRm(0, Size.WORD, 0x0F00, 1, destination);
    }

    /** {@code INVLPG m}: 0F 01 /7. */
    public final void invlpg(Memory page) {
        modRm(null, 0x0F01, 7, page, 0);
    }

    /** {@code FXSAVE64 m}: REX.W 0F AE /0. */
    public final void fxsave64(Memory area) {
        modRm(Size.QWORD, 0x0FAE, 0, area, 0);
    }

    /** {@code FXRSTOR64 m}: REX.W 0F AE /1. */
    public final void fxrstor64(Memory area) {
        modRm(Size.QWORD, 0x0FAE, 1, area, 0);
    }

    /** {@code XSAVE64 m}: REX.W 0F AE /4. */
    public final void xsave64(Memory area) {
        modRm(Size.QWORD, 0x0FAE, 4, area, 0);
    }

    /** {@code XRSTOR64 m}: REX.W 0F AE /5. */
    public final void xrstor64(Memory area) {
        modRm(Size.QWORD, 0x0FAE, 5, area, 0);
    }

    /** {@code XSAVEOPT64 m}: REX.W 0F AE /6. */
    public final void xsaveopt64(Memory area) {
        modRm(Size.QWORD, 0x0FAE, 6, area, 0);
    }

    /** {@code LDMXCSR m32}: 0F AE /2. */
    public final void ldmxcsr(Memory source) {
        modRm(null, 0x0FAE, 2, source, 0);
    }

    /** {@code STMXCSR m32}: 0F AE /3. */
    public final void stmxcsr(Memory destination) {
        modRm(null, 0x0FAE, 3, destination, 0);
    }

    /** {@code RDFSBASE r64}: F3 REX.W 0F AE /0. */
    public final void rdfsbase(Register destination) {
        requireSize(destination, Size.QWORD);
        modRm(REP_PREFIX, Size.QWORD, 0x0FAE, 0, destination);
    }

    /** {@code RDGSBASE r64}: F3 REX.W 0F AE /1. */
    public final void rdgsbase(Register destination) {
        requireSize(destination, Size.QWORD);
        modRm(REP_PREFIX, Size.QWORD, 0x0FAE, 1, destination);
    }

    /** {@code WRFSBASE r64}: F3 REX.W 0F AE /2. */
    public final void wrfsbase(Register source) {
        requireSize(source, Size.QWORD);
        modRm(REP_PREFIX, Size.QWORD, 0x0FAE, 2, source);
    }

    /** {@code WRGSBASE r64}: F3 REX.W 0F AE /3. */
    public final void wrgsbase(Register source) {
        requireSize(source, Size.QWORD);
        modRm(REP_PREFIX, Size.QWORD, 0x0FAE, 3, source);
    }

    private void random(int operation, Register destination) {
        if (destination.size() == Size.BYTE) {
            throw new IllegalArgumentException("no 8-bit form: destination=" + destination);
        }
        modRm(0, destination.size(), 0x0FC7, operation, destination);
    }

    private void control(int opcode, ControlRegister control, Register register) {
        Size size = mode() == Mode.CODE_64 ? Size.QWORD : Size.DWORD;
        requireSize(register, size);
        if (control == ControlRegister.CR8) {
            requireMode(Mode.CODE_64, "CR8");
        }
        modRm(0, null, opcode, control.number(), register);
    }

    private Size tableSize() {
        return mode() == Mode.CODE_64 ? null : Size.DWORD;
    }

    private static int requireLoadable(SegmentRegister register) {
        if (register == SegmentRegister.CS) {
            throw new IllegalArgumentException("only far branches load CS");
        }
        return register.number();
    }

    private static Size requirePort(Register accumulator, Register port) {
        if (port != Register.DX) {
            throw new IllegalArgumentException("only DX holds a port number: register=" + port);
        }
        return requireAccumulator(accumulator);
    }

    private static Size requireAccumulator(Register register) {
        if (register != Register.AL && register != Register.AX && register != Register.EAX) {
            throw new IllegalArgumentException("only AL, AX and EAX take part in port accesses: register=" + register);
        }
        return register.size();
    }
}
