package org.eremite.hal.x86_64.code;

import static org.eremite.hal.x86_64.assembler.ControlRegister.CR2;
import static org.eremite.hal.x86_64.assembler.ControlRegister.CR3;
import static org.eremite.hal.x86_64.assembler.Memory.mem;
import static org.eremite.hal.x86_64.assembler.Register.AL;
import static org.eremite.hal.x86_64.assembler.Register.AX;
import static org.eremite.hal.x86_64.assembler.Register.DX;
import static org.eremite.hal.x86_64.assembler.Register.EAX;
import static org.eremite.hal.x86_64.assembler.Register.ECX;
import static org.eremite.hal.x86_64.assembler.Register.EDI;
import static org.eremite.hal.x86_64.assembler.Register.EDX;
import static org.eremite.hal.x86_64.assembler.Register.ESI;
import static org.eremite.hal.x86_64.assembler.Register.RAX;
import static org.eremite.hal.x86_64.assembler.Register.RBX;
import static org.eremite.hal.x86_64.assembler.Register.RCX;
import static org.eremite.hal.x86_64.assembler.Register.RDI;
import static org.eremite.hal.x86_64.assembler.Register.RDX;
import static org.eremite.hal.x86_64.assembler.Register.RSI;
import static org.eremite.hal.x86_64.assembler.Register.RSP;
import static org.eremite.hal.x86_64.assembler.SegmentRegister.DS;
import static org.eremite.hal.x86_64.assembler.SegmentRegister.ES;
import static org.eremite.hal.x86_64.assembler.SegmentRegister.GS;
import static org.eremite.hal.x86_64.assembler.SegmentRegister.SS;

import org.eremite.hal.Pages;
import org.eremite.hal.StackMemory;
import org.eremite.hal.code.Permission;
import org.eremite.hal.x86_64.CpuAreaDescriptor;
import org.eremite.hal.x86_64.SerialPortDescriptor;
import org.eremite.hal.x86_64.assembler.Assembler;
import org.eremite.hal.x86_64.assembler.Condition;
import org.eremite.hal.x86_64.assembler.Label;

/** The functions of {@link org.eremite.hal.x86_64.Instructions}. */
final class InstructionCode {
    private static final int PAGE = (int) Pages.SMALL;
    /** Bit of RFLAGS (SDM vol. 1, 3.4.3). */
    private static final int INTERRUPT_FLAG = 0x200;

    private final Assembler a;

    InstructionCode(Assembler assembler) {
        this.a = assembler;
    }

    void assemble() {
        a.section("eremite.instructions", Permission.READ_EXECUTE, 16);
        ports();
        serialFifos();
        modelSpecificRegisters();
        cpuid("eremite_cpuid_ab", () -> {
            a.shl(RBX, 32);
            a.or(RAX, RBX);
        });
        cpuid("eremite_cpuid_cd", () -> {
            a.shl(RDX, 32);
            a.mov(EAX, ECX);
            a.or(RAX, RDX);
        });
        function("eremite_read_tsc", () -> {
            a.lfence();
            a.rdtsc();
            a.shl(RDX, 32);
            a.or(RAX, RDX);
        });
        random("eremite_rdseed", () -> a.rdseed(RAX));
        random("eremite_rdrand", () -> a.rdrand(RAX));
        interrupts();
        paging();
        function("eremite_read_gs", () -> a.mov(RAX, mem(RDI).in(GS)));
        loadTables();
        runtimeQueries();
    }

    private void function(String name, Runnable body) {
        a.align(16);
        a.define(name);
        body.run();
        a.ret();
    }

    private void ports() {
        function("eremite_in8", () -> {
            a.mov(EDX, EDI);
            a.xor(EAX, EAX);
            a.in(AL, DX);
        });
        function("eremite_in32", () -> {
            a.mov(EDX, EDI);
            a.in(EAX, DX);
        });
        function("eremite_out8", () -> {
            a.mov(EDX, EDI);
            a.mov(EAX, ESI);
            a.out(DX, AL);
        });
        function("eremite_out16", () -> {
            a.mov(EDX, EDI);
            a.mov(EAX, ESI);
            a.out(DX, AX);
        });
        function("eremite_out32", () -> {
            a.mov(EDX, EDI);
            a.mov(EAX, ESI);
            a.out(DX, EAX);
        });
    }

