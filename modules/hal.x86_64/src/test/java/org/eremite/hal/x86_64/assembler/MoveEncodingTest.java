package org.eremite.hal.x86_64.assembler;

import static org.eremite.hal.x86_64.assembler.Encodings.row;
import static org.eremite.hal.x86_64.assembler.Encodings.tests;
import static org.eremite.hal.x86_64.assembler.Memory.absolute;
import static org.eremite.hal.x86_64.assembler.Memory.fs;
import static org.eremite.hal.x86_64.assembler.Memory.gs;
import static org.eremite.hal.x86_64.assembler.Memory.mem;
import static org.eremite.hal.x86_64.assembler.Register.AL;
import static org.eremite.hal.x86_64.assembler.Register.AX;
import static org.eremite.hal.x86_64.assembler.Register.BL;
import static org.eremite.hal.x86_64.assembler.Register.BPL;
import static org.eremite.hal.x86_64.assembler.Register.CL;
import static org.eremite.hal.x86_64.assembler.Register.CX;
import static org.eremite.hal.x86_64.assembler.Register.DIL;
import static org.eremite.hal.x86_64.assembler.Register.DL;
import static org.eremite.hal.x86_64.assembler.Register.DX;
import static org.eremite.hal.x86_64.assembler.Register.EAX;
import static org.eremite.hal.x86_64.assembler.Register.EBX;
import static org.eremite.hal.x86_64.assembler.Register.ECX;
import static org.eremite.hal.x86_64.assembler.Register.EDX;
import static org.eremite.hal.x86_64.assembler.Register.R10;
import static org.eremite.hal.x86_64.assembler.Register.R10B;
import static org.eremite.hal.x86_64.assembler.Register.R11;
import static org.eremite.hal.x86_64.assembler.Register.R12;
import static org.eremite.hal.x86_64.assembler.Register.R13;
import static org.eremite.hal.x86_64.assembler.Register.R14;
import static org.eremite.hal.x86_64.assembler.Register.R15;
import static org.eremite.hal.x86_64.assembler.Register.R8;
import static org.eremite.hal.x86_64.assembler.Register.R8B;
import static org.eremite.hal.x86_64.assembler.Register.R8D;
import static org.eremite.hal.x86_64.assembler.Register.R8W;
import static org.eremite.hal.x86_64.assembler.Register.R9;
import static org.eremite.hal.x86_64.assembler.Register.R9D;
import static org.eremite.hal.x86_64.assembler.Register.R9W;
import static org.eremite.hal.x86_64.assembler.Register.RAX;
import static org.eremite.hal.x86_64.assembler.Register.RBP;
import static org.eremite.hal.x86_64.assembler.Register.RBX;
import static org.eremite.hal.x86_64.assembler.Register.RCX;
import static org.eremite.hal.x86_64.assembler.Register.RDI;
import static org.eremite.hal.x86_64.assembler.Register.RSI;
import static org.eremite.hal.x86_64.assembler.Register.RSP;
import static org.eremite.hal.x86_64.assembler.Register.SIL;
import static org.eremite.hal.x86_64.assembler.Register.SPL;
import static org.eremite.hal.x86_64.assembler.SegmentRegister.FS;
import static org.eremite.hal.x86_64.assembler.Size.BYTE;
import static org.eremite.hal.x86_64.assembler.Size.DWORD;
import static org.eremite.hal.x86_64.assembler.Size.QWORD;
import static org.eremite.hal.x86_64.assembler.Size.WORD;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Moves between registers, memory and the stack. */
class MoveEncodingTest {
    @TestFactory
    Stream<DynamicTest> moves() {
        return tests(
                Mode.CODE_64,
                row("mov rax, rbx", a -> a.mov(RAX, RBX), "48 89 D8"),
                row("mov r15, r8", a -> a.mov(R15, R8), "4D 89 C7"),
                row("mov eax, r9d", a -> a.mov(EAX, R9D), "44 89 C8"),
                row("mov cx, dx", a -> a.mov(CX, DX), "66 89 D1"),
                row("mov al, bl", a -> a.mov(AL, BL), "88 D8"),
                row("mov sil, al", a -> a.mov(SIL, AL), "40 88 C6"),
                row("mov r10b, spl", a -> a.mov(R10B, SPL), "41 88 E2"),
                row("mov rax, [rdi+8]", a -> a.mov(RAX, mem(RDI, 8)), "48 8B 47 08"),
                row("mov r9d, [r10+r11*4-128]", a -> a.mov(R9D, mem(R10, R11, 4, -128)), "47 8B 4C 9A 80"),
                row("mov [rsp+16], rbx", a -> a.mov(mem(RSP, 16), RBX), "48 89 5C 24 10"),
                row("mov [r12], ax", a -> a.mov(mem(R12), AX), "66 41 89 04 24"),
                row("mov [rbp], dil", a -> a.mov(mem(RBP), DIL), "40 88 7D 00"),
                row("mov [r13], cl", a -> a.mov(mem(R13), CL), "41 88 4D 00"),
                row("mov rcx, [rbx+128]", a -> a.mov(RCX, mem(RBX, 128)), "48 8B 8B 80 00 00 00"),
                row("mov rcx, [rbx-129]", a -> a.mov(RCX, mem(RBX, -129)), "48 8B 8B 7F FF FF FF"),
                row("mov rcx, [rax+rbp*8]", a -> a.mov(RCX, mem(RAX, RBP, 8, 0)), "48 8B 0C E8"),
                row("mov rcx, [rbp+rax*2]", a -> a.mov(RCX, mem(RBP, RAX, 2, 0)), "48 8B 4C 45 00"),
                row("mov rcx, [r13+r12*1]", a -> a.mov(RCX, mem(R13, R12, 1, 0)), "4B 8B 4C 25 00"),
                row("mov rcx, [rax*8+0x1000]", a -> a.mov(RCX, mem(null, RAX, 8, 0x1000)), "48 8B 0C C5 00 10 00 00"),
                row("mov ecx, [ebx+4]", a -> a.mov(ECX, mem(EBX, 4)), "67 8B 4B 04"),
                row("mov rbx, gs:[0x10]", a -> a.mov(RBX, gs(0x10)), "65 48 8B 1C 25 10 00 00 00"),
                row("mov gs:[0x18], r8", a -> a.mov(gs(0x18), R8), "65 4C 89 04 25 18 00 00 00"),
                row("mov rax, fs:[rcx+8]", a -> a.mov(RAX, mem(RCX, 8).in(FS)), "64 48 8B 41 08"),
                row("mov ebx, fs:[-8]", a -> a.mov(EBX, fs(-8)), "64 8B 1C 25 F8 FF FF FF"),
                row("mov rbx, [0x7fffffff]", a -> a.mov(RBX, absolute(0x7FFFFFFF)), "48 8B 1C 25 FF FF FF 7F"),
                row("mov ebx, [-4096]", a -> a.mov(EBX, absolute(-4096)), "8B 1C 25 00 F0 FF FF"),
                row("mov bl, 0xff", a -> a.mov(BL, 0xFF), "B3 FF"),
                row("mov bpl, 1", a -> a.mov(BPL, 1), "40 B5 01"),
                row("mov r9w, 0x1234", a -> a.mov(R9W, 0x1234), "66 41 B9 34 12"),
                row("mov ebx, 0xffffffff", a -> a.mov(EBX, 0xFFFF_FFFFL), "BB FF FF FF FF"),
                row("mov r8d, 1", a -> a.mov(R8D, 1), "41 B8 01 00 00 00"),
                row("mov rbx, -1", a -> a.mov(RBX, -1), "48 C7 C3 FF FF FF FF"),
                row("mov rbx, 0xffffffff", a -> a.mov(RBX, 0xFFFF_FFFFL), "BB FF FF FF FF"),
                row("mov r14, 0x80000000", a -> a.mov(R14, 0x8000_0000L), "41 BE 00 00 00 80"),
                row(
                        "mov r9, 0x123456789abcdef0",
                        a -> a.mov(R9, 0x1234_5678_9ABC_DEF0L),
                        "49 B9 F0 DE BC 9A 78 56 34 12"),
                row("mov rax, -0x80000001", a -> a.mov(RAX, -0x8000_0001L), "48 B8 FF FF FF 7F FF FF FF FF"),
                row("mov byte ptr [rax], 7", a -> a.mov(BYTE, mem(RAX), 7), "C6 00 07"),
                row("mov word ptr [rsp+2], 0x1234", a -> a.mov(WORD, mem(RSP, 2), 0x1234), "66 C7 44 24 02 34 12"),
                row(
                        "mov dword ptr [r9+r10*8+64], 0x80000000",
                        a -> a.mov(DWORD, mem(R9, R10, 8, 64), 0x8000_0000L),
                        "43 C7 44 D1 40 00 00 00 80"),
                row("mov qword ptr gs:[8], -2", a -> a.mov(QWORD, gs(8), -2), "65 48 C7 04 25 08 00 00 00 FE FF FF FF"),
                row("movzx eax, cl", a -> a.movzx(EAX, CL), "0F B6 C1"),
                row("movzx rax, r8w", a -> a.movzx(RAX, R8W), "49 0F B7 C0"),
                row("movzx edx, sil", a -> a.movzx(EDX, SIL), "40 0F B6 D6"),
                row("movzx cx, al", a -> a.movzx(CX, AL), "66 0F B6 C8"),
                row("movzx ecx, byte ptr [rsi]", a -> a.movzx(ECX, BYTE, mem(RSI)), "0F B6 0E"),
                row("movzx r8, word ptr [rsi+rdi*2]", a -> a.movzx(R8, WORD, mem(RSI, RDI, 2, 0)), "4C 0F B7 04 7E"),
                row("movsx rax, byte ptr [rbx]", a -> a.movsx(RAX, BYTE, mem(RBX)), "48 0F BE 03"),
                row("movsx eax, word ptr [rbx]", a -> a.movsx(EAX, WORD, mem(RBX)), "0F BF 03"),
                row("lea rax, [rsp+rax*4+1000]", a -> a.lea(RAX, mem(RSP, RAX, 4, 1000)), "48 8D 84 84 E8 03 00 00"),
                row("lea r8d, [rcx-1]", a -> a.lea(R8D, mem(RCX, -1)), "44 8D 41 FF"),
                row("lea rax, [rip+symbol]", a -> a.lea(RAX, mem("symbol")), "48 8D 05 00 00 00 00"),
                row("xchg rbx, rcx", a -> a.xchg(RBX, RCX), "48 87 CB"),
                row("xchg r8b, dl", a -> a.xchg(R8B, DL), "41 86 D0"),
                row("xchg [rdi], eax", a -> a.xchg(mem(RDI), EAX), "87 07"),
                row("lock cmpxchg [rdi+8], rcx", a -> a.lock().cmpxchg(mem(RDI, 8), RCX), "F0 48 0F B1 4F 08"),
                row("lock cmpxchg [r8], cl", a -> a.lock().cmpxchg(mem(R8), CL), "F0 41 0F B0 08"),
                row("lock xadd [rsi], eax", a -> a.lock().xadd(mem(RSI), EAX), "F0 0F C1 06"),
                row("lock xadd gs:[0x40], r9", a -> a.lock().xadd(gs(0x40), R9), "65 F0 4C 0F C1 0C 25 40 00 00 00"),
                row("lock cmpxchg [rdi], dx", a -> a.lock().cmpxchg(mem(RDI), DX), "66 F0 0F B1 17"));
    }

