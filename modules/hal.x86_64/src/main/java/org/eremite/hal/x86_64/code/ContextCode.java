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
import org.eremite.hal.code.Permission;
import org.eremite.hal.x86_64.ContextDescriptor;
import org.eremite.hal.x86_64.CpuAreaDescriptor;
import org.eremite.hal.x86_64.assembler.Assembler;
import org.eremite.hal.x86_64.assembler.Condition;
import org.eremite.hal.x86_64.assembler.Label;
import org.eremite.hal.x86_64.assembler.Register;
import org.eremite.hal.x86_64.assembler.Size;

/** Leaving and resuming contexts ({@link ContextDescriptor}). */
final class ContextCode {
    /** General registers in the order of {@link ContextDescriptor#REGISTERS}. */
    private static final List<Register> SAVED =
            List.of(RAX, RBX, RCX, RDX, RSI, RDI, RBP, R8, R9, R10, R11, R12, R13, R14, R15);
    /** Registers a voluntary context keeps on its stack, in the order they are pushed. */
    private static final List<Register> PRESERVED = List.of(RBP, RBX, R12, R13, R14, R15);

    private final Assembler a;
    private final long heapBase;

    ContextCode(Assembler assembler, long heapBase) {
        this.a = assembler;
        this.heapBase = heapBase;
    }

    void assemble() {
        a.section("eremite.context", Permission.READ_EXECUTE, 16);
        threadStart();
        deschedule();
        enter();
        resume();
    }

    /** RBX = entry, R12 = argument, as X86Contexts.prepare laid them out. */
    private void threadStart() {
        a.define("eremite_thread_start");
        a.mov(R14, heapBase);
        a.xor(R15D, R15D);
        a.mov(RDI, R12);
        a.call(RBX);
        a.ud2();
    }

    /** RDI = request. */
    private void deschedule() {
        a.align(16);
        a.define("eremite_deschedule");
        // A page fault with interrupts disabled is an error: touch what is pushed below.
        a.mov(RAX, mem(RSP, -(PRESERVED.size() + 2) * Long.BYTES));
        a.pushfq();
        a.cli();
        PRESERVED.forEach(a::push);
        a.mov(RSI, RDI);
        a.mov(RDI, gs(CpuAreaDescriptor.CONTEXT));
        a.mov(mem(RDI, ContextDescriptor.RSP), RSP);
        a.mov(Size.QWORD, mem(RDI, ContextDescriptor.KIND), ContextDescriptor.VOLUNTARY);
        a.mov(RSP, gs(CpuAreaDescriptor.DISPATCH_STACK));
        // The dispatcher runs for no thread; a report of a fault in it must not show the stack of the one that left.
        a.xor(R15D, R15D);
        a.call(SymbolNames.JAVA_DISPATCH);
        a.jmp(SymbolNames.RESUME);
    }

    /** RDI = context. */
    private void enter() {
        a.align(16);
        a.define("eremite_enter");
        a.cli();
        a.mov(RAX, RDI);
        a.mov(RSP, gs(CpuAreaDescriptor.DISPATCH_STACK));
        a.jmp(SymbolNames.RESUME);
    }

    /** RAX = context. */
    private void resume() {
        Label interrupted = new Label("resume.interrupted");
        a.align(16);
        a.define(SymbolNames.RESUME);
        a.mov(gs(CpuAreaDescriptor.CONTEXT), RAX);
        a.cmp(Size.QWORD, mem(RAX, ContextDescriptor.KIND), ContextDescriptor.VOLUNTARY);
        a.jcc(Condition.NOT_EQUAL, interrupted);
        a.mov(RSP, mem(RAX, ContextDescriptor.RSP));
        PRESERVED.reversed().forEach(a::pop);
        a.popfq();
        a.ret();

        a.bind(interrupted);
        a.mov(RBX, RAX);
        a.mov(EAX, -1);
        a.mov(EDX, -1);
        a.xrstor64(mem(RBX, ContextDescriptor.XSAVE));
        a.push(CpuAreaDescriptor.DATA_SELECTOR);
        a.push(mem(RBX, ContextDescriptor.RSP));
        a.push(mem(RBX, ContextDescriptor.RFLAGS));
        a.push(CpuAreaDescriptor.CODE_SELECTOR);
        a.push(mem(RBX, ContextDescriptor.RIP));
        for (Register register : SAVED) {
            if (register != RBX) {
                a.mov(register, mem(RBX, offset(register)));
            }
        }
        a.mov(RBX, mem(RBX, offset(RBX)));
        a.iretq();
    }

    /**
     * Saves an interrupted context: on the stack are the vector and what the CPU pushed. Leaves the context in RSI and
     * the vector in RDI, and the stack empty.
     */
    void saveInterrupted() {
        a.push(RAX);
        a.mov(RAX, gs(CpuAreaDescriptor.CONTEXT));
        for (Register register : SAVED) {
            if (register != RAX) {
                a.mov(mem(RAX, offset(register)), register);
            }
        }
        a.mov(RSI, RAX);
        a.pop(RBX);
        a.mov(mem(RSI, offset(RAX)), RBX);
        a.pop(RDI);
        a.pop(RBX);
        a.mov(mem(RSI, ContextDescriptor.RIP), RBX);
        a.pop(RBX);
        a.pop(RBX);
        a.mov(mem(RSI, ContextDescriptor.RFLAGS), RBX);
        a.pop(RBX);
        a.mov(mem(RSI, ContextDescriptor.RSP), RBX);
        a.pop(RBX);
        a.mov(Size.QWORD, mem(RSI, ContextDescriptor.KIND), ContextDescriptor.INTERRUPTED);
        a.mov(EAX, -1);
        a.mov(EDX, -1);
        a.xsave64(mem(RSI, ContextDescriptor.XSAVE));
    }

    private static long offset(Register register) {
        return ContextDescriptor.REGISTERS + (long) SAVED.indexOf(register) * Long.BYTES;
    }
}