    /** RDI = first I/O port. A byte that waits stays where it is: enabling the FIFOs would clear it. */
    private void serialFifos() {
        function("eremite_enable_serial_fifos", () -> {
            Label busy = new Label("fifos.busy");
            Label end = new Label("fifos.end");
            a.lea(EDX, mem(RDI, SerialPortDescriptor.LSR));
            a.in(AL, DX);
            a.test(AL, SerialPortDescriptor.LSR_DATA_READY);
            a.jcc(Condition.NOT_ZERO, busy);
            a.lea(EDX, mem(RDI, SerialPortDescriptor.FCR));
            a.mov(EAX, SerialPortDescriptor.FCR_RESET);
            a.out(DX, AL);
            a.mov(EAX, 1);
            a.jmp(end);
            a.bind(busy);
            a.xor(EAX, EAX);
            a.bind(end);
        });
    }

    private void modelSpecificRegisters() {
        function("eremite_read_msr", () -> {
            a.mov(ECX, EDI);
            a.rdmsr();
            a.shl(RDX, 32);
            a.or(RAX, RDX);
        });
        function("eremite_write_msr", () -> {
            a.mov(ECX, EDI);
            a.mov(EAX, ESI);
            a.mov(RDX, RSI);
            a.shr(RDX, 32);
            a.mfence();
            a.lfence();
            a.wrmsr();
        });
    }

    /** RBX is preserved: the calling convention asks for it. */
    private void cpuid(String name, Runnable combine) {
        function(name, () -> {
            a.push(RBX);
            a.mov(EAX, EDI);
            a.mov(ECX, ESI);
            a.cpuid();
            combine.run();
            a.pop(RBX);
        });
    }

    /** RDI = where the number goes, ESI = tries; carry says that there is one (SDM vol. 1, 7.3.17.1). */
    private void random(String name, Runnable instruction) {
        function(name, () -> {
            Label next = a.here(name + ".next");
            Label got = new Label(name + ".got");
            Label end = new Label(name + ".end");
            instruction.run();
            a.jcc(Condition.CARRY, got);
            a.pause();
            a.sub(ESI, 1);
            a.jcc(Condition.NOT_ZERO, next);
            a.xor(EAX, EAX);
            a.jmp(end);
            a.bind(got);
            a.mov(mem(RDI), RAX);
            a.mov(EAX, 1);
            a.bind(end);
        });
    }

    private void interrupts() {
        function("eremite_disable_interrupts", () -> {
            Label disabled = new Label("disable.disabled");
            a.pushfq();
            a.pop(RAX);
            a.mov(RCX, RAX);
            a.and(RCX, INTERRUPT_FLAG);
            a.jcc(Condition.EQUAL, disabled);
            // A page fault with interrupts disabled is an error: touch what the caller may use of its stack meanwhile.
            for (int offset = PAGE; offset <= StackMemory.PROBED_BYTES; offset += PAGE) {
                a.mov(RCX, mem(RSP, -offset));
            }
            a.cli();
            a.bind(disabled);
        });
        function("eremite_restore_flags", () -> {
            a.push(RDI);
            a.popfq();
        });
        function("eremite_wait_for_interrupt", () -> {
            a.sti();
            a.hlt();
        });
        function("eremite_pause", a::pause);
        function("eremite_halt_forever", () -> {
            Label halt = a.here("halt");
            a.cli();
            a.hlt();
            a.jmp(halt);
        });
    }

    private void paging() {
        function("eremite_invalidate_page", () -> a.invlpg(mem(RDI)));
        function("eremite_flush_tlb", () -> {
            a.mov(RAX, CR3);
            a.mov(CR3, RAX);
        });
        function("eremite_read_cr2", () -> a.mov(RAX, CR2));
        function("eremite_read_cr3", () -> a.mov(RAX, CR3));
    }

    /**
     * What the runtime would ask a C library. Entry code has checked the CPU features the image was compiled for, so "are
     * they there" is answered with 0, no error; "what more is there" leaves the answer empty: nothing beyond is used.
     */
    private void runtimeQueries() {
        function(SymbolNames.ANSWER_NONE, () -> a.xor(EAX, EAX));
    }

    /** RDI = area. */
    private void loadTables() {
        Label reloaded = new Label("tables.reloaded");
        a.align(16);
        a.define(SymbolNames.LOAD_TABLES);
        a.lgdt(mem(RDI, CpuAreaDescriptor.GDT_OPERAND));
        a.lidt(mem(RDI, CpuAreaDescriptor.IDT_OPERAND));
        a.mov(EAX, CpuAreaDescriptor.TSS_SELECTOR);
        a.ltr(AX);
        a.push(CpuAreaDescriptor.CODE_SELECTOR);
        a.lea(RAX, mem(reloaded));
        a.push(RAX);
        a.retfq();
        a.bind(reloaded);
        a.mov(EAX, CpuAreaDescriptor.DATA_SELECTOR);
        a.mov(SS, EAX);
        a.mov(DS, EAX);
        a.mov(ES, EAX);
        BootCode.setGsBase(a);
        a.ret();
    }
}
