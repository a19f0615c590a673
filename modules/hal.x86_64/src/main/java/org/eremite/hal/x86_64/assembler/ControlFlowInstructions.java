package org.eremite.hal.x86_64.assembler;

import org.eremite.hal.code.Relocation;

/**
 * Instructions that change the flow of control (SDM volume 2, chapters 3 and 4). Branches to labels and symbols take 32
 * bits of distance, in 16-bit code 16 bits and labels only.
 */
abstract class ControlFlowInstructions extends ArithmeticInstructions {

    /** {@code JMP rel32}: E9 cd. */
    public final void jmp(Label target) {
        near(0xE9, target);
    }

    /** {@code JMP rel32}: E9 cd, to a symbol of the image. */
    public final void jmp(String symbol) {
        near(0xE9, symbol);
    }

    /** {@code JMP r}: FF /4, with the mode's width. */
    public final void jmp(Register target) {
        requireNative(target);
        modRm(0, null, 0xFF, 4, target);
    }

    /** {@code JMP m}: FF /4, with the mode's width. */
    public final void jmp(Memory target) {
        modRm(null, 0xFF, 4, target, 0);
    }

    /** {@code JMP rel8}: EB cb. */
    public final void jmpShort(Label target) {
        plain(0xEB);
        section().relative(target, 0, 1, 0);
    }

    /** {@code Jcc rel32}: 0F 80+cc cd. */
    public final void jcc(Condition condition, Label target) {
        near(0x0F80 | condition.code(), target);
    }

    /** {@code Jcc rel32}: 0F 80+cc cd, to a symbol of the image. */
    public final void jcc(Condition condition, String symbol) {
        near(0x0F80 | condition.code(), symbol);
    }

    /** {@code CALL rel32}: E8 cd. */
    public final void call(Label target) {
        near(0xE8, target);
    }

    /** {@code CALL rel32}: E8 cd, to a symbol of the image. */
    public final void call(String symbol) {
        near(0xE8, symbol);
    }

    /** {@code CALL r}: FF /2, with the mode's width. */
    public final void call(Register target) {
        requireNative(target);
        modRm(0, null, 0xFF, 2, target);
    }

    /** {@code CALL m}: FF /2, with the mode's width. */
    public final void call(Memory target) {
        modRm(null, 0xFF, 2, target, 0);
    }

    /** {@code RET}: C3. */
    public final void ret() {
        plain(0xC3);
    }

    /** {@code JMP ptr16:32}: EA cp; 16-bit code too jumps to a 32-bit offset. Not in 64-bit code. */
    public final void ljmp(int selector, Reference target) {
        ljmp(selector, target, 0);
    }

    /** {@code JMP ptr16:32}: EA cp, to {@code target + addend}. Not in 64-bit code. */
    public final void ljmp(int selector, Reference target, long addend) {
        if (mode() == Mode.CODE_64) {
            throw new IllegalArgumentException("JMP ptr16:32 does not exist in 64-bit code: selector=" + selector);
        }
        if ((selector & ~0xFFFF) != 0) {
            throw new IllegalArgumentException("selector is out of range: selector=" + selector);
        }
        plain(0, Size.DWORD, 0xEA);
        reference(target, addend, Integer.BYTES);
        section().put(selector, Short.BYTES);
    }

    /** {@code JMP m16:32}: FF /5, in every mode. */
    public final void ljmp(Memory target) {
        modRm(Size.DWORD, 0xFF, 5, target, 0);
    }

    /** {@code RETF}: CB, pops two 32-bit slots. */
    public final void lret() {
        plain(0, Size.DWORD, 0xCB);
    }

    /** {@code RETFQ}: REX.W CB, pops two 64-bit slots. */
    public final void retfq() {
        plain(0, Size.QWORD, 0xCB);
    }

    /** {@code IRETQ}: REX.W CF. */
    public final void iretq() {
        plain(0, Size.QWORD, 0xCF);
    }

    /** {@code IRETD}: CF. */
    public final void iretd() {
        plain(0, Size.DWORD, 0xCF);
    }

    /** {@code INT imm8}: CD ib. */
    public final void interrupt(int vector) {
        unsignedByte("vector", vector);
        plain(0xCD);
        section().put(vector, 1);
    }

    /** {@code INT3}: CC. */
    public final void int3() {
        plain(0xCC);
    }

    /** {@code UD2}: 0F 0B. */
    public final void ud2() {
        plain(0x0F0B);
    }

    private void near(int opcode, Label target) {
        plain(opcode);
        section().relative(target, 0, mode().addressSize().immediateBytes(), 0);
    }

    private void near(int opcode, String symbol) {
        if (mode() == Mode.CODE_16) {
            throw new IllegalArgumentException("16-bit code cannot branch to a symbol: symbol=" + symbol);
        }
        plain(opcode);
        section().relocate(Relocation.Kind.PC_RELATIVE_32, symbol, -Integer.BYTES);
    }
}
