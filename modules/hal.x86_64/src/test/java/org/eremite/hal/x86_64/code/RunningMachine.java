package org.eremite.hal.x86_64.code;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.function.LongSupplier;
import org.eremite.hal.x86_64.BootDataDescriptor;
import org.eremite.hal.x86_64.ContextDescriptor;
import org.eremite.hal.x86_64.CpuAreaDescriptor;
import org.eremite.hal.x86_64.Vectors;
import org.eremite.hal.x86_64.assembler.Mode;

/** The image after entry code on its booting processor, with the tables that Java fills, ready to run contexts. */
final class RunningMachine {
    private static final int STACK_BYTES = 8 << 10;
    private static final int CONTEXT_BYTES = 1024;
    private static final long STACKS = 64 << 10;

    final BootedImage image = BootedImage.image();
    final Platform platform = new Platform();
    final Interpreter cpu = new Interpreter(image.loaded(), platform);
    final long area = image.virtual(SymbolNames.BOOT_CPU_AREA);

    /** Boots to the first Java function and loads the tables. */
    RunningMachine() {
        enterByPvh(cpu, image);
        cpu.runTo(image.virtual(SymbolNames.JAVA_BOOT));
        fillArea(area);
        call("eremite_load_tables", area, 0);
    }

    /** State that the PVH boot protocol promises; whatever it leaves open has some value that is not zero. */
    static void enterByPvh(Interpreter cpu, BootedImage image) {
        Arrays.fill(cpu.registers, 0x5555_5555L);
        cpu.mode = Mode.CODE_32;
        cpu.cr0 = 0x11;
        cpu.rip = image.physical(SymbolNames.ENTRY);
        cpu.registers[Processor.RBX] = 0x1000;
    }

    /** Segment and stack of an area, as Java fills them (SDM vol. 3, 3.4.5 and 8.2.3). */
    void fillArea(long base) {
        long task = base + CpuAreaDescriptor.TSS;
        long[] descriptors = {
            0,
            CpuAreaDescriptor.CODE_SEGMENT,
            CpuAreaDescriptor.DATA_SEGMENT,
            0x0000_8900_0000_0067L | (task & 0xFF_FFFF) << 16 | (task & 0xFF00_0000L) << 32,
            task >>> 32
        };
        for (int i = 0; i < descriptors.length; i++) {
            putLong(base + CpuAreaDescriptor.GDT + (long) i * Long.BYTES, descriptors[i]);
        }
        cpu.write(base + CpuAreaDescriptor.GDT_OPERAND, descriptors.length * Long.BYTES - 1, 2);
        putLong(base + CpuAreaDescriptor.GDT_OPERAND + 2, base + CpuAreaDescriptor.GDT);
        cpu.write(base + CpuAreaDescriptor.IDT_OPERAND, 0xFFF, 2);
        putLong(base + CpuAreaDescriptor.IDT_OPERAND + 2, image.virtual(SymbolNames.IDT));
        putLong(base + CpuAreaDescriptor.SELF, base);
        putLong(base + CpuAreaDescriptor.DISPATCH_STACK, dispatchStackTop(base));
    }

    static long dispatchStackTop(long area) {
        return area + CpuAreaDescriptor.DISPATCH_STACK_TOP;
    }

    long exceptionStackTop() {
        return area + CpuAreaDescriptor.EXCEPTION_STACK_TOP;
    }

    /** Calls an assembled function as C code does; returns RAX. */
    long call(String symbol, long first, long second) {
        cpu.registers[Processor.RDI] = first;
        cpu.registers[Processor.RSI] = second;
        return call(symbol);
    }

    /** Calls an assembled function with the registers as they are. */
    long call(String symbol) {
        long comeBack = image.virtual(BootedImage.THREAD + (BootedImage.THREADS - 1));
        long stack = cpu.registers[Processor.RSP];
        cpu.push(comeBack);
        cpu.rip = image.virtual(symbol);
        cpu.runTo(comeBack);
        assertEquals(stack, cpu.registers[Processor.RSP], "stack pointer after the call");
        return cpu.registers[Processor.RAX];
    }

