package org.eremite.hal.x86_64.code;

import static org.eremite.hal.x86_64.assembler.ControlRegister.CR0;
import static org.eremite.hal.x86_64.assembler.ControlRegister.CR3;
import static org.eremite.hal.x86_64.assembler.ControlRegister.CR4;
import static org.eremite.hal.x86_64.assembler.Memory.mem;
import static org.eremite.hal.x86_64.assembler.Reference.distance;
import static org.eremite.hal.x86_64.assembler.Reference.physical;
import static org.eremite.hal.x86_64.assembler.Register.AL;
import static org.eremite.hal.x86_64.assembler.Register.AX;
import static org.eremite.hal.x86_64.assembler.Register.DX;
import static org.eremite.hal.x86_64.assembler.Register.EAX;
import static org.eremite.hal.x86_64.assembler.Register.EBP;
import static org.eremite.hal.x86_64.assembler.Register.EBX;
import static org.eremite.hal.x86_64.assembler.Register.ECX;
import static org.eremite.hal.x86_64.assembler.Register.EDI;
import static org.eremite.hal.x86_64.assembler.Register.EDX;
import static org.eremite.hal.x86_64.assembler.Register.ESI;
import static org.eremite.hal.x86_64.assembler.Register.R14;
import static org.eremite.hal.x86_64.assembler.Register.R15D;
import static org.eremite.hal.x86_64.assembler.Register.RAX;
import static org.eremite.hal.x86_64.assembler.Register.RDI;
import static org.eremite.hal.x86_64.assembler.Register.RDX;
import static org.eremite.hal.x86_64.assembler.Register.RSP;
import static org.eremite.hal.x86_64.assembler.SegmentRegister.CS;
import static org.eremite.hal.x86_64.assembler.SegmentRegister.DS;
import static org.eremite.hal.x86_64.assembler.SegmentRegister.ES;
import static org.eremite.hal.x86_64.assembler.SegmentRegister.FS;
import static org.eremite.hal.x86_64.assembler.SegmentRegister.GS;
import static org.eremite.hal.x86_64.assembler.SegmentRegister.SS;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eremite.hal.Panic;
import org.eremite.hal.code.Permission;
import org.eremite.hal.code.Relocation;
import org.eremite.hal.x86_64.BootDataDescriptor;
import org.eremite.hal.x86_64.CpuAreaDescriptor;
import org.eremite.hal.x86_64.ExitPorts;
import org.eremite.hal.x86_64.SerialPortDescriptor;
import org.eremite.hal.x86_64.TrampolineDescriptor;
import org.eremite.hal.x86_64.assembler.Assembler;
import org.eremite.hal.x86_64.assembler.Condition;
import org.eremite.hal.x86_64.assembler.Label;
import org.eremite.hal.x86_64.assembler.Mode;
import org.eremite.hal.x86_64.assembler.Size;

/**
 * Entry of the booting CPU by the PVH protocol (32-bit protected mode, paging off, EBX = start structure) and of
 * further CPUs by start-up interrupt (real mode): to 64-bit mode at final addresses, then into Java.
 */
final class BootCode {
    private static final int CODE_32_SELECTOR = 0x18;
    /** 32-bit code, of which no CPU makes use once it has an area; accessed already, like the other segments. */
    private static final long CODE_32_SEGMENT = 0x00CF_9B00_0000_FFFFL;

    private final Assembler a;
    private final long heapBase;
    private final InstructionSet level;
    private final List<CpuRequirement> requirements;
    private final Label failure = new Label("failure");

    BootCode(Assembler assembler, long heapBase, InstructionSet level) {
        this.a = assembler;
        this.heapBase = heapBase;
        this.level = level;
        this.requirements = level.requirements();
    }

    void assemble() {
        entry();
        trampoline();
        constants();
    }

    private void entry() {
        a.section("eremite.boot", Permission.READ_EXECUTE, 4096);
        a.mode(Mode.CODE_32);
        a.define(SymbolNames.ENTRY);
        a.cli();
        a.cld();
        a.mov(mem(physical(SymbolNames.BOOT_DATA), BootDataDescriptor.START_INFO), EBX);
        requireFeatures();
        enterLongMode();
        a.lgdt(mem(physical("eremite_boot_gdt_operand")));
        a.ljmp(CpuAreaDescriptor.CODE_SELECTOR, physical("eremite_entry_low"));
        fail();

        a.mode(Mode.CODE_64);
        a.define("eremite_entry_low");
        a.movImmediate64(RAX, "eremite_entry_high");
        a.jmp(RAX);
        a.define("eremite_entry_high");
        a.movImmediate64(RDI, SymbolNames.BOOT_CPU_AREA);
        arriveInHighMemory();
        a.call(SymbolNames.JAVA_BOOT);
        a.ud2();

        a.define("eremite_arrival_low");
        a.movImmediate64(RAX, "eremite_arrival_high");
        a.jmp(RAX);
        a.define("eremite_arrival_high");
        a.movImmediate64(RAX, SymbolNames.BOOT_DATA);
        a.mov(RDI, mem(RAX, BootDataDescriptor.MAILBOX_AREA));
        arriveInHighMemory();
        a.call(SymbolNames.LOAD_TABLES);
        // Read before Java announces this CPU: the mailbox is then free for the next one.
        a.movImmediate64(RAX, SymbolNames.BOOT_DATA);
        a.mov(RAX, mem(RAX, BootDataDescriptor.MAILBOX_CONTEXT));
        a.push(RAX);
        a.push(RAX);
        a.call(SymbolNames.JAVA_ARRIVE);
        a.pop(RAX);
        a.jmp(SymbolNames.RESUME);
    }

