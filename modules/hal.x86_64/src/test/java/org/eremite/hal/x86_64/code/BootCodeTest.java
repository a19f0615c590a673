package org.eremite.hal.x86_64.code;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.eremite.hal.x86_64.BootDataDescriptor;
import org.eremite.hal.x86_64.CpuAreaDescriptor;
import org.eremite.hal.x86_64.assembler.Mode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The way from the boot protocol and from real mode into Java, executed from the assembled bytes. */
class BootCodeTest {
    private static final int TRAMPOLINE_PAGE = 8;
    private static final int START_INFO = 0x1234;

    private final BootedImage image = BootedImage.image();
    private final Platform platform = new Platform();
    private final Interpreter cpu = new Interpreter(image.loaded(), platform);

    private void boot() {
        RunningMachine.enterByPvh(cpu, image);
        cpu.registers[Processor.RBX] = START_INFO;
        cpu.runTo(image.virtual(SymbolNames.JAVA_BOOT));
    }

    @Test
    void theBootProtocolsEntryLeadsIntoJavaOnTheFinalTables() {
        boot();
        long area = image.virtual(SymbolNames.BOOT_CPU_AREA);
        assertEquals(Mode.CODE_64, cpu.mode);
        assertEquals(image.physical(SymbolNames.FINAL_PML4), cpu.cr3, "the final root is in use");
        assertEquals(area, cpu.registers[Processor.RDI], "argument: area of this CPU");
        assertEquals(area, cpu.gsBase());
        assertEquals(RunningMachine.dispatchStackTop(area) - Long.BYTES, cpu.registers[Processor.RSP]);
        assertEquals(BootedImage.CODE.heapBase(), cpu.registers[Processor.R14]);
        assertEquals(0, cpu.registers[Processor.R15]);
        assertEquals(0, cpu.registers[Processor.RBP], "frames end here");
        assertEquals(0, cpu.flags & (Processor.IF | Processor.DF));
        assertEquals(START_INFO, cpu.readLong(image.virtual(SymbolNames.BOOT_DATA) + BootDataDescriptor.START_INFO));
        assertEquals("", platform.serialText());
        assertEquals(image.virtual("eremite_boot_gdt"), cpu.gdtBase, "segments stay readable on the final tables");
    }

    /** Loading a segment that is not marked so writes the mark, which faults where tables are constants. */
    @Test
    void segmentsOfConstantTablesAreMarkedAsAccessed() {
        boot();
        for (int selector = 8; selector <= 24; selector += 8) {
            assertTrue((cpu.readLong(cpu.gdtBase + selector) >>> 40 & 1) != 0, "selector=" + selector);
        }
    }

    @Test
    void theFloatingPointUnitsAreInTheStateTheAbiAsksFor() {
        Arrays.fill(cpu.extended, (byte) -1);
        boot();
        assertEquals(0x37F, cpu.extended[0] & 0xFF | (cpu.extended[1] & 0xFF) << 8, "x87 control word");
        assertEquals(0b11L << 9, cpu.cr4 & 0b11L << 9, "CR4.OSFXSR and CR4.OSXMMEXCPT");
        assertEquals(0, cpu.cr0 & 0b1100, "CR0.EM and CR0.TS");
    }

    @Test
    void writeProtectionAndExecuteDisableAreInForce() {
        boot();
        assertTrue((cpu.cr0 & 1L << 16) != 0, "CR0.WP");
        assertTrue((cpu.modelSpecific.get(Processor.MSR_EFER) & 1L << 11) != 0, "EFER.NXE");
    }

    @Test
    void extendedStatesAreEnabledAsFarAsTheCpuHasThem() {
        boot();
        assertEquals(0xE7, cpu.xcr0);
    }

    @Test
    void partsOfAvx512AreNotEnabled() {
        platform.extendedStates = 0x67;
        boot();
        assertEquals(7, cpu.xcr0);
    }

    @TestFactory
    Stream<DynamicTest> aMissingFeatureIsNamedAndEndsTheMachine() {
        return InstructionSet.V3.requirements().stream().map(requirement -> DynamicTest.dynamicTest(requirement.name(), () -> {
            Platform lacking = new Platform();
            lacking.lacking.add(requirement);
            assertRefused(lacking, requirement.name());
        }));
    }

    @Test
    void aCpuWithoutTheLeafOfStructuredFeaturesIsRefused() {
        Platform old = new Platform();
        old.highestLeaf = 6;
        assertRefused(old, "CPUID leaf 7 (avx2, bmi1, bmi2)");
    }