    /** Delivers a vector to its stub, on the stack of the dispatcher or of exceptions. */
    void interrupt(int vector, Long errorCode) {
        long handler = cpu.readLong(image.virtual(SymbolNames.VECTORS) + (long) vector * Long.BYTES);
        long stack = vector < Vectors.EXCEPTIONS ? exceptionStackTop() : dispatchStackTop(area);
        cpu.deliver(handler, stack, errorCode);
    }

    /** {@code symbol} becomes a Java function: runs {@code body}, loses all registers but RAX and RSP, returns. */
    void javaFunction(String symbol, Random random, LongSupplier body) {
        cpu.onArrival(image.virtual(symbol), () -> {
            requireCallable();
            long result = body.getAsLong();
            long stack = cpu.registers[Processor.RSP];
            scramble(random);
            cpu.flags = Processor.ALWAYS_ONE | cpu.flags & ~(Processor.IF | Processor.DF);
            cpu.registers[Processor.RSP] = stack;
            cpu.registers[Processor.RAX] = result;
            cpu.rip = cpu.pop();
        });
    }

    /** What Java functions find (System V AMD64 ABI 3.2.2, and the runtime's reserved registers). */
    void requireCallable() {
        assertEquals(8, cpu.registers[Processor.RSP] & 15, "stack is aligned before the call");
        assertEquals(0, cpu.flags & (Processor.IF | Processor.DF), "interrupts are disabled, strings run upward");
        assertEquals(BootedImage.CODE.heapBase(), cpu.registers[Processor.R14], "heap base register");
        assertEquals(0, cpu.registers[Processor.R15], "no Java thread");
        assertEquals(area, cpu.gsBase(), "GS base");
    }

    void requireOnDispatchStack() {
        long stack = cpu.registers[Processor.RSP];
        assertTrue(stack > area + CpuAreaDescriptor.DISPATCH_STACK_GUARD && stack < dispatchStackTop(area), "on the dispatch stack");
    }

    /** Random values in every register, the flags and the extended state. */
    void scramble(Random random) {
        for (int i = 0; i < Processor.REGISTERS; i++) {
            cpu.registers[i] = random.nextLong();
        }
        random.nextBytes(cpu.extended);
        cpu.flags = Processor.ALWAYS_ONE
                | random.nextLong() & Processor.WRITABLE_FLAGS & ~(Processor.TF | Processor.NT);
    }

    /** Context {@code number} of the heap. */
    static long context(int number) {
        return BootedImage.heap() + (long) number * CONTEXT_BYTES;
    }

    /** End of the stack of thread {@code number}. */
    static long stackTop(int number) {
        return BootedImage.heap() + STACKS + (number + 1L) * STACK_BYTES;
    }

    /**
     * A new context, laid out as {@code X86Contexts.prepare} states: R15 .. RBP, RFLAGS, return address, upward. What
     * the first code of a thread sets for itself is not zero here.
     */
    void prepare(int number, long entry, long argument) {
        long[] words = {-1, -1, -1, argument, entry, -1, 0x202, image.virtual("eremite_thread_start"), 0, 0};
        long stack = stackTop(number) - (long) words.length * Long.BYTES;
        for (int i = 0; i < words.length; i++) {
            putLong(stack + (long) i * Long.BYTES, words[i]);
        }
        putLong(context(number) + ContextDescriptor.KIND, ContextDescriptor.VOLUNTARY);
        putLong(context(number) + ContextDescriptor.RSP, stack);
    }

    void setCurrent(long context) {
        putLong(area + CpuAreaDescriptor.CONTEXT, context);
    }

    long current() {
        return cpu.readLong(area + CpuAreaDescriptor.CONTEXT);
    }

    void panicking(long value) {
        putLong(image.virtual(SymbolNames.BOOT_DATA) + BootDataDescriptor.PANICKING, value);
    }

    void putLong(long address, long value) {
        cpu.write(address, value, Long.BYTES);
    }
}
