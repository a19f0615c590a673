package org.eremite.hal.x86_64.code;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.eremite.hal.x86_64.TrapFrameDescriptor;
import org.eremite.hal.x86_64.Vectors;
import org.junit.jupiter.api.Test;

/** Stubs of the vectors, executed from the assembled bytes. */
class TrapCodeTest {
    /** #DF, #TS, #NP, #SS, #GP, #PF, #AC, #CP, #VC, #SX (SDM vol. 3, table 6-1; APM vol. 2, 8.2). */
    private static final Set<Integer> WITH_ERROR_CODE = Set.of(8, 10, 11, 12, 13, 14, 17, 21, 29, 30);
    /** Numbers of R15 down to R8, RBP, RDI, RSI, RDX, RCX, RBX, RAX, as the frame lists them. */
    private static final int[] FRAME = {15, 14, 13, 12, 11, 10, 9, 8, 5, 7, 6, 2, 1, 3, 0};

    @Property(tries = 200)
    void everyExceptionBuildsTheFrameOfTheDescriptor(
            @ForAll @IntRange(max = Vectors.EXCEPTIONS - 1) int vector,
            @ForAll long seed,
            @ForAll @IntRange(min = 1) int errorCode) {
        RunningMachine machine = new RunningMachine();
        Interpreter cpu = machine.cpu;
        machine.scramble(new Random(seed));
        cpu.rip = machine.image.virtual(BootedImage.THREAD + 0);
        Snapshot before = Snapshot.of(cpu);
        boolean hasErrorCode = WITH_ERROR_CODE.contains(vector);
        machine.interrupt(vector, hasErrorCode ? (long) errorCode : null);
        machine.setCurrent(RunningMachine.context(0));
        boolean mayBeRepeated = vector == Vectors.PAGE_FAULT && (before.flags() & Processor.IF) != 0;
        cpu.runTo(machine.image.virtual(mayBeRepeated ? SymbolNames.JAVA_PAGE_FAULT : SymbolNames.JAVA_EXCEPTION));

        machine.requireCallable();
        assertEquals(0, cpu.registers[Processor.R15], "exceptions run without a Java thread");
        long frame = cpu.registers[Processor.RDI];
        for (int i = 0; i < FRAME.length; i++) {
            long saved = cpu.readLong(frame + TrapFrameDescriptor.REGISTERS + (long) i * Long.BYTES);
            assertEquals(before.registers()[FRAME[i]], saved, "register " + FRAME[i]);
        }
        assertEquals(before.registers()[15], cpu.readLong(frame + TrapFrameDescriptor.R15), "R15");
        assertEquals(vector, cpu.readLong(frame + TrapFrameDescriptor.VECTOR), "vector");
        assertEquals(
                hasErrorCode ? errorCode : 0, cpu.readLong(frame + TrapFrameDescriptor.ERROR_CODE), "error code");
        assertEquals(before.rip(), cpu.readLong(frame + TrapFrameDescriptor.RIP), "RIP");
        assertEquals(8, cpu.readLong(frame + TrapFrameDescriptor.CS), "CS");
        assertEquals(before.flags(), cpu.readLong(frame + TrapFrameDescriptor.RFLAGS), "RFLAGS");
        assertEquals(
                before.registers()[Processor.RSP], cpu.readLong(frame + TrapFrameDescriptor.RSP), "RSP");
        assertEquals(
                machine.exceptionStackTop(), frame + TrapFrameDescriptor.RSP + 2 * Long.BYTES, "SS ends the frame");
        assertTrue(cpu.registers[Processor.RSP] < frame, "Java's stack lies below the frame");
    }

    @Property(tries = 200)
    void afterAPageFaultThatJavaResolvesEverythingIsAsItWas(@ForAll long seed, @ForAll int errorCode) {
        RunningMachine machine = new RunningMachine();
        Interpreter cpu = machine.cpu;
        Random random = new Random(seed);
        machine.javaFunction(SymbolNames.JAVA_PAGE_FAULT, random, () -> 0);
        machine.setCurrent(RunningMachine.context(0));
        machine.scramble(random);
        cpu.flags |= Processor.IF;
        cpu.rip = machine.image.virtual(BootedImage.THREAD + 0);
        Snapshot before = Snapshot.of(cpu);
        machine.interrupt(Vectors.PAGE_FAULT, (long) errorCode);
        cpu.runTo(machine.image.virtual(BootedImage.THREAD + 0));
        before.assertRestored(cpu);
        assertEquals(RunningMachine.context(0), machine.current());
    }

    @Test
    void everyVectorHasAStubOfItsOwn() {
        RunningMachine machine = new RunningMachine();
        Set<Long> stubs = new HashSet<>();
        for (int vector = 0; vector < Vectors.COUNT; vector++) {
            stubs.add(machine.cpu.readLong(machine.image.virtual(SymbolNames.VECTORS) + (long) vector * Long.BYTES));
        }
        assertEquals(Vectors.COUNT, stubs.size());
    }

    @Test
    void aNonMaskableInterruptStopsTheCpuForEverOnceAnotherPanics() {
        RunningMachine machine = new RunningMachine();
        machine.panicking(1);
        machine.cpu.rip = machine.image.virtual(BootedImage.THREAD + 0);
        machine.interrupt(Vectors.NMI, null);
        machine.cpu.runToHalt();
        long halt = machine.cpu.rip;
        machine.cpu.step();
        machine.cpu.step();
        assertEquals(halt, machine.cpu.rip, "whatever wakes the CPU, it halts again");
        assertTrue(!machine.cpu.interruptible(), "interrupts stay disabled");
    }
}