    @Test
    void anImageOfEachLevelAsksForThatLevelAndNoMore() {
        for (InstructionSet level : InstructionSet.values()) {
            BootedImage other = BootedImage.ofLevel(level);
            for (CpuRequirement requirement : InstructionSet.V4.requirements()) {
                Platform lacking = new Platform();
                lacking.lacking.add(requirement);
                if (level.requirements().contains(requirement)) {
                    assertRefused(other, lacking, requirement.name());
                } else {
                    Interpreter modest = new Interpreter(other.loaded(), lacking);
                    RunningMachine.enterByPvh(modest, other);
                    modest.runTo(other.virtual(SymbolNames.JAVA_BOOT));
                }
            }
        }
    }

    @Test
    void aCpuWithoutTheLeafOfStructuredFeaturesWillDoForLevelsThatUseNoneOfThem() {
        Platform old = new Platform();
        old.highestLeaf = 6;
        BootedImage modest = BootedImage.ofLevel(InstructionSet.V2);
        Interpreter first = new Interpreter(modest.loaded(), old);
        RunningMachine.enterByPvh(first, modest);
        first.runTo(modest.virtual(SymbolNames.JAVA_BOOT));
    }

    private void assertRefused(Platform lacking, String name) {
        assertRefused(image, lacking, name);
    }

    private static void assertRefused(BootedImage image, Platform lacking, String name) {
        Interpreter poor = new Interpreter(image.loaded(), lacking);
        RunningMachine.enterByPvh(poor, image);
        poor.runToHalt();
        String text = lacking.serialText();
        assertTrue(text.startsWith("\neremite: panic: this CPU lacks " + name + "; "), text);
        assertTrue(text.endsWith("\n"), text);
        assertEquals("exit 134\n", lacking.debugText(), "status as the launcher reads it");
        assertEquals(1, lacking.outputs.size(), "the debug exit is written once");
        assertTrue(lacking.outputs.getFirst().startsWith("4 bytes to port 0xF4"), lacking.outputs.getFirst());
    }

    @Test
    void aStartUpInterruptLeadsIntoJavaAndThenTheContextOfTheMailbox() {
        RunningMachine first = new RunningMachine();
        long area = BootedImage.heap() + (128 << 10);
        first.fillArea(area);
        first.prepare(0, image.virtual(BootedImage.THREAD + 0), 77);
        long bootData = image.virtual(SymbolNames.BOOT_DATA);
        first.putLong(bootData + BootDataDescriptor.MAILBOX_AREA, area);
        first.putLong(bootData + BootDataDescriptor.MAILBOX_CONTEXT, RunningMachine.context(0));
        copyTrampoline(first.cpu.memory);

        Interpreter second = new Interpreter(first.cpu.memory, platform);
        second.mode = Mode.CODE_16;
        second.selectors[1] = TRAMPOLINE_PAGE << 8;
        second.codeBase = TRAMPOLINE_PAGE << 12;
        second.rip = 0;
        second.runTo(image.virtual(SymbolNames.JAVA_ARRIVE));
        assertEquals(image.physical(SymbolNames.FINAL_PML4), second.cr3);
        assertEquals(area, second.registers[Processor.RDI], "argument: area of this CPU");
        assertEquals(area, second.gsBase());
        assertEquals(area + CpuAreaDescriptor.GDT, second.gdtBase);
        assertEquals(8, second.registers[Processor.RSP] & 15);
        assertEquals(BootedImage.CODE.heapBase(), second.registers[Processor.R14]);

        // Once Java has announced this CPU the mailbox belongs to the next one, and no register is preserved.
        first.putLong(bootData + BootDataDescriptor.MAILBOX_AREA, -1);
        first.putLong(bootData + BootDataDescriptor.MAILBOX_CONTEXT, -1);
        long stack = second.registers[Processor.RSP];
        Arrays.setAll(second.registers, i -> new Random(i).nextLong());
        second.registers[Processor.RSP] = stack;
        second.rip = second.pop();
        second.runTo(image.virtual(BootedImage.THREAD + 0));
        assertEquals(77, second.registers[Processor.RDI]);
        assertTrue((second.flags & Processor.IF) != 0, "threads run with interrupts enabled");
        assertEquals(RunningMachine.context(0), second.readLong(area + CpuAreaDescriptor.CONTEXT));
    }

    private void copyTrampoline(PhysicalMemory memory) {
        long start = image.physical(SymbolNames.TRAMPOLINE);
        long bytes = image.physical(SymbolNames.TRAMPOLINE_END) - start;
        assertTrue(bytes <= 4096, "the start-up code fits its page");
        for (long i = 0; i < bytes; i++) {
            memory.putByte((TRAMPOLINE_PAGE << 12) + i, memory.getByte(start + i));
        }
    }
}
