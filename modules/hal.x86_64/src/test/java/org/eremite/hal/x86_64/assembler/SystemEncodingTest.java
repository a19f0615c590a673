package org.eremite.hal.x86_64.assembler;

import static org.eremite.hal.x86_64.assembler.ControlRegister.CR0;
import static org.eremite.hal.x86_64.assembler.ControlRegister.CR2;
import static org.eremite.hal.x86_64.assembler.ControlRegister.CR3;
import static org.eremite.hal.x86_64.assembler.ControlRegister.CR4;
import static org.eremite.hal.x86_64.assembler.ControlRegister.CR8;
import static org.eremite.hal.x86_64.assembler.Encodings.row;
import static org.eremite.hal.x86_64.assembler.Encodings.tests;
import static org.eremite.hal.x86_64.assembler.Memory.mem;
import static org.eremite.hal.x86_64.assembler.Register.AL;
import static org.eremite.hal.x86_64.assembler.Register.AX;
import static org.eremite.hal.x86_64.assembler.Register.CX;
import static org.eremite.hal.x86_64.assembler.Register.DX;
import static org.eremite.hal.x86_64.assembler.Register.EAX;
import static org.eremite.hal.x86_64.assembler.Register.ECX;
import static org.eremite.hal.x86_64.assembler.Register.R10;
import static org.eremite.hal.x86_64.assembler.Register.R12;
import static org.eremite.hal.x86_64.assembler.Register.R15;
import static org.eremite.hal.x86_64.assembler.Register.R8W;
import static org.eremite.hal.x86_64.assembler.Register.R9;
import static org.eremite.hal.x86_64.assembler.Register.RAX;
import static org.eremite.hal.x86_64.assembler.Register.RDI;
import static org.eremite.hal.x86_64.assembler.Register.RSI;
import static org.eremite.hal.x86_64.assembler.SegmentRegister.CS;
import static org.eremite.hal.x86_64.assembler.SegmentRegister.DS;
import static org.eremite.hal.x86_64.assembler.SegmentRegister.ES;
import static org.eremite.hal.x86_64.assembler.SegmentRegister.FS;
import static org.eremite.hal.x86_64.assembler.SegmentRegister.GS;
import static org.eremite.hal.x86_64.assembler.SegmentRegister.SS;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Processor state, ports and barriers. */
class SystemEncodingTest {
    @TestFactory
    Stream<DynamicTest> systemInstructions() {
        return tests(
                Mode.CODE_64,
                row("hlt", a -> a.hlt(), "F4"),
                row("cli", a -> a.cli(), "FA"),
                row("sti", a -> a.sti(), "FB"),
                row("cld", a -> a.cld(), "FC"),
                row("nop", a -> a.nop(), "90"),
                row("pause", a -> a.pause(), "F3 90"),
                row("mfence", a -> a.mfence(), "0F AE F0"),
                row("lfence", a -> a.lfence(), "0F AE E8"),
                row("sfence", a -> a.sfence(), "0F AE F8"),
                row("cpuid", a -> a.cpuid(), "0F A2"),
                row("rdmsr", a -> a.rdmsr(), "0F 32"),
                row("wrmsr", a -> a.wrmsr(), "0F 30"),
                row("rdtsc", a -> a.rdtsc(), "0F 31"),
                row("rdtscp", a -> a.rdtscp(), "0F 01 F9"),
                row("xgetbv", a -> a.xgetbv(), "0F 01 D0"),
                row("xsetbv", a -> a.xsetbv(), "0F 01 D1"),
                row("clac", a -> a.clac(), "0F 01 CA"),
                row("stac", a -> a.stac(), "0F 01 CB"),
                row("wbinvd", a -> a.wbinvd(), "0F 09"),
                row("fninit", a -> a.fninit(), "DB E3"),
                row("swapgs", a -> a.swapgs(), "0F 01 F8"),
                row("monitor", a -> a.monitor(), "0F 01 C8"),
                row("mwait", a -> a.mwait(), "0F 01 C9"),
                row("rdrand rax", a -> a.rdrand(RAX), "48 0F C7 F0"),
                row("rdrand r10", a -> a.rdrand(R10), "49 0F C7 F2"),
                row("rdrand ecx", a -> a.rdrand(ECX), "0F C7 F1"),
                row("rdrand dx", a -> a.rdrand(DX), "66 0F C7 F2"),
                row("rdseed rax", a -> a.rdseed(RAX), "48 0F C7 F8"),
                row("rdseed r10", a -> a.rdseed(R10), "49 0F C7 FA"),
                row("rdseed ecx", a -> a.rdseed(ECX), "0F C7 F9"),
                row("rdseed dx", a -> a.rdseed(DX), "66 0F C7 FA"),
                row("in al, dx", a -> a.in(AL, DX), "EC"),
                row("in al, 0x60", a -> a.in(AL, 0x60), "E4 60"),
                row("out dx, al", a -> a.out(DX, AL), "EE"),
                row("out 0xf4, al", a -> a.out(0xF4, AL), "E6 F4"),
                row("in ax, dx", a -> a.in(AX, DX), "66 ED"),
                row("in ax, 0x60", a -> a.in(AX, 0x60), "66 E5 60"),
                row("out dx, ax", a -> a.out(DX, AX), "66 EF"),
                row("out 0xf4, ax", a -> a.out(0xF4, AX), "66 E7 F4"),
                row("in eax, dx", a -> a.in(EAX, DX), "ED"),
                row("in eax, 0x60", a -> a.in(EAX, 0x60), "E5 60"),
                row("out dx, eax", a -> a.out(DX, EAX), "EF"),
                row("out 0xf4, eax", a -> a.out(0xF4, EAX), "E7 F4"),
                row("mov rax, cr0", a -> a.mov(RAX, CR0), "0F 20 C0"),
                row("mov cr0, r9", a -> a.mov(CR0, R9), "41 0F 22 C1"),
                row("mov rax, cr2", a -> a.mov(RAX, CR2), "0F 20 D0"),
                row("mov cr2, r9", a -> a.mov(CR2, R9), "41 0F 22 D1"),
                row("mov rax, cr3", a -> a.mov(RAX, CR3), "0F 20 D8"),
                row("mov cr3, r9", a -> a.mov(CR3, R9), "41 0F 22 D9"),
                row("mov rax, cr4", a -> a.mov(RAX, CR4), "0F 20 E0"),
                row("mov cr4, r9", a -> a.mov(CR4, R9), "41 0F 22 E1"),
                row("mov rax, cr8", a -> a.mov(RAX, CR8), "44 0F 20 C0"),
                row("mov cr8, r9", a -> a.mov(CR8, R9), "45 0F 22 C1"),
                row("mov es, ax", a -> a.mov(ES, AX), "8E C0"),
                row("mov ss, ax", a -> a.mov(SS, AX), "8E D0"),
                row("mov ds, ax", a -> a.mov(DS, AX), "8E D8"),
                row("mov fs, ax", a -> a.mov(FS, AX), "8E E0"),
                row("mov gs, ax", a -> a.mov(GS, AX), "8E E8"),
                row("mov gs, ecx", a -> a.mov(GS, ECX), "8E E9"),
                row("mov ds, r8w", a -> a.mov(DS, R8W), "41 8E D8"),
                row("mov eax, cs", a -> a.mov(EAX, CS), "8C C8"),
                row("mov ax, ss", a -> a.mov(AX, SS), "66 8C D0"),
                row("mov r9, gs", a -> a.mov(R9, GS), "49 8C E9"),
                row("mov word ptr [rdi], fs", a -> a.mov(mem(RDI), FS), "8C 27"),
                row("mov ss, word ptr [rdi]", a -> a.mov(SS, mem(RDI)), "8E 17"),
                row("sgdt [rdi+2]", a -> a.sgdt(mem(RDI, 2)), "0F 01 47 02"),
                row("sidt [rdi+2]", a -> a.sidt(mem(RDI, 2)), "0F 01 4F 02"),
                row("lgdt [rdi+2]", a -> a.lgdt(mem(RDI, 2)), "0F 01 57 02"),
                row("lidt [rdi+2]", a -> a.lidt(mem(RDI, 2)), "0F 01 5F 02"),
                row("lgdt [rip+symbol]", a -> a.lgdt(mem("symbol")), "0F 01 15 00 00 00 00"),
                row("ltr ax", a -> a.ltr(AX), "0F 00 D8"),
                row("lldt cx", a -> a.lldt(CX), "0F 00 D1"),
                row("str dx", a -> a.str(DX), "66 0F 00 CA"),
                row("invlpg [rax]", a -> a.invlpg(mem(RAX)), "0F 01 38"),
                row("invlpg [r15]", a -> a.invlpg(mem(R15)), "41 0F 01 3F"),
                row("fxsave64 [rsi+64]", a -> a.fxsave64(mem(RSI, 64)), "48 0F AE 46 40"),
                row("fxsave64 [r12]", a -> a.fxsave64(mem(R12)), "49 0F AE 04 24"),
                row("fxrstor64 [rsi+64]", a -> a.fxrstor64(mem(RSI, 64)), "48 0F AE 4E 40"),
                row("fxrstor64 [r12]", a -> a.fxrstor64(mem(R12)), "49 0F AE 0C 24"),
                row("xsave64 [rsi+64]", a -> a.xsave64(mem(RSI, 64)), "48 0F AE 66 40"),
                row("xsave64 [r12]", a -> a.xsave64(mem(R12)), "49 0F AE 24 24"),
                row("xrstor64 [rsi+64]", a -> a.xrstor64(mem(RSI, 64)), "48 0F AE 6E 40"),
                row("xrstor64 [r12]", a -> a.xrstor64(mem(R12)), "49 0F AE 2C 24"),
                row("xsaveopt64 [rsi+64]", a -> a.xsaveopt64(mem(RSI, 64)), "48 0F AE 76 40"),
                row("xsaveopt64 [r12]", a -> a.xsaveopt64(mem(R12)), "49 0F AE 34 24"),
                row("ldmxcsr [rsi+64]", a -> a.ldmxcsr(mem(RSI, 64)), "0F AE 56 40"),
                row("ldmxcsr [r12]", a -> a.ldmxcsr(mem(R12)), "41 0F AE 14 24"),
                row("stmxcsr [rsi+64]", a -> a.stmxcsr(mem(RSI, 64)), "0F AE 5E 40"),
                row("stmxcsr [r12]", a -> a.stmxcsr(mem(R12)), "41 0F AE 1C 24"),
                row("rdfsbase rax", a -> a.rdfsbase(RAX), "F3 48 0F AE C0"),
                row("rdfsbase r9", a -> a.rdfsbase(R9), "F3 49 0F AE C1"),
                row("rdgsbase rax", a -> a.rdgsbase(RAX), "F3 48 0F AE C8"),
                row("rdgsbase r9", a -> a.rdgsbase(R9), "F3 49 0F AE C9"),
                row("wrfsbase rax", a -> a.wrfsbase(RAX), "F3 48 0F AE D0"),
                row("wrfsbase r9", a -> a.wrfsbase(R9), "F3 49 0F AE D1"),
                row("wrgsbase rax", a -> a.wrgsbase(RAX), "F3 48 0F AE D8"),
                row("wrgsbase r9", a -> a.wrgsbase(R9), "F3 49 0F AE D9"));
    }
}
