package org.eremite.hal.x86_64.code;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.eremite.hal.StackMemory;
import org.eremite.hal.x86_64.CpuAreaDescriptor;
import org.junit.jupiter.api.Test;

/** The functions of {@code Instructions}, executed from the assembled bytes and called as C code calls. */
class InstructionCodeTest {
    /** Upper halves of arguments that are narrower than a register: the ABI leaves them undefined. */
    private static final long GARBAGE = 0xDEAD_BEEFL << 32;
    private static final long DWORD = 0xFFFF_FFFFL;

    private final RunningMachine machine = new RunningMachine();
    private final Interpreter cpu = machine.cpu;

    /** Calls with random values in all other registers; those that functions preserve must be preserved. */
    private long call(String symbol, long first, long second) {
        long stack = cpu.registers[Processor.RSP];
        long flags = cpu.flags;
        machine.scramble(new Random(first ^ second));
        cpu.registers[Processor.RSP] = stack;
        cpu.flags = flags;
        cpu.registers[Processor.RDI] = first;
        cpu.registers[Processor.RSI] = second;
        long[] before = cpu.registers.clone();
        long result = machine.call(symbol);
        for (int register : new int[] {
            Processor.RBX, Processor.RBP, Processor.R12, Processor.R13, Processor.R14, Processor.R15
        }) {
            assertEquals(before[register], cpu.registers[register], "register " + register + " after " + symbol);
        }
        return result;
    }

    @Property(tries = 50)
    void portsAreReadAndWrittenInTheWidthOfTheName(
            @ForAll @IntRange(min = 0x400, max = 0xFFFF) int port, @ForAll int value) {
        machine.platform.inputs.put(port, value);
        assertEquals(value & 0xFF, call("eremite_in8", GARBAGE | port, 0) & DWORD);
        assertEquals(value, (int) call("eremite_in32", GARBAGE | port, 0));
        machine.platform.outputs.clear();
        call("eremite_out8", GARBAGE | port, GARBAGE | value);
        call("eremite_out16", GARBAGE | port, GARBAGE | value);
        call("eremite_out32", GARBAGE | port, GARBAGE | value);
        assertEquals(
                List.of(
                        "1 bytes to port 0x%X: 0x%X".formatted(port, value & 0xFF),
                        "2 bytes to port 0x%X: 0x%X".formatted(port, value & 0xFFFF),
                        "4 bytes to port 0x%X: 0x%X".formatted(port, value)),
                machine.platform.outputs);
    }

    @Property(tries = 50)
    void aModelSpecificRegisterGivesTheValueThatWasWritten(
            @ForAll @IntRange(min = 0x800, max = 0x8FF) int register, @ForAll long value) {
        call("eremite_write_msr", GARBAGE | register, value);
        assertEquals(value, cpu.modelSpecific.get(register));
        assertEquals(value, call("eremite_read_msr", GARBAGE | register, 0));
    }

    @Test
    void cpuidGivesTwoRegistersAtATime() {
        int leaf = 0x1234_5678;
        assertEquals(leaf + 1L | leaf + 2L << 32, call("eremite_cpuid_ab", GARBAGE | leaf, GARBAGE | 9));
        assertEquals(leaf + 3L | 13L << 32, call("eremite_cpuid_cd", GARBAGE | leaf, GARBAGE | 9));
        assertEquals(DWORD << 32 | DWORD, call("eremite_cpuid_cd", 7, 0), "all 64 bits arrive");
    }

    @Test
    void theTimeStampCounterIsReadInFull() {
        machine.platform.timeStamp = 0x8765_4321_FEDC_BA98L;
        assertEquals(0x8765_4321_FEDC_BA98L, call("eremite_read_tsc", 0, 0));
    }

    @Property(tries = 100)
    void aRandomNumberIsAskedForUntilThereIsOneOrTheTriesAreUsedUp(
            @ForAll boolean seed,
            @ForAll @IntRange(max = 12) int failures,
            @ForAll @IntRange(min = 1, max = 12) int tries,
            @ForAll @LongRange(min = 1) long number) {
        Queue<Long> source = seed ? machine.platform.seeds : machine.platform.randomNumbers;
        source.clear();
        source.addAll(Collections.nCopies(failures, 0L));
        source.add(number);
        machine.putLong(BootedImage.heap(), 77);
        boolean given = failures < tries;
        long result = call(seed ? "eremite_rdseed" : "eremite_rdrand", BootedImage.heap(), GARBAGE | tries);
        assertEquals(given ? 1 : 0, result & DWORD);
        assertEquals(given ? number : 77, cpu.readLong(BootedImage.heap()), "nothing is stored without a number");
        assertEquals(failures + 1 - Math.min(failures + 1, tries), source.size(), "asked no oftener than needed");
    }

    @Test
    void fifosAreEnabledUnlessTheReceiverHoldsAByteThatThisWouldClear() {
        int base = 0x2F8;
        machine.platform.outputs.clear();
        machine.platform.inputs.put(base + 5, 0x61);
        assertEquals(0, call("eremite_enable_serial_fifos", GARBAGE | base, 0) & DWORD);
        assertEquals(List.of(), machine.platform.outputs);
        machine.platform.inputs.put(base + 5, 0x60);
        assertEquals(1, call("eremite_enable_serial_fifos", GARBAGE | base, 0) & DWORD);
        assertEquals(List.of("1 bytes to port 0x2FA: 0xC7"), machine.platform.outputs);
    }