    /** Checks every {@link CpuRequirement}; a missing one ends in {@link #fail} with ESI at its name. */
    private void requireFeatures() {
        int highest = requirements.stream()
                .mapToInt(CpuRequirement::leaf)
                .filter(leaf -> leaf > 0)
                .max()
                .orElseThrow();
        a.mov(EAX, 0);
        a.cpuid();
        a.mov(ESI, physical("eremite_name_leaf"));
        a.cmp(EAX, highest);
        a.jcc(Condition.BELOW, failure);
        for (int i = 0; i < requirements.size(); i++) {
            CpuRequirement requirement = requirements.get(i);
            a.mov(EAX, requirement.leaf());
            a.mov(ECX, 0);
            a.cpuid();
            a.mov(ESI, physical("eremite_name_" + i));
            a.bt(requirement.register(), requirement.bit());
            a.jcc(Condition.NOT_CARRY, failure);
        }
    }

    /** Says over the serial line which feature is missing and ends the machine as a panic does. */
    private void fail() {
        a.bind(failure);
        a.mov(EBX, ESI);
        print("eremite_text_lacks");
        a.mov(ESI, EBX);
        print(null);
        print("eremite_text_advice");
        a.mov(ESI, physical("eremite_text_exit"));
        Label next = new Label("exit.next");
        Label end = new Label("exit.end");
        a.mov(EDX, ExitPorts.DEBUG_CONSOLE);
        a.bind(next);
        a.lodsb();
        a.test(AL, AL);
        a.jcc(Condition.ZERO, end);
        a.out(DX, AL);
        a.jmp(next);
        a.bind(end);
        a.mov(EAX, ExitPorts.EXIT_VALUE);
        a.mov(EDX, ExitPorts.DEBUG_EXIT);
        a.out(DX, EAX);
        Label halt = a.here("failure.halt");
        a.hlt();
        a.jmp(halt);
    }

    /** Sends the zero-terminated text at {@code symbol}, or at ESI where that is null. */
    private void print(String symbol) {
        if (symbol != null) {
            a.mov(ESI, physical(symbol));
        }
        Label next = a.here("print.next");
        Label wait = new Label("print.wait");
        Label end = new Label("print.end");
        a.lodsb();
        a.test(AL, AL);
        a.jcc(Condition.ZERO, end);
        a.mov(ECX, EAX);
        a.mov(EDX, SerialPortDescriptor.COM1 + SerialPortDescriptor.LSR);
        a.bind(wait);
        a.in(AL, DX);
        a.test(AL, SerialPortDescriptor.LSR_THR_EMPTY);
        a.jcc(Condition.ZERO, wait);
        a.mov(EAX, ECX);
        a.mov(EDX, SerialPortDescriptor.COM1 + SerialPortDescriptor.RBR_THR_DLL);
        a.out(DX, AL);
        a.jmp(next);
        a.bind(end);
    }

    /** From protected mode without paging to compatibility mode on the boot tables. */
    private void enterLongMode() {
        a.mov(EAX, ControlBits.CR4);
        a.mov(CR4, EAX);
        a.mov(EAX, physical(SymbolNames.BOOT_PML4));
        a.mov(CR3, EAX);
        a.mov(ECX, ControlBits.MSR_EFER);
        a.rdmsr();
        a.or(EAX, ControlBits.EFER);
        a.wrmsr();
        a.mov(EAX, ControlBits.CR0);
        a.mov(CR0, EAX);
    }

    /** At final addresses: segments, stack and GS base of the area in RDI, extended states, final page tables. */
    private void arriveInHighMemory() {
        // The table that led here lies in memory that the final page tables do not map at that address.
        a.movImmediate64(RAX, "eremite_boot_gdt_operand_high");
        a.lgdt(mem(RAX));
        a.mov(EAX, CpuAreaDescriptor.DATA_SELECTOR);
        a.mov(DS, EAX);
        a.mov(ES, EAX);
        a.mov(SS, EAX);
        a.mov(EAX, 0);
        a.mov(FS, EAX);
        a.mov(GS, EAX);
        a.lea(RSP, mem(RDI, CpuAreaDescriptor.DISPATCH_STACK_TOP));
        enableExtendedStates();
        setGsBase(a);
        a.movImmediate64(RAX, SymbolNames.BOOT_DATA);
        a.mov(RAX, mem(RAX, BootDataDescriptor.FINAL_PML4));
        a.mov(CR3, RAX);
        a.fninit();
        a.mov(R14, heapBase);
        a.xor(R15D, R15D);
        a.xor(EBP, EBP);
    }