    @TestFactory
    Stream<DynamicTest> stackOperations() {
        return tests(
                Mode.CODE_64,
                row("push rax", a -> a.push(RAX), "50"),
                row("pop rax", a -> a.pop(RAX), "58"),
                row("push rbp", a -> a.push(RBP), "55"),
                row("pop rbp", a -> a.pop(RBP), "5D"),
                row("push r8", a -> a.push(R8), "41 50"),
                row("pop r8", a -> a.pop(R8), "41 58"),
                row("push r15", a -> a.push(R15), "41 57"),
                row("pop r15", a -> a.pop(R15), "41 5F"),
                row("push -1", a -> a.push(-1), "6A FF"),
                row("push 128", a -> a.push(128), "68 80 00 00 00"),
                row("push 0x12345678", a -> a.push(0x12345678), "68 78 56 34 12"),
                row("push qword ptr [rax+8]", a -> a.push(mem(RAX, 8)), "FF 70 08"),
                row("push qword ptr gs:[24]", a -> a.push(gs(24)), "65 FF 34 25 18 00 00 00"),
                row("pop qword ptr [r9]", a -> a.pop(mem(R9)), "41 8F 01"),
                row("pushfq", a -> a.pushfq(), "9C"),
                row("popfq", a -> a.popfq(), "9D"));
    }

