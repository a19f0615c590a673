package org.eremite.hal.x86_64.code;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.eremite.hal.x86_64.ContextDescriptor;
import org.eremite.hal.x86_64.Vectors;
import org.junit.jupiter.api.Test;

/** Leaving and resuming contexts, executed from the assembled bytes. */
class ContextCodeTest {
    private static final int THREADS = 3;
    private static final int STACK_ROOM = 4096;

    /** A thread leaves its CPU, by its own call or by interrupt {@code vector}, and thread {@code next} follows. */
    record Switch(boolean voluntary, int vector, int next, long seed) {}

    @Provide
    Arbitrary<List<Switch>> switches() {
        return Combinators.combine(
                        Arbitraries.of(true, false),
                        Arbitraries.integers().between(Vectors.EXCEPTIONS, Vectors.COUNT - 1),
                        Arbitraries.integers().between(0, THREADS - 1),
                        Arbitraries.longs())
                .as(Switch::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(30);
    }

    /** Threads of a machine: what each must find when it is resumed. */
    private static final class Threads {
        private final RunningMachine machine = new RunningMachine();
        private final Interpreter cpu = machine.cpu;
        private final Snapshot[] left = new Snapshot[THREADS];
        private final boolean[] byCall = new boolean[THREADS];
        private int current;
        private Switch now;
        private long request;

        Threads() {
            Random random = new Random(1);
            machine.javaFunction(SymbolNames.JAVA_DISPATCH, random, this::dispatch);
            machine.javaFunction(SymbolNames.JAVA_INTERRUPT, random, this::interrupted);
            for (int i = 0; i < THREADS; i++) {
                machine.prepare(i, place(i), argument(i));
            }
            cpu.registers[Processor.RDI] = RunningMachine.context(0);
            cpu.rip = machine.image.virtual("eremite_enter");
            arrive();
        }

        private long place(int thread) {
            return machine.image.virtual(BootedImage.THREAD + thread);
        }

        private static long argument(int thread) {
            return 0xA000 + thread;
        }

        /** The current thread computes something and then leaves the CPU; the next one arrives. */
        void perform(Switch action) {
            now = action;
            Random random = new Random(action.seed);
            machine.scramble(random);
            cpu.registers[Processor.RSP] = RunningMachine.stackTop(current) - (random.nextInt(STACK_ROOM) & -16);
            cpu.rip = place(current);
            byCall[current] = action.voluntary;
            if (action.voluntary) {
                cpu.registers[Processor.R14] = BootedImage.CODE.heapBase();
                cpu.flags &= ~Processor.DF;
                left[current] = Snapshot.of(cpu);
                request = random.nextLong();
                cpu.registers[Processor.RDI] = request;
                cpu.push(cpu.rip);
                cpu.rip = machine.image.virtual("eremite_deschedule");
            } else {
                cpu.flags |= Processor.IF;
                left[current] = Snapshot.of(cpu);
                machine.interrupt(action.vector, null);
            }
            current = action.next;
            // The thread's own stub is passed over: control must leave it before it may come back.
            cpu.step();
            arrive();
        }

        private void arrive() {
            cpu.runTo(place(current));
            assertEquals(RunningMachine.context(current), machine.current(), "current context of the CPU");
            Snapshot before = left[current];
            if (before == null) {
                assertStarted();
            } else if (byCall[current]) {
                before.assertReturned(cpu);
            } else {
                before.assertRestored(cpu);
            }
        }

        private void assertStarted() {
            assertEquals(argument(current), cpu.registers[Processor.RDI], "argument");
            assertEquals(8, cpu.registers[Processor.RSP] & 15, "alignment of a called function");
            assertTrue(RunningMachine.stackTop(current) - cpu.registers[Processor.RSP] <= 64, "the stack is empty");
            assertEquals(BootedImage.CODE.heapBase(), cpu.registers[Processor.R14], "heap base register");
            assertEquals(0, cpu.registers[Processor.R15], "no Java thread yet");
            assertEquals(Processor.IF | Processor.ALWAYS_ONE, cpu.flags & 0xF02 & ~Processor.OF, "flags");
        }

        private long dispatch() {
            machine.requireOnDispatchStack();
            assertTrue(now.voluntary, "dispatch is called for threads that give up their CPU");
            assertEquals(request, cpu.registers[Processor.RSI], "request");
            return leave(cpu.registers[Processor.RDI]);
        }

        private long interrupted() {
            machine.requireOnDispatchStack();
            assertEquals(now.vector, cpu.registers[Processor.RDI], "vector");
            assertEquals(0, cpu.registers[Processor.R15], "interrupts run without a Java thread");
            return leave(cpu.registers[Processor.RSI]);
        }

        private long leave(long context) {
            assertEquals(machine.current(), context, "the context that was left");
            int kind = now.voluntary ? ContextDescriptor.VOLUNTARY : ContextDescriptor.INTERRUPTED;
            assertEquals(kind, cpu.readLong(context + ContextDescriptor.KIND), "kind of the context");
            return RunningMachine.context(now.next);
        }
    }

    @Property(tries = 150)
    void whateverLeavesAndResumesFindsItsStateAgain(@ForAll("switches") List<Switch> switches) {
        Threads threads = new Threads();
        switches.forEach(threads::perform);
    }

    @Test
    void aContextIsCompleteBeforeTheDispatcherSeesIt() {
        RunningMachine machine = new RunningMachine();
        Interpreter cpu = machine.cpu;
        machine.setCurrent(RunningMachine.context(0));
        machine.scramble(new Random(3));
        cpu.flags |= Processor.IF;
        cpu.registers[Processor.RSP] = RunningMachine.stackTop(0);
        cpu.rip = machine.image.virtual(BootedImage.THREAD + 0);
        Snapshot before = Snapshot.of(cpu);
        machine.interrupt(Vectors.TIMER, null);
        cpu.runTo(machine.image.virtual(SymbolNames.JAVA_INTERRUPT));

        long context = RunningMachine.context(0);
        // RAX, RBX, RCX, RDX, RSI, RDI, RBP, R8 .. R15, by their numbers in instructions.
        int[] order = {0, 3, 1, 2, 6, 7, 5, 8, 9, 10, 11, 12, 13, 14, 15};
        assertEquals(ContextDescriptor.GENERAL_REGISTERS, order.length);
        for (int i = 0; i < order.length; i++) {
            long saved = cpu.readLong(context + ContextDescriptor.REGISTERS + (long) i * Long.BYTES);
            assertEquals(before.registers()[order[i]], saved, "register " + order[i]);
        }
        assertEquals(before.rip(), cpu.readLong(context + ContextDescriptor.RIP), "RIP");
        assertEquals(before.flags(), cpu.readLong(context + ContextDescriptor.RFLAGS), "RFLAGS");
        assertEquals(before.registers()[Processor.RSP], cpu.readLong(context + ContextDescriptor.RSP), "RSP");
        assertEquals(before.extended()[24], cpu.read(context + ContextDescriptor.XSAVE + 24, 1) << 24 >> 24, "MXCSR");
        assertEquals(0b111, cpu.readLong(context + ContextDescriptor.XSAVE + 512) & 0b111, "x87, SSE, AVX are saved");
    }

    @Test
    void anInterruptBetweenAnyTwoInstructionsOfASwitchChangesNothing() {
        List<Integer> taken = new ArrayList<>();
        for (int boundary = 0; boundary < 60; boundary++) {
            if (switchWithInterrupt(boundary)) {
                taken.add(boundary);
            }
        }
        assertNotEquals(List.of(), taken, "interrupts are enabled at some place of the switch");
    }

    /** Deschedules a thread with one interrupt before instruction {@code boundary}, where that may be taken. */
    private static boolean switchWithInterrupt(int boundary) {
        RunningMachine machine = new RunningMachine();
        Interpreter cpu = machine.cpu;
        long context = RunningMachine.context(0);
        Random random = new Random(boundary);
        machine.javaFunction(SymbolNames.JAVA_DISPATCH, random, () -> context);
        machine.javaFunction(SymbolNames.JAVA_INTERRUPT, random, () -> {
            assertEquals(context, cpu.registers[Processor.RSI]);
            return context;
        });
        machine.setCurrent(context);
        machine.scramble(new Random(7));
        cpu.registers[Processor.R14] = BootedImage.CODE.heapBase();
        cpu.registers[Processor.RSP] = RunningMachine.stackTop(0);
        cpu.flags = cpu.flags & ~Processor.DF | Processor.IF;
        cpu.rip = machine.image.virtual(BootedImage.THREAD + 0);
        Snapshot before = Snapshot.of(cpu);
        cpu.push(cpu.rip);
        cpu.rip = machine.image.virtual("eremite_deschedule");
        boolean taken = false;
        for (int i = 0; cpu.rip != before.rip(); i++) {
            if (i == boundary && cpu.interruptible()) {
                machine.interrupt(Vectors.TIMER, null);
                taken = true;
            }
            cpu.step();
        }
        before.assertReturned(cpu);
        return taken;
    }

    @Test
    void enteringTheFirstContextIsNotInterrupted() {
        RunningMachine machine = new RunningMachine();
        Interpreter cpu = machine.cpu;
        machine.prepare(0, machine.image.virtual(BootedImage.THREAD + 0), 5);
        cpu.flags |= Processor.IF;
        cpu.registers[Processor.RDI] = RunningMachine.context(0);
        cpu.rip = machine.image.virtual("eremite_enter");
        cpu.runTo(machine.image.virtual(SymbolNames.RESUME));
        assertEquals(0, cpu.flags & Processor.IF);
        assertEquals(RunningMachine.dispatchStackTop(machine.area), cpu.registers[Processor.RSP]);
        cpu.runTo(machine.image.virtual(BootedImage.THREAD + 0));
        assertEquals(5, cpu.registers[Processor.RDI]);
    }

    @Test
    void dispatchingStartsWithAnEmptyStackEachTime() {
        RunningMachine machine = new RunningMachine();
        Interpreter cpu = machine.cpu;
        List<Long> stacks = new ArrayList<>();
        machine.javaFunction(SymbolNames.JAVA_DISPATCH, new Random(1), () -> {
            stacks.add(cpu.registers[Processor.RSP]);
            return RunningMachine.context(0);
        });
        machine.setCurrent(RunningMachine.context(0));
        cpu.registers[Processor.RSP] = RunningMachine.stackTop(0);
        cpu.registers[Processor.R14] = BootedImage.CODE.heapBase();
        machine.call("eremite_deschedule", 0, 0);
        machine.call("eremite_deschedule", 0, 0);
        long first = RunningMachine.dispatchStackTop(machine.area) - Long.BYTES;
        assertEquals(List.of(first, first), stacks);
    }
}
