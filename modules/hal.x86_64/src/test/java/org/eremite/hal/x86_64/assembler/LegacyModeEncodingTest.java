package org.eremite.hal.x86_64.assembler;

import static org.eremite.hal.x86_64.assembler.ControlRegister.CR0;
import static org.eremite.hal.x86_64.assembler.ControlRegister.CR3;
import static org.eremite.hal.x86_64.assembler.ControlRegister.CR4;
import static org.eremite.hal.x86_64.assembler.Encodings.row;
import static org.eremite.hal.x86_64.assembler.Encodings.tests;
import static org.eremite.hal.x86_64.assembler.Memory.absolute;
import static org.eremite.hal.x86_64.assembler.Memory.gs;
import static org.eremite.hal.x86_64.assembler.Memory.mem;
import static org.eremite.hal.x86_64.assembler.Reference.physical;
import static org.eremite.hal.x86_64.assembler.Register.AL;
import static org.eremite.hal.x86_64.assembler.Register.AX;
import static org.eremite.hal.x86_64.assembler.Register.BX;
import static org.eremite.hal.x86_64.assembler.Register.CL;
import static org.eremite.hal.x86_64.assembler.Register.DX;
import static org.eremite.hal.x86_64.assembler.Register.EAX;
import static org.eremite.hal.x86_64.assembler.Register.EBP;
import static org.eremite.hal.x86_64.assembler.Register.EBX;
import static org.eremite.hal.x86_64.assembler.Register.ECX;
import static org.eremite.hal.x86_64.assembler.Register.EDI;
import static org.eremite.hal.x86_64.assembler.Register.ESI;
import static org.eremite.hal.x86_64.assembler.Register.ESP;
import static org.eremite.hal.x86_64.assembler.SegmentRegister.CS;
import static org.eremite.hal.x86_64.assembler.SegmentRegister.DS;
import static org.eremite.hal.x86_64.assembler.Size.DWORD;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What changes in 16-bit and 32-bit code. */
class LegacyModeEncodingTest {
    @TestFactory
    Stream<DynamicTest> protectedMode() {
        return tests(
                Mode.CODE_32,
                row("mov eax, [ebx+4]", a -> a.mov(EAX, mem(EBX, 4)), "8B 43 04"),
                row("mov ebx, [0x100000]", a -> a.mov(EBX, absolute(0x100000)), "8B 1D 00 00 10 00"),
                row("mov ebx, [0xfee00000]", a -> a.mov(EBX, absolute(0xFEE0_0000L)), "8B 1D 00 00 E0 FE"),
                row(
                        "mov dword ptr [edi+ecx*8+4], 0",
                        a -> a.mov(DWORD, mem(EDI, ECX, 8, 4), 0),
                        "C7 44 CF 04 00 00 00 00"),
                row("mov ecx, [ecx-4]", a -> a.mov(ECX, mem(ECX, 0xFFFF_FFFCL)), "8B 49 FC"),
                row("mov esp, 0x1000", a -> a.mov(ESP, 0x1000), "BC 00 10 00 00"),
                row("mov ax, 16", a -> a.mov(AX, 16), "66 B8 10 00"),
                row("mov ds, ax", a -> a.mov(DS, AX), "8E D8"),
                row("mov edi, physical symbol", a -> a.mov(EDI, physical("symbol")), "BF 00 00 00 00"),
                row("mov [physical symbol+8], ecx", a -> a.mov(mem(physical("symbol"), 8), ECX), "89 0D 00 00 00 00"),
                row(
                        "mov [ebx+physical symbol], ecx",
                        a -> a.mov(mem(EBX, physical("symbol"), 0), ECX),
                        "89 8B 00 00 00 00"),
                row("lgdt [physical symbol]", a -> a.lgdt(mem(physical("symbol"))), "0F 01 15 00 00 00 00"),
                row("ljmp 8:physical symbol", a -> a.ljmp(8, physical("symbol")), "EA 00 00 00 00 08 00"),
                row("push ebx", a -> a.push(EBX), "53"),
                row("pop ebp", a -> a.pop(EBP), "5D"),
                row("push 8", a -> a.push(8), "6A 08"),
                row("push 0x1000", a -> a.push(0x1000), "68 00 10 00 00"),
                row("pushfd", a -> a.pushfd(), "9C"),
                row("popfd", a -> a.popfd(), "9D"),
                row("mov cr3, eax", a -> a.mov(CR3, EAX), "0F 22 D8"),
                row("mov eax, cr4", a -> a.mov(EAX, CR4), "0F 20 E0"),
                row("or ecx, 0x100", a -> a.or(ECX, 0x100), "81 C9 00 01 00 00"),
                row("inc eax", a -> a.inc(EAX), "FF C0"),
                row("inc al", a -> a.inc(AL), "FE C0"),
                row("add edi, 8", a -> a.add(EDI, 8), "83 C7 08"),
                row("retf", a -> a.lret(), "CB"),
                row("iretd", a -> a.iretd(), "CF"),
                row("call eax", a -> a.call(EAX), "FF D0"),
                row("jmp symbol", a -> a.jmp("symbol"), "E9 00 00 00 00"),
                row("rep stosd", a -> a.repStosd(), "F3 AB"),
                row("bts eax, 31", a -> a.bts(EAX, 31), "0F BA E8 1F"),
                row("out dx, ax", a -> a.out(DX, AX), "66 EF"),
                row("cpuid", a -> a.cpuid(), "0F A2"),
                row("mov gs:[8], ecx", a -> a.mov(gs(8), ECX), "65 89 0D 08 00 00 00"),
                row("lock xadd [edi], eax", a -> a.lock().xadd(mem(EDI), EAX), "F0 0F C1 07"));
    }

    @TestFactory
    Stream<DynamicTest> realMode() {
        return tests(
                Mode.CODE_16,
                row("cli", a -> a.cli(), "FA"),
                row("xor ax, ax", a -> a.xor(AX, AX), "31 C0"),
                row("mov ds, ax", a -> a.mov(DS, AX), "8E D8"),
                row("mov ax, cs", a -> a.mov(AX, CS), "8C C8"),
                row("mov eax, cr0", a -> a.mov(EAX, CR0), "0F 20 C0"),
                row("or eax, 1", a -> a.or(EAX, 1), "66 83 C8 01"),
                row("mov cr0, eax", a -> a.mov(CR0, EAX), "0F 22 C0"),
                row("lgdt [0x8010] (32-bit base)", a -> a.lgdt(absolute(0x8010)), "66 0F 01 16 10 80"),
                row("mov bx, [0x8000]", a -> a.mov(BX, absolute(0x8000)), "8B 1E 00 80"),
                row("mov ebx, cs:[16]", a -> a.mov(EBX, absolute(16).in(CS)), "2E 66 8B 1E 10 00"),
                row("mov [esi+4], cl", a -> a.mov(mem(ESI, 4), CL), "67 88 4E 04"),
                row("mov ebx, 0x12345678", a -> a.mov(EBX, 0x12345678), "66 BB 78 56 34 12"),
                row("mov edi, physical symbol", a -> a.mov(EDI, physical("symbol")), "66 BF 00 00 00 00"),
                row("ljmp 8:physical symbol", a -> a.ljmp(8, physical("symbol")), "66 EA 00 00 00 00 08 00"),
                row("push ax", a -> a.push(AX), "50"),
                row("iretd", a -> a.iretd(), "66 CF"),
                row("hlt", a -> a.hlt(), "F4"),
                row("out 0x92, al", a -> a.out(0x92, AL), "E6 92"),
                row("rdmsr", a -> a.rdmsr(), "0F 32"));
    }
}
