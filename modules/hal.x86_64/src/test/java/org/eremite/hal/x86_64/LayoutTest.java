package org.eremite.hal.x86_64;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Fields of the layouts that assembled code and Java share lie side by side. */
class LayoutTest {
    private static final int XSAVE_ALIGNMENT = 64;
    private static final int STACK_ALIGNMENT = 16;
    private static final int PAGE = 4096;

    private record Field(String name, int offset, int bytes) {
        int end() {
            return offset + bytes;
        }
    }

    private static Field word(String name, int offset) {
        return new Field(name, offset, Long.BYTES);
    }

    private static void assertDisjoint(int bytes, Field... fields) {
        List<Field> sorted = Stream.of(fields).sorted(Comparator.comparingInt(Field::offset)).toList();
        int end = 0;
        for (Field field : sorted) {
            assertTrue(field.offset >= end, "overlap at " + field);
            end = field.end();
        }
        assertTrue(end <= bytes, "beyond the end of " + bytes + " bytes: " + sorted.getLast());
    }

    @Test
    void variablesOfBootAreDisjoint() {
        assertDisjoint(
                BootDataDescriptor.BYTES,
                word("START_INFO", BootDataDescriptor.START_INFO),
                word("FINAL_PML4", BootDataDescriptor.FINAL_PML4),
                word("MAILBOX_AREA", BootDataDescriptor.MAILBOX_AREA),
                word("MAILBOX_CONTEXT", BootDataDescriptor.MAILBOX_CONTEXT),
                word("MAILBOX_RUNNING", BootDataDescriptor.MAILBOX_RUNNING),
                word("TLB_GENERATION", BootDataDescriptor.TLB_GENERATION),
                word("PANICKING", BootDataDescriptor.PANICKING),
                new Field("TEXT", BootDataDescriptor.TEXT, BootDataDescriptor.TEXT_BYTES),
                new Field(
                        "REGIONS",
                        BootDataDescriptor.REGIONS,
                        BootDataDescriptor.REGIONS_MAXIMUM * BootDataDescriptor.REGION_BYTES),
                new Field("COMMAND_LINE", BootDataDescriptor.COMMAND_LINE, BootDataDescriptor.COMMAND_LINE_BYTES),
                new Field(
                        "CPUS",
                        BootDataDescriptor.CPUS,
                        BootDataDescriptor.CPUS_MAXIMUM * BootDataDescriptor.CPU_BYTES));
    }

    @Test
    void structuresAndStacksOfACpuAreDisjoint() {
        assertDisjoint(
                CpuAreaDescriptor.BYTES,
                word("SELF", CpuAreaDescriptor.SELF),
                word("CONTEXT", CpuAreaDescriptor.CONTEXT),
                word("NUMBER", CpuAreaDescriptor.NUMBER),
                word("DISPATCH_STACK", CpuAreaDescriptor.DISPATCH_STACK),
                word("APIC_ID", CpuAreaDescriptor.APIC_ID),
                word("TLB_GENERATION", CpuAreaDescriptor.TLB_GENERATION),
                new Field("GDT", CpuAreaDescriptor.GDT, CpuAreaDescriptor.GDT_BYTES),
                new Field("GDT_OPERAND", CpuAreaDescriptor.GDT_OPERAND, Short.BYTES + Long.BYTES),
                new Field("IDT_OPERAND", CpuAreaDescriptor.IDT_OPERAND, Short.BYTES + Long.BYTES),
                new Field("TSS", CpuAreaDescriptor.TSS, CpuAreaDescriptor.TSS_BYTES),
                new Field(
                        "stacks",
                        CpuAreaDescriptor.DISPATCH_STACK_GUARD,
                        CpuAreaDescriptor.BYTES - CpuAreaDescriptor.DISPATCH_STACK_GUARD));
    }

    @Test
    void theSegmentTableHoldsEverySelectorAndTheTaskStatesTwoEntries() {
        assertEquals(CpuAreaDescriptor.GDT_BYTES, CpuAreaDescriptor.TSS_SELECTOR + 2 * Long.BYTES);
        assertDisjoint(
                CpuAreaDescriptor.GDT_BYTES,
                word("null", 0),
                word("code", CpuAreaDescriptor.CODE_SELECTOR),
                word("data", CpuAreaDescriptor.DATA_SELECTOR),
                new Field("task state", CpuAreaDescriptor.TSS_SELECTOR, 2 * Long.BYTES));
    }

    @Test
    void everyStackOfACpuIsAlignedAndEndsAboveAGuardPage() {
        int[][] stacks = {
            {CpuAreaDescriptor.DISPATCH_STACK_GUARD, CpuAreaDescriptor.DISPATCH_STACK_TOP},
            {CpuAreaDescriptor.EXCEPTION_STACK_GUARD, CpuAreaDescriptor.EXCEPTION_STACK_TOP},
            {CpuAreaDescriptor.NMI_STACK_GUARD, CpuAreaDescriptor.NMI_STACK_TOP},
            {CpuAreaDescriptor.DOUBLE_FAULT_STACK_GUARD, CpuAreaDescriptor.DOUBLE_FAULT_STACK_TOP}
        };
        int end = CpuAreaDescriptor.TSS + CpuAreaDescriptor.TSS_BYTES;
        for (int[] stack : stacks) {
            assertEquals(0, stack[0] & PAGE - 1, "guards are pages");
            assertEquals(0, stack[1] & STACK_ALIGNMENT - 1);
            assertTrue(stack[0] >= end, "a guard holds nothing");
            assertTrue(stack[1] - stack[0] >= 3 * PAGE, "a stack has two pages at least");
            end = stack[1];
        }
        assertEquals(CpuAreaDescriptor.BYTES, end);
    }

    @Test
    void fieldsOfAContextAreDisjointAndItsVectorStateIsAligned() {
        assertDisjoint(
                ContextDescriptor.XSAVE + Long.BYTES,
                word("KIND", ContextDescriptor.KIND),
                word("RSP", ContextDescriptor.RSP),
                word("RIP", ContextDescriptor.RIP),
                word("RFLAGS", ContextDescriptor.RFLAGS),
                new Field("REGISTERS", ContextDescriptor.REGISTERS, ContextDescriptor.GENERAL_REGISTERS * Long.BYTES),
                word("XSAVE", ContextDescriptor.XSAVE));
        assertEquals(0, ContextDescriptor.XSAVE % XSAVE_ALIGNMENT);
    }

    @Test
    void fieldsOfATrapFrameFollowEachOther() {
        assertDisjoint(
                TrapFrameDescriptor.RSP + Long.BYTES,
                new Field("REGISTERS", TrapFrameDescriptor.REGISTERS, 15 * Long.BYTES),
                word("VECTOR", TrapFrameDescriptor.VECTOR),
                word("ERROR_CODE", TrapFrameDescriptor.ERROR_CODE),
                word("RIP", TrapFrameDescriptor.RIP),
                word("CS", TrapFrameDescriptor.CS),
                word("RFLAGS", TrapFrameDescriptor.RFLAGS),
                word("RSP", TrapFrameDescriptor.RSP));
        assertEquals(TrapFrameDescriptor.RSP, 15 * Long.BYTES + 5 * Long.BYTES, "no gaps");
    }
}
