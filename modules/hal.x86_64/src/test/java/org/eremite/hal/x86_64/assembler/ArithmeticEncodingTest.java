package org.eremite.hal.x86_64.assembler;

import static org.eremite.hal.x86_64.assembler.Encodings.row;
import static org.eremite.hal.x86_64.assembler.Encodings.tests;
import static org.eremite.hal.x86_64.assembler.Memory.gs;
import static org.eremite.hal.x86_64.assembler.Memory.mem;
import static org.eremite.hal.x86_64.assembler.Register.AL;
import static org.eremite.hal.x86_64.assembler.Register.BL;
import static org.eremite.hal.x86_64.assembler.Register.BPL;
import static org.eremite.hal.x86_64.assembler.Register.BX;
import static org.eremite.hal.x86_64.assembler.Register.CL;
import static org.eremite.hal.x86_64.assembler.Register.CX;
import static org.eremite.hal.x86_64.assembler.Register.DL;
import static org.eremite.hal.x86_64.assembler.Register.DX;
import static org.eremite.hal.x86_64.assembler.Register.EAX;
import static org.eremite.hal.x86_64.assembler.Register.EBX;
import static org.eremite.hal.x86_64.assembler.Register.ECX;
import static org.eremite.hal.x86_64.assembler.Register.R10B;
import static org.eremite.hal.x86_64.assembler.Register.R11;
import static org.eremite.hal.x86_64.assembler.Register.R12;
import static org.eremite.hal.x86_64.assembler.Register.R12D;
import static org.eremite.hal.x86_64.assembler.Register.R14;
import static org.eremite.hal.x86_64.assembler.Register.R8;
import static org.eremite.hal.x86_64.assembler.Register.R8D;
import static org.eremite.hal.x86_64.assembler.Register.R8W;
import static org.eremite.hal.x86_64.assembler.Register.R9;
import static org.eremite.hal.x86_64.assembler.Register.R9B;
import static org.eremite.hal.x86_64.assembler.Register.R9D;
import static org.eremite.hal.x86_64.assembler.Register.RAX;
import static org.eremite.hal.x86_64.assembler.Register.RBP;
import static org.eremite.hal.x86_64.assembler.Register.RBX;
import static org.eremite.hal.x86_64.assembler.Register.RCX;
import static org.eremite.hal.x86_64.assembler.Register.RDI;
import static org.eremite.hal.x86_64.assembler.Register.RDX;
import static org.eremite.hal.x86_64.assembler.Register.RSI;
import static org.eremite.hal.x86_64.assembler.Register.RSP;
import static org.eremite.hal.x86_64.assembler.Register.SIL;
import static org.eremite.hal.x86_64.assembler.Size.BYTE;
import static org.eremite.hal.x86_64.assembler.Size.DWORD;
import static org.eremite.hal.x86_64.assembler.Size.QWORD;
import static org.eremite.hal.x86_64.assembler.Size.WORD;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Computation, in every operand form and size. */
class ArithmeticEncodingTest {
    @TestFactory
    Stream<DynamicTest> arithmetic() {
        return tests(
                Mode.CODE_64,
                row("add rax, r9", a -> a.add(RAX, R9), "4C 01 C8"),
                row("add bl, sil", a -> a.add(BL, SIL), "40 00 F3"),
                row("add cx, r8w", a -> a.add(CX, R8W), "66 44 01 C1"),
                row("add rdx, [rdi+8]", a -> a.add(RDX, mem(RDI, 8)), "48 03 57 08"),
                row("add dl, [rdi]", a -> a.add(DL, mem(RDI)), "02 17"),
                row("add [rsp+8], r12d", a -> a.add(mem(RSP, 8), R12D), "44 01 64 24 08"),
                row("add [rax], cl", a -> a.add(mem(RAX), CL), "00 08"),
                row("add rsp, 8", a -> a.add(RSP, 8), "48 83 C4 08"),
                row("add rsp, -128", a -> a.add(RSP, -128), "48 83 C4 80"),
                row("add rcx, 128", a -> a.add(RCX, 128), "48 81 C1 80 00 00 00"),
                row("add ecx, 0xfffffffe", a -> a.add(ECX, 0xFFFF_FFFEL), "83 C1 FE"),
                row("add r8d, 0x80000000", a -> a.add(R8D, 0x8000_0000L), "41 81 C0 00 00 00 80"),
                row("add bx, 0x1234", a -> a.add(BX, 0x1234), "66 81 C3 34 12"),
                row("add dl, 0xff", a -> a.add(DL, 0xFF), "80 C2 FF"),
                row("add r10b, 3", a -> a.add(R10B, 3), "41 80 C2 03"),
                row("add byte ptr [rax], 1", a -> a.add(BYTE, mem(RAX), 1), "80 00 01"),
                row(
                        "add qword ptr gs:[16], 1000",
                        a -> a.add(QWORD, gs(16), 1000),
                        "65 48 81 04 25 10 00 00 00 E8 03 00 00"),
                row("add dword ptr [rbp+4], -1", a -> a.add(DWORD, mem(RBP, 4), -1), "83 45 04 FF"),
                row("add word ptr [rbx], 0x100", a -> a.add(WORD, mem(RBX), 0x100), "66 81 03 00 01"),
                row("or rax, r9", a -> a.or(RAX, R9), "4C 09 C8"),
                row("or bl, sil", a -> a.or(BL, SIL), "40 08 F3"),
                row("or cx, r8w", a -> a.or(CX, R8W), "66 44 09 C1"),
                row("or rdx, [rdi+8]", a -> a.or(RDX, mem(RDI, 8)), "48 0B 57 08"),
                row("or dl, [rdi]", a -> a.or(DL, mem(RDI)), "0A 17"),
                row("or [rsp+8], r12d", a -> a.or(mem(RSP, 8), R12D), "44 09 64 24 08"),
                row("or [rax], cl", a -> a.or(mem(RAX), CL), "08 08"),
                row("or rsp, 8", a -> a.or(RSP, 8), "48 83 CC 08"),
                row("or rsp, -128", a -> a.or(RSP, -128), "48 83 CC 80"),
                row("or rcx, 128", a -> a.or(RCX, 128), "48 81 C9 80 00 00 00"),
                row("or ecx, 0xfffffffe", a -> a.or(ECX, 0xFFFF_FFFEL), "83 C9 FE"),
                row("or r8d, 0x80000000", a -> a.or(R8D, 0x8000_0000L), "41 81 C8 00 00 00 80"),
                row("or bx, 0x1234", a -> a.or(BX, 0x1234), "66 81 CB 34 12"),
                row("or dl, 0xff", a -> a.or(DL, 0xFF), "80 CA FF"),
                row("or r10b, 3", a -> a.or(R10B, 3), "41 80 CA 03"),
                row("or byte ptr [rax], 1", a -> a.or(BYTE, mem(RAX), 1), "80 08 01"),
                row(
                        "or qword ptr gs:[16], 1000",
                        a -> a.or(QWORD, gs(16), 1000),
                        "65 48 81 0C 25 10 00 00 00 E8 03 00 00"),
                row("or dword ptr [rbp+4], -1", a -> a.or(DWORD, mem(RBP, 4), -1), "83 4D 04 FF"),
                row("or word ptr [rbx], 0x100", a -> a.or(WORD, mem(RBX), 0x100), "66 81 0B 00 01"),
                row("and rax, r9", a -> a.and(RAX, R9), "4C 21 C8"),
                row("and bl, sil", a -> a.and(BL, SIL), "40 20 F3"),
                row("and cx, r8w", a -> a.and(CX, R8W), "66 44 21 C1"),
                row("and rdx, [rdi+8]", a -> a.and(RDX, mem(RDI, 8)), "48 23 57 08"),
                row("and dl, [rdi]", a -> a.and(DL, mem(RDI)), "22 17"),
                row("and [rsp+8], r12d", a -> a.and(mem(RSP, 8), R12D), "44 21 64 24 08"),
                row("and [rax], cl", a -> a.and(mem(RAX), CL), "20 08"),
                row("and rsp, 8", a -> a.and(RSP, 8), "48 83 E4 08"),
                row("and rsp, -128", a -> a.and(RSP, -128), "48 83 E4 80"),
                row("and rcx, 128", a -> a.and(RCX, 128), "48 81 E1 80 00 00 00"),
                row("and ecx, 0xfffffffe", a -> a.and(ECX, 0xFFFF_FFFEL), "83 E1 FE"),
                row("and r8d, 0x80000000", a -> a.and(R8D, 0x8000_0000L), "41 81 E0 00 00 00 80"),
                row("and bx, 0x1234", a -> a.and(BX, 0x1234), "66 81 E3 34 12"),
                row("and dl, 0xff", a -> a.and(DL, 0xFF), "80 E2 FF"),
                row("and r10b, 3", a -> a.and(R10B, 3), "41 80 E2 03"),
                row("and byte ptr [rax], 1", a -> a.and(BYTE, mem(RAX), 1), "80 20 01"),
                row(
                        "and qword ptr gs:[16], 1000",
                        a -> a.and(QWORD, gs(16), 1000),
                        "65 48 81 24 25 10 00 00 00 E8 03 00 00"),
                row("and dword ptr [rbp+4], -1", a -> a.and(DWORD, mem(RBP, 4), -1), "83 65 04 FF"),
                row("and word ptr [rbx], 0x100", a -> a.and(WORD, mem(RBX), 0x100), "66 81 23 00 01"),
                row("sub rax, r9", a -> a.sub(RAX, R9), "4C 29 C8"),
                row("sub bl, sil", a -> a.sub(BL, SIL), "40 28 F3"),
                row("sub cx, r8w", a -> a.sub(CX, R8W), "66 44 29 C1"),
                row("sub rdx, [rdi+8]", a -> a.sub(RDX, mem(RDI, 8)), "48 2B 57 08"),
                row("sub dl, [rdi]", a -> a.sub(DL, mem(RDI)), "2A 17"),
                row("sub [rsp+8], r12d", a -> a.sub(mem(RSP, 8), R12D), "44 29 64 24 08"),
                row("sub [rax], cl", a -> a.sub(mem(RAX), CL), "28 08"),
                row("sub rsp, 8", a -> a.sub(RSP, 8), "48 83 EC 08"),
                row("sub rsp, -128", a -> a.sub(RSP, -128), "48 83 EC 80"),
                row("sub rcx, 128", a -> a.sub(RCX, 128), "48 81 E9 80 00 00 00"),
                row("sub ecx, 0xfffffffe", a -> a.sub(ECX, 0xFFFF_FFFEL), "83 E9 FE"),
                row("sub r8d, 0x80000000", a -> a.sub(R8D, 0x8000_0000L), "41 81 E8 00 00 00 80"),
                row("sub bx, 0x1234", a -> a.sub(BX, 0x1234), "66 81 EB 34 12"),
                row("sub dl, 0xff", a -> a.sub(DL, 0xFF), "80 EA FF"),
                row("sub r10b, 3", a -> a.sub(R10B, 3), "41 80 EA 03"),
                row("sub byte ptr [rax], 1", a -> a.sub(BYTE, mem(RAX), 1), "80 28 01"),
                row(
                        "sub qword ptr gs:[16], 1000",
                        a -> a.sub(QWORD, gs(16), 1000),
                        "65 48 81 2C 25 10 00 00 00 E8 03 00 00"),
                row("sub dword ptr [rbp+4], -1", a -> a.sub(DWORD, mem(RBP, 4), -1), "83 6D 04 FF"),
                row("sub word ptr [rbx], 0x100", a -> a.sub(WORD, mem(RBX), 0x100), "66 81 2B 00 01"),
                row("xor rax, r9", a -> a.xor(RAX, R9), "4C 31 C8"),
                row("xor bl, sil", a -> a.xor(BL, SIL), "40 30 F3"),
                row("xor cx, r8w", a -> a.xor(CX, R8W), "66 44 31 C1"),
                row("xor rdx, [rdi+8]", a -> a.xor(RDX, mem(RDI, 8)), "48 33 57 08"),
                row("xor dl, [rdi]", a -> a.xor(DL, mem(RDI)), "32 17"),
                row("xor [rsp+8], r12d", a -> a.xor(mem(RSP, 8), R12D), "44 31 64 24 08"),
                row("xor [rax], cl", a -> a.xor(mem(RAX), CL), "30 08"),
                row("xor rsp, 8", a -> a.xor(RSP, 8), "48 83 F4 08"),
                row("xor rsp, -128", a -> a.xor(RSP, -128), "48 83 F4 80"),
                row("xor rcx, 128", a -> a.xor(RCX, 128), "48 81 F1 80 00 00 00"),
                row("xor ecx, 0xfffffffe", a -> a.xor(ECX, 0xFFFF_FFFEL), "83 F1 FE"),
                row("xor r8d, 0x80000000", a -> a.xor(R8D, 0x8000_0000L), "41 81 F0 00 00 00 80"),
                row("xor bx, 0x1234", a -> a.xor(BX, 0x1234), "66 81 F3 34 12"),
                row("xor dl, 0xff", a -> a.xor(DL, 0xFF), "80 F2 FF"),
                row("xor r10b, 3", a -> a.xor(R10B, 3), "41 80 F2 03"),
                row("xor byte ptr [rax], 1", a -> a.xor(BYTE, mem(RAX), 1), "80 30 01"),
                row(
                        "xor qword ptr gs:[16], 1000",
                        a -> a.xor(QWORD, gs(16), 1000),
                        "65 48 81 34 25 10 00 00 00 E8 03 00 00"),
                row("xor dword ptr [rbp+4], -1", a -> a.xor(DWORD, mem(RBP, 4), -1), "83 75 04 FF"),
                row("xor word ptr [rbx], 0x100", a -> a.xor(WORD, mem(RBX), 0x100), "66 81 33 00 01"),
                row("cmp rax, r9", a -> a.cmp(RAX, R9), "4C 39 C8"),
                row("cmp bl, sil", a -> a.cmp(BL, SIL), "40 38 F3"),
                row("cmp cx, r8w", a -> a.cmp(CX, R8W), "66 44 39 C1"),
                row("cmp rdx, [rdi+8]", a -> a.cmp(RDX, mem(RDI, 8)), "48 3B 57 08"),
                row("cmp dl, [rdi]", a -> a.cmp(DL, mem(RDI)), "3A 17"),
                row("cmp [rsp+8], r12d", a -> a.cmp(mem(RSP, 8), R12D), "44 39 64 24 08"),
                row("cmp [rax], cl", a -> a.cmp(mem(RAX), CL), "38 08"),
                row("cmp rsp, 8", a -> a.cmp(RSP, 8), "48 83 FC 08"),
                row("cmp rsp, -128", a -> a.cmp(RSP, -128), "48 83 FC 80"),
                row("cmp rcx, 128", a -> a.cmp(RCX, 128), "48 81 F9 80 00 00 00"),
                row("cmp ecx, 0xfffffffe", a -> a.cmp(ECX, 0xFFFF_FFFEL), "83 F9 FE"),
                row("cmp r8d, 0x80000000", a -> a.cmp(R8D, 0x8000_0000L), "41 81 F8 00 00 00 80"),
                row("cmp bx, 0x1234", a -> a.cmp(BX, 0x1234), "66 81 FB 34 12"),
                row("cmp dl, 0xff", a -> a.cmp(DL, 0xFF), "80 FA FF"),
                row("cmp r10b, 3", a -> a.cmp(R10B, 3), "41 80 FA 03"),
                row("cmp byte ptr [rax], 1", a -> a.cmp(BYTE, mem(RAX), 1), "80 38 01"),
                row(
                        "cmp qword ptr gs:[16], 1000",
                        a -> a.cmp(QWORD, gs(16), 1000),
                        "65 48 81 3C 25 10 00 00 00 E8 03 00 00"),
                row("cmp dword ptr [rbp+4], -1", a -> a.cmp(DWORD, mem(RBP, 4), -1), "83 7D 04 FF"),
                row("cmp word ptr [rbx], 0x100", a -> a.cmp(WORD, mem(RBX), 0x100), "66 81 3B 00 01"),
                row("lock add qword ptr [rax], 1", a -> a.lock().add(QWORD, mem(RAX), 1), "F0 48 83 00 01"),
                row("lock or [rax], ecx", a -> a.lock().or(mem(RAX), ECX), "F0 09 08"),
                row("lock inc dword ptr gs:[4]", a -> a.lock().inc(DWORD, gs(4)), "65 F0 FF 04 25 04 00 00 00"),
                row("lock bts qword ptr [rdi], 63", a -> a.lock().bts(QWORD, mem(RDI), 63), "F0 48 0F BA 2F 3F"),
                row("test rdi, rdi", a -> a.test(RDI, RDI), "48 85 FF"),
                row("test al, r9b", a -> a.test(AL, R9B), "44 84 C8"),
                row("test [rsi], ecx", a -> a.test(mem(RSI), ECX), "85 0E"),
                row("test cl, 0x80", a -> a.test(CL, 0x80), "F6 C1 80"),
                row("test rbx, 0x200", a -> a.test(RBX, 0x200), "48 F7 C3 00 02 00 00"),
                row("test bx, 1", a -> a.test(BX, 1), "66 F7 C3 01 00"),
                row("test byte ptr [rsp+8], 3", a -> a.test(BYTE, mem(RSP, 8), 3), "F6 44 24 08 03"),
                row(
                        "test qword ptr [rsp+144], 0x200",
                        a -> a.test(QWORD, mem(RSP, 144), 0x200),
                        "48 F7 84 24 90 00 00 00 00 02 00 00"),
                row("inc r11", a -> a.inc(R11), "49 FF C3"),
                row("inc ebx", a -> a.inc(EBX), "FF C3"),
                row("inc bpl", a -> a.inc(BPL), "40 FE C5"),
                row("inc cx", a -> a.inc(CX), "66 FF C1"),
                row("inc byte ptr [rax]", a -> a.inc(BYTE, mem(RAX)), "FE 00"),
                row("inc qword ptr [r14+8]", a -> a.inc(QWORD, mem(R14, 8)), "49 FF 46 08"),
                row("dec r11", a -> a.dec(R11), "49 FF CB"),
                row("dec ebx", a -> a.dec(EBX), "FF CB"),
                row("dec bpl", a -> a.dec(BPL), "40 FE CD"),
                row("dec cx", a -> a.dec(CX), "66 FF C9"),
                row("dec byte ptr [rax]", a -> a.dec(BYTE, mem(RAX)), "FE 08"),
                row("dec qword ptr [r14+8]", a -> a.dec(QWORD, mem(R14, 8)), "49 FF 4E 08"),
                row("not r11", a -> a.not(R11), "49 F7 D3"),
                row("not ebx", a -> a.not(EBX), "F7 D3"),
                row("not bpl", a -> a.not(BPL), "40 F6 D5"),
                row("not cx", a -> a.not(CX), "66 F7 D1"),
                row("not byte ptr [rax]", a -> a.not(BYTE, mem(RAX)), "F6 10"),
                row("not qword ptr [r14+8]", a -> a.not(QWORD, mem(R14, 8)), "49 F7 56 08"),
                row("neg r11", a -> a.neg(R11), "49 F7 DB"),
                row("neg ebx", a -> a.neg(EBX), "F7 DB"),
                row("neg bpl", a -> a.neg(BPL), "40 F6 DD"),
                row("neg cx", a -> a.neg(CX), "66 F7 D9"),
                row("neg byte ptr [rax]", a -> a.neg(BYTE, mem(RAX)), "F6 18"),
                row("neg qword ptr [r14+8]", a -> a.neg(QWORD, mem(R14, 8)), "49 F7 5E 08"),
                row("shl rax, 32", a -> a.shl(RAX, 32), "48 C1 E0 20"),
                row("shl r9d, 1", a -> a.shl(R9D, 1), "41 D1 E1"),
                row("shl sil, 7", a -> a.shl(SIL, 7), "40 C0 E6 07"),
                row("shl dx, 4", a -> a.shl(DX, 4), "66 C1 E2 04"),
                row("shr rax, 32", a -> a.shr(RAX, 32), "48 C1 E8 20"),
                row("shr r9d, 1", a -> a.shr(R9D, 1), "41 D1 E9"),
                row("shr sil, 7", a -> a.shr(SIL, 7), "40 C0 EE 07"),
                row("shr dx, 4", a -> a.shr(DX, 4), "66 C1 EA 04"),
                row("sar rax, 32", a -> a.sar(RAX, 32), "48 C1 F8 20"),
                row("sar r9d, 1", a -> a.sar(R9D, 1), "41 D1 F9"),
                row("sar sil, 7", a -> a.sar(SIL, 7), "40 C0 FE 07"),
                row("sar dx, 4", a -> a.sar(DX, 4), "66 C1 FA 04"),
                row("bt eax, 5", a -> a.bt(EAX, 5), "0F BA E0 05"),
                row("bt r8, 63", a -> a.bt(R8, 63), "49 0F BA E0 3F"),
                row("bt dword ptr [rdi], 31", a -> a.bt(DWORD, mem(RDI), 31), "0F BA 27 1F"),
                row("bt qword ptr [r12], 40", a -> a.bt(QWORD, mem(R12), 40), "49 0F BA 24 24 28"),
                row("bts eax, 5", a -> a.bts(EAX, 5), "0F BA E8 05"),
                row("bts r8, 63", a -> a.bts(R8, 63), "49 0F BA E8 3F"),
                row("bts dword ptr [rdi], 31", a -> a.bts(DWORD, mem(RDI), 31), "0F BA 2F 1F"),
                row("bts qword ptr [r12], 40", a -> a.bts(QWORD, mem(R12), 40), "49 0F BA 2C 24 28"),
                row("btr eax, 5", a -> a.btr(EAX, 5), "0F BA F0 05"),
                row("btr r8, 63", a -> a.btr(R8, 63), "49 0F BA F0 3F"),
                row("btr dword ptr [rdi], 31", a -> a.btr(DWORD, mem(RDI), 31), "0F BA 37 1F"),
                row("btr qword ptr [r12], 40", a -> a.btr(QWORD, mem(R12), 40), "49 0F BA 34 24 28"));
    }
}
