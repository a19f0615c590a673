package org.eremite.image.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.eremite.hal.code.Permission;
import org.eremite.hal.code.PlacedSegment;
import org.junit.jupiter.api.Test;

class ImageLayoutTest {
    private static final long LARGE = 0x20_0000;

    private static LinkedImage image(TestMachine machine, int code, int constants, int variables, int heap,
            int writableBegin, int writableEnd) {
        byte[] object = new ObjectBuilder()
                .section(".text", ObjectBuilder.ALLOC | ObjectBuilder.EXEC, 0x1_0000, new byte[code])
                .symbol("boot_entry", true, ObjectBuilder.FUNC, 0, 0)
                .section(".rodata", ObjectBuilder.ALLOC, 0x1_0000, new byte[constants])
                .section(".data", ObjectBuilder.ALLOC | ObjectBuilder.WRITE, 0x1_0000, new byte[variables])
                .section(".svm_heap", ObjectBuilder.ALLOC | ObjectBuilder.WRITE, 0x1_0000, new byte[heap])
                .symbol("__svm_heap_writable_begin", false, ObjectBuilder.OBJECT, writableBegin, 8)
                .symbol("__svm_heap_writable_end", false, ObjectBuilder.OBJECT, writableEnd, 8)
                .build();
        return Linker.link(RelocatableObject.of(object), machine, Map.of(), Map.of());
    }

    @Property(tries = 60)
    void placesAgreeWithPagesDoNotOverlapAndWasteLittle(@ForAll @IntRange(max = 5_000_000) int code,
            @ForAll @IntRange(max = 3_000_000) int constants, @ForAll @IntRange(max = 100_000) int variables,
            @ForAll @IntRange(max = 6_000_000) int heap, @ForAll @IntRange(max = 1000) int base) {
        TestMachine machine = new TestMachine();
        machine.physicalBase = TestMachine.PHYSICAL_BASE + base * 4096L;
        List<PlacedSegment> segments = image(machine, code, constants, variables, heap, heap / 3, heap / 2).segments();
        List<PlacedSegment> physical = segments.stream()
                .sorted(Comparator.comparingLong(PlacedSegment::physicalAddress)).toList();
        long end = machine.physicalBase;
        for (PlacedSegment segment : physical) {
            assertTrue(segment.physicalAddress() >= end, "overlap");
            end = segment.physicalAddress() + segment.memoryBytes();
            assertEquals(0, (segment.virtualAddress() - segment.physicalAddress()) % 4096);
            if (holdsLargePage(segment)) {
                assertEquals(0, (segment.virtualAddress() - segment.physicalAddress()) % LARGE);
            }
        }
        long memory = segments.stream().mapToLong(PlacedSegment::memoryBytes).sum();
        assertTrue(end - machine.physicalBase - memory < 3 * LARGE + 4 * 0x1_0000);
        assertTrue(end == machine.givenPhysicalAddress + 12288, "mappings are last");
    }

    private static boolean holdsLargePage(PlacedSegment segment) {
        long first = (segment.virtualAddress() + LARGE - 1) / LARGE * LARGE;
        return first + LARGE <= segment.virtualAddress() + segment.memoryBytes();
    }

    @Test
    void smallRegionsFillTheGapsThatLargePagesLeave() {
        TestMachine machine = new TestMachine();
        List<PlacedSegment> segments = image(machine, 0x40_0000, 0x1000, 0x1000, 0x40_0000, 0x1_0000, 0x2_0000)
                .segments();
        PlacedSegment code = segments.get(segments.size() - 3);
        PlacedSegment constants = segments.get(segments.size() - 2);
        PlacedSegment variables = segments.get(segments.size() - 1);
        assertEquals(new PlacedSegment(TestMachine.CODE_BASE, 0x20_0000, 0x40_0000, Permission.READ_EXECUTE), code);
        assertEquals(0x10_0000, constants.physicalAddress());
        assertEquals(0x11_0000, variables.physicalAddress(), "64 KiB alignment of .data holds physically too");
        assertEquals(0x68_0000, segments.get(1).physicalAddress(), "image heap, 512 KiB past a large page");
    }

    @Test
    void imageHeapMayBeWhollyWritableOrWhollyConstant() {
        assertEquals(List.of(Permission.READ_WRITE), heapPermissions(0, 0x4000));
        assertEquals(List.of(Permission.READ_WRITE), heapPermissions(0, 0x3001));
        assertEquals(List.of(Permission.READ), heapPermissions(0x2000, 0x2000));
        assertEquals(List.of(Permission.READ, Permission.READ_WRITE), heapPermissions(0x1FFF, 0x4000));
    }

    private static List<Permission> heapPermissions(int writableBegin, int writableEnd) {
        return image(new TestMachine(), 1, 1, 1, 0x4000, writableBegin, writableEnd).segments().stream()
                .filter(segment -> Long.compareUnsigned(segment.virtualAddress(), TestMachine.HEAP_BASE) >= 0
                        && Long.compareUnsigned(segment.virtualAddress(), TestMachine.CODE_BASE) < 0)
                .map(PlacedSegment::permission).toList();
    }

    @Test
    void basesThatCannotWorkAreRefused() {
        TestMachine unaligned = new TestMachine();
        unaligned.codeBase += 4096;
        assertRefused("code base is not a multiple of 2097152: address=0xffffffff80001000", unaligned);
        TestMachine high = new TestMachine();
        high.physicalBase = 0xFFFF_F000L;
        assertRefused("image does not fit below 4 GiB: physicalEnd=0x100001000", high);
        TestMachine overlapping = new TestMachine();
        overlapping.heapBase = TestMachine.CODE_BASE - TestMachine.HEAP_OFFSET;
        assertRefused("regions overlap in the address space: virtualAddress=0xffffffff80000000", overlapping);
        TestMachine wrapping = new TestMachine();
        wrapping.heapBase = -0x2000;
        wrapping.imageHeapOffset = 0;
        assertRefused("image heap is not a multiple of 65536: address=0xffffffffffffe000", wrapping);
    }

    private static void assertRefused(String message, TestMachine machine) {
        assertEquals(message, assertThrows(LinkException.class,
                () -> image(machine, 0x1000, 0x1000, 0x1000, 0x4000, 0, 0x1000)).getMessage());
    }
}