    private void enableExtendedStates() {
        Label ready = new Label("states.ready");
        a.mov(EAX, ControlBits.CPUID_XSAVE);
        a.mov(ECX, 0);
        a.cpuid();
        a.and(EAX, ControlBits.XCR0_BASE | ControlBits.XCR0_AVX512);
        a.mov(EBX, EAX);
        a.and(EBX, ControlBits.XCR0_AVX512);
        a.cmp(EBX, ControlBits.XCR0_AVX512);
        a.jcc(Condition.EQUAL, ready);
        a.and(EAX, ControlBits.XCR0_BASE);
        a.bind(ready);
        a.mov(EDX, 0);
        a.mov(ECX, 0);
        a.xsetbv();
    }

    /** GS base = RDI; clobbers RAX, RCX, RDX. */
    static void setGsBase(Assembler a) {
        a.mov(ECX, ControlBits.MSR_GS_BASE);
        a.mov(EAX, EDI);
        a.mov(RDX, RDI);
        a.shr(RDX, 32);
        a.wrmsr();
    }

    /** Runs as a copy at {@link TrampolineDescriptor#ADDRESS}: only distances from its start may be used. */
    private void trampoline() {
        a.section("eremite.trampoline", Permission.READ, 16);
        Label start = new Label("trampoline");
        Label protectedMode = new Label("trampoline.protected");
        Label gdt = new Label("trampoline.gdt");
        Label operand = new Label("trampoline.operand");
        a.define(SymbolNames.TRAMPOLINE);
        a.bind(start);
        a.mode(Mode.CODE_16);
        a.cli();
        a.cld();
        a.mov(AX, CS);
        a.mov(DS, AX);
        a.lgdt(mem(distance(start, operand)));
        a.mov(EAX, ControlBits.CR0_PROTECTED);
        a.mov(CR0, EAX);
        a.ljmp(CODE_32_SELECTOR, distance(start, protectedMode), TrampolineDescriptor.ADDRESS);

        a.mode(Mode.CODE_32);
        a.bind(protectedMode);
        a.mov(EAX, CpuAreaDescriptor.DATA_SELECTOR);
        a.mov(DS, EAX);
        a.mov(SS, EAX);
        enterLongMode();
        a.ljmp(CpuAreaDescriptor.CODE_SELECTOR, physical("eremite_arrival_low"));

        a.align(8);
        a.bind(gdt);
        a.longs(0, CpuAreaDescriptor.CODE_SEGMENT, CpuAreaDescriptor.DATA_SEGMENT, CODE_32_SEGMENT);
        a.bind(operand);
        a.shorts(4 * Long.BYTES - 1);
        a.distance(Size.DWORD, start, gdt, TrampolineDescriptor.ADDRESS);
        a.define(SymbolNames.TRAMPOLINE_END);
        a.mode(Mode.CODE_64);
    }

    private void constants() {
        a.section("eremite.constants", Permission.READ, 16);
        a.define("eremite_boot_gdt");
        a.longs(0, CpuAreaDescriptor.CODE_SEGMENT, CpuAreaDescriptor.DATA_SEGMENT, CODE_32_SEGMENT);
        a.define("eremite_boot_gdt_operand");
        a.shorts(4 * Long.BYTES - 1);
        a.address(Relocation.Kind.PHYSICAL_32, "eremite_boot_gdt", 0);
        a.define("eremite_boot_gdt_operand_high");
        a.shorts(4 * Long.BYTES - 1);
        a.address(Relocation.Kind.ABSOLUTE_64, "eremite_boot_gdt", 0);
        text("eremite_text_lacks", "\neremite: panic: this CPU lacks ");
        text("eremite_text_advice", "; choose a CPU model that has it (QEMU: -cpu max)" + otherLevel() + "\n");
        text("eremite_text_exit", "exit " + Panic.STATUS + "\n");
        text("eremite_name_leaf", "CPUID leaf 7 (avx2, bmi1, bmi2)");
        for (int i = 0; i < requirements.size(); i++) {
            text("eremite_name_" + i, requirements.get(i).name());
        }
    }

    /** The other way out: an image that asks less of the CPU. */
    private String otherLevel() {
        return level == InstructionSet.V1 ? "" : " or assemble with -march below " + level.levelName();
    }

    private void text(String symbol, String text) {
        a.define(symbol);
        for (byte character : text.getBytes(StandardCharsets.US_ASCII)) {
            a.bytes(character);
        }
        a.bytes(0);
    }
}
