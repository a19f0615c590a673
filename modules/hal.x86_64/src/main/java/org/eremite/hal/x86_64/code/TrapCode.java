package org.eremite.hal.x86_64.code;

import static org.eremite.hal.x86_64.assembler.Memory.gs;
import static org.eremite.hal.x86_64.assembler.Memory.mem;
import static org.eremite.hal.x86_64.assembler.Register.EAX;
import static org.eremite.hal.x86_64.assembler.Register.EDX;
import static org.eremite.hal.x86_64.assembler.Register.R10;
import static org.eremite.hal.x86_64.assembler.Register.R11;
import static org.eremite.hal.x86_64.assembler.Register.R12;
import static org.eremite.hal.x86_64.assembler.Register.R13;
import static org.eremite.hal.x86_64.assembler.Register.R14;
import static org.eremite.hal.x86_64.assembler.Register.R15;
import static org.eremite.hal.x86_64.assembler.Register.R15D;
import static org.eremite.hal.x86_64.assembler.Register.R8;
import static org.eremite.hal.x86_64.assembler.Register.R9;
import static org.eremite.hal.x86_64.assembler.Register.RAX;
import static org.eremite.hal.x86_64.assembler.Register.RBP;
import static org.eremite.hal.x86_64.assembler.Register.RBX;
import static org.eremite.hal.x86_64.assembler.Register.RCX;
import static org.eremite.hal.x86_64.assembler.Register.RDI;
import static org.eremite.hal.x86_64.assembler.Register.RDX;
import static org.eremite.hal.x86_64.assembler.Register.RSI;
import static org.eremite.hal.x86_64.assembler.Register.RSP;

import java.util.List;
import java.util.Set;
import org.eremite.hal.code.Permission;
import org.eremite.hal.code.Relocation;
import org.eremite.hal.x86_64.BootDataDescriptor;
import org.eremite.hal.x86_64.ContextDescriptor;
import org.eremite.hal.x86_64.CpuAreaDescriptor;
import org.eremite.hal.x86_64.TrapFrameDescriptor;
import org.eremite.hal.x86_64.Vectors;
import org.eremite.hal.x86_64.assembler.Assembler;
import org.eremite.hal.x86_64.assembler.Condition;
import org.eremite.hal.x86_64.assembler.Label;
import org.eremite.hal.x86_64.assembler.Register;
import org.eremite.hal.x86_64.assembler.Size;

/** Stubs of all vectors: exceptions build a {@link TrapFrameDescriptor}, interrupts save the context they interrupt. */
final class TrapCode {
    /** Exceptions for which the CPU pushes an error code (SDM vol. 3, 6.13). */
    private static final Set<Integer> WITH_ERROR_CODE = Set.of(8, 10, 11, 12, 13, 14, 17, 21, 29, 30);
    /** Order of pushing, the reverse of {@link TrapFrameDescriptor#REGISTERS}. */
    private static final List<Register> FRAME =
            List.of(RAX, RBX, RCX, RDX, RSI, RDI, RBP, R8, R9, R10, R11, R12, R13, R14, R15);
    private static final int STACK_ALIGNMENT = 16;
    /** Bit of RFLAGS (SDM vol. 1, 3.4.3). */
    private static final int INTERRUPT_FLAG = 0x200;
    /** RFLAGS on the stack once RAX has been pushed on vector and error code. */
    private static final int RFLAGS_AFTER_RAX = TrapFrameDescriptor.RFLAGS - TrapFrameDescriptor.VECTOR + Long.BYTES;

    private final Assembler a;
    private final ContextCode contexts;
    private final long heapBase;

    TrapCode(Assembler assembler, ContextCode contexts, long heapBase) {
        this.a = assembler;
        this.contexts = contexts;
        this.heapBase = heapBase;
    }

    void assemble() {
        a.section("eremite.traps", Permission.READ_EXECUTE, 16);
        Label exception = new Label("exception");
        Label interrupt = new Label("interrupt");
        for (int vector = 0; vector < Vectors.COUNT; vector++) {
            a.define(name(vector));
            if (vector == Vectors.NMI) {
                stopIfPanicking();
            }
            if (vector < Vectors.EXCEPTIONS) {
                if (!WITH_ERROR_CODE.contains(vector)) {
                    a.push(0);
                }
                a.push(vector);
                if (vector == Vectors.PAGE_FAULT) {
                    pageFault(exception);
                }
                a.jmp(exception);
            } else {
                a.push(vector);
                a.jmp(interrupt);
            }
        }
        a.bind(exception);
        FRAME.forEach(a::push);
        a.mov(RDI, RSP);
        a.and(RSP, -STACK_ALIGNMENT);
        enterJava();
        a.call(SymbolNames.JAVA_EXCEPTION);
        a.ud2();

        a.bind(interrupt);
        contexts.saveInterrupted();
        enterJava();
        a.call(SymbolNames.JAVA_INTERRUPT);
        a.jmp(SymbolNames.RESUME);

        a.section("eremite.vectors", Permission.READ, 16);
        a.define(SymbolNames.VECTORS);
        for (int vector = 0; vector < Vectors.COUNT; vector++) {
            a.address(Relocation.Kind.ABSOLUTE_64, name(vector), 0);
        }
    }

    /** A CPU that panics stops the others by non-maskable interrupt. */
    private void stopIfPanicking() {
        Label goOn = new Label("nmi.goOn");
        a.push(RAX);
        a.movImmediate64(RAX, SymbolNames.BOOT_DATA);
        a.cmp(Size.QWORD, mem(RAX, BootDataDescriptor.PANICKING), 0);
        a.pop(RAX);
        a.jcc(Condition.EQUAL, goOn);
        Label halt = a.here("nmi.halt");
        a.hlt();
        a.jmp(halt);
        a.bind(goOn);
    }

    /**
     * Where interrupts were enabled, Java may put memory behind the address and return: then everything is as it was.
     * The frame is that of an exception. Extended state is kept in the context of the thread, which is free while the
     * thread runs.
     */
    private void pageFault(Label exception) {
        Label error = new Label("pageFault.error");
        a.push(RAX);
        a.mov(RAX, mem(RSP, RFLAGS_AFTER_RAX));
        a.and(RAX, INTERRUPT_FLAG);
        a.pop(RAX);
        a.jcc(Condition.EQUAL, error);
        FRAME.forEach(a::push);
        a.mov(RBX, gs(CpuAreaDescriptor.CONTEXT));
        a.mov(EAX, -1);
        a.mov(EDX, -1);
        a.xsave64(mem(RBX, ContextDescriptor.XSAVE));
        a.mov(RDI, RSP);
        a.and(RSP, -STACK_ALIGNMENT);
        a.push(RDI);
        a.push(RDI);
        enterJava();
        a.call(SymbolNames.JAVA_PAGE_FAULT);
        a.mov(RSP, mem(RSP));
        a.mov(RBX, gs(CpuAreaDescriptor.CONTEXT));
        a.mov(EAX, -1);
        a.mov(EDX, -1);
        a.xrstor64(mem(RBX, ContextDescriptor.XSAVE));
        FRAME.reversed().forEach(a::pop);
        a.add(RSP, TrapFrameDescriptor.RIP - TrapFrameDescriptor.VECTOR);
        a.iretq();
        a.bind(error);
    }

    private void enterJava() {
        a.cld();
        a.mov(R14, heapBase);
        a.xor(R15D, R15D);
    }

    private static String name(int vector) {
        return "eremite_vector_" + vector;
    }
}