    @TestFactory
    Stream<DynamicTest> stringOperations() {
        return tests(
                Mode.CODE_64,
                row("stosb", a -> a.stosb(), "AA"),
                row("rep stosb", a -> a.repStosb(), "F3 AA"),
                row("stosw", a -> a.stosw(), "66 AB"),
                row("rep stosw", a -> a.repStosw(), "66 F3 AB"),
                row("stosd", a -> a.stosd(), "AB"),
                row("rep stosd", a -> a.repStosd(), "F3 AB"),
                row("stosq", a -> a.stosq(), "48 AB"),
                row("rep stosq", a -> a.repStosq(), "F3 48 AB"),
                row("movsb", a -> a.movsb(), "A4"),
                row("rep movsb", a -> a.repMovsb(), "F3 A4"),
                row("movsw", a -> a.movsw(), "66 A5"),
                row("rep movsw", a -> a.repMovsw(), "66 F3 A5"),
                row("movsd", a -> a.movsd(), "A5"),
                row("rep movsd", a -> a.repMovsd(), "F3 A5"),
                row("movsq", a -> a.movsq(), "48 A5"),
                row("rep movsq", a -> a.repMovsq(), "F3 48 A5"),
                row("lodsb", a -> a.lodsb(), "AC"),
                row("outsb", a -> a.outsb(), "6E"),
                row("rep outsb", a -> a.repOutsb(), "F3 6E"));
    }
}