    @Property(tries = 50)
    void disablingInterruptsReturnsTheFlagsThatRestoringTakes(@ForAll boolean enabled) {
        cpu.flags = Processor.ALWAYS_ONE | (enabled ? Processor.IF : 0);
        long token = call("eremite_disable_interrupts", 0, 0);
        assertEquals(0, cpu.flags & Processor.IF);
        assertEquals(enabled, (token & Processor.IF) != 0);
        long inner = call("eremite_disable_interrupts", 0, 0);
        call("eremite_restore_flags", inner, 0);
        assertEquals(0, cpu.flags & Processor.IF, "the inner section does not enable them");
        call("eremite_restore_flags", token, 0);
        assertEquals(enabled, (cpu.flags & Processor.IF) != 0);
    }

    /** The lowest word of the stack that is touched is the lowest that is mapped, or the one below. */
    @Property(tries = 8)
    void theStackIsTouchedBeforeInterruptsAreDisabledAndNotWhereTheyAre(@ForAll boolean enabled, @ForAll boolean mapped) {
        // At the entry of the function its return address is on the stack.
        long stack = BootedImage.heap() + StackMemory.PROBED_BYTES + Long.BYTES - (mapped ? 0 : Long.BYTES);
        cpu.registers[Processor.RSP] = stack;
        cpu.flags = Processor.ALWAYS_ONE | (enabled ? Processor.IF : 0);
        if (enabled && !mapped) {
            AssertionError fault = assertThrows(AssertionError.class, () -> call("eremite_disable_interrupts", 0, 0));
            assertTrue(fault.getMessage().startsWith("page fault"), fault.getMessage());
            assertTrue(cpu.interruptible(), "interrupts are enabled still");
        } else {
            call("eremite_disable_interrupts", 0, 0);
        }
    }

    @Test
    void waitingForAnInterruptCannotMissOneThatIsPending() {
        cpu.flags &= ~Processor.IF;
        cpu.rip = machine.image.virtual("eremite_wait_for_interrupt");
        while (!cpu.halted()) {
            assertFalse(cpu.interruptible(), "no interrupt is taken before the CPU halts");
            cpu.step();
        }
        assertTrue(cpu.interruptible(), "an interrupt ends the halt");
    }

    @Test
    void haltingForEverSurvivesWakeUps() {
        cpu.flags |= Processor.IF;
        cpu.rip = machine.image.virtual("eremite_halt_forever");
        for (int i = 0; i < 20; i++) {
            cpu.step();
        }
        assertTrue(cpu.halted());
        assertFalse(cpu.interruptible());
    }

    @Test
    void controlRegistersAreRead() {
        cpu.cr2 = 0xFFFF_8123_4567_89ABL;
        assertEquals(cpu.cr2, call("eremite_read_cr2", 0, 0));
        assertEquals(machine.image.physical(SymbolNames.FINAL_PML4), call("eremite_read_cr3", 0, 0));
    }

    @Test
    void translationsAreForgottenOneByOneOrAllTogether() {
        long page = BootedImage.heap();
        call("eremite_invalidate_page", page, 0);
        assertEquals(page, cpu.invalidatedPage);
        int flushes = cpu.tlbFlushes;
        long root = cpu.cr3;
        call("eremite_flush_tlb", 0, 0);
        assertEquals(flushes + 1, cpu.tlbFlushes);
        assertEquals(root, cpu.cr3);
    }

    @Test
    void fieldsOfTheCpusOwnAreaAreRead() {
        assertEquals(machine.area, call("eremite_read_gs", CpuAreaDescriptor.SELF, 0));
        machine.setCurrent(0x1234_5678_9ABC_DEF0L);
        assertEquals(0x1234_5678_9ABC_DEF0L, call("eremite_read_gs", CpuAreaDescriptor.CONTEXT, 0));
    }

    @Test
    void loadingTablesMakesTheAreaThatOfThisCpu() {
        long other = BootedImage.heap() + 4096;
        machine.fillArea(other);
        call("eremite_load_tables", other, 0);
        assertEquals(other + CpuAreaDescriptor.GDT, cpu.gdtBase);
        assertEquals(CpuAreaDescriptor.GDT_BYTES - 1, cpu.gdtLimit);
        assertEquals(machine.image.virtual(SymbolNames.IDT), cpu.idtBase);
        assertEquals(0xFFF, cpu.idtLimit);
        assertEquals(CpuAreaDescriptor.TSS_SELECTOR, cpu.taskSelector);
        assertEquals(other, cpu.gsBase());
        int data = CpuAreaDescriptor.DATA_SELECTOR;
        assertEquals(List.of(data, CpuAreaDescriptor.CODE_SELECTOR, data, data), selectors());
    }

    private List<Integer> selectors() {
        return List.of(cpu.selectors[0], cpu.selectors[1], cpu.selectors[2], cpu.selectors[3]);
    }

    @Test
    void theRuntimesQuestionsAreAnsweredWithZero() {
        assertEquals(0, call(SymbolNames.ANSWER_NONE, -1, -1));
    }
}
