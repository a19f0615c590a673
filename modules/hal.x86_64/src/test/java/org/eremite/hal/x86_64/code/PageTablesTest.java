package org.eremite.hal.x86_64.code;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.eremite.hal.code.CodeSection;
import org.eremite.hal.code.Permission;
import org.eremite.hal.code.PlacedSegment;
import org.junit.jupiter.api.Test;

/** The tables of boot for arbitrary layouts, walked as the CPU walks them. */
class PageTablesTest {
    /** Interrupt controllers and timers of the PC lie in the last 256 MiB below 4 GiB. */
    private static final long DEVICES = 0xF000_0000L;
    private static final long DEVICES_END = 1L << 32;

    private static final long PAGE = 4 << 10;
    private static final long LARGE_PAGE = 2 << 20;
    private static final long GIB = 1L << 30;
    private static final long PHYSICAL_BASE = 2 << 20;
    private static final long DIRECT_MAP = 0xFFFF_8000_0000_0000L;
    private static final long DIRECT_MAP_BYTES = 512 * GIB;
    private static final long LARGEST_PAGES = 1200;
    private static final List<Long> VIRTUAL_BASES =
            List.of(0x0000_0800_0000_0000L, 0x0000_1000_0008_0000L, 0x0000_7FFF_0000_0000L, 0xFFFF_FFFF_8000_0000L);

    /** How a segment follows the one before it in its part of the address space and in physical memory. */
    record Step(int base, long virtualGap, long physicalGap, boolean congruent, long pages, Permission permission) {}

    /** Tables and what walks them. */
    private static final class Tables {
        final List<PlacedSegment> segments;
        final PageWalker walker;
        final long finalRoot;
        final long bootRoot;

        Tables(List<PlacedSegment> segments) {
            this.segments = segments;
            long address = PHYSICAL_BASE;
            for (PlacedSegment segment : segments) {
                address = Math.max(address, segment.physicalAddress() + segment.memoryBytes());
            }
            CodeSection section = PageTables.build(segments, address);
            PhysicalMemory memory = new PhysicalMemory();
            memory.put(address, section.bytes());
            walker = new PageWalker(memory::getLong);
            finalRoot = address + section.symbols().get(SymbolNames.FINAL_PML4);
            bootRoot = address + section.symbols().get(SymbolNames.BOOT_PML4);
        }

        PageWalker.Page find(long virtual) {
            return walker.find(finalRoot, virtual);
        }

        /** The segment that {@code page} belongs to wholly, or null. */
        PlacedSegment segmentOf(PageWalker.Page page) {
            for (PlacedSegment segment : segments) {
                long start = segment.virtualAddress();
                if (page.virtual() >= start && page.end() <= start + segment.memoryBytes()) {
                    return segment;
                }
            }
            return null;
        }

        boolean isProtected(long physical, long bytes) {
            return segments.stream()
                    .anyMatch(segment -> segment.permission() != Permission.READ_WRITE
                            && segment.physicalAddress() < physical + bytes
                            && segment.physicalAddress() + segment.memoryBytes() > physical);
        }
    }

    @Provide
    Arbitrary<List<PlacedSegment>> layouts() {
        Arbitrary<Step> steps = Combinators.combine(
                        Arbitraries.integers().between(0, VIRTUAL_BASES.size() - 1),
                        Arbitraries.longs().between(0, 600),
                        Arbitraries.longs().between(0, 600),
                        Arbitraries.of(true, false),
                        Arbitraries.longs().between(0, LARGEST_PAGES),
                        Arbitraries.of(Permission.values()))
                .as(Step::new);
        return steps.list().ofMaxSize(8).map(PageTablesTest::place);
    }

    private static List<PlacedSegment> place(List<Step> steps) {
        List<PlacedSegment> segments = new ArrayList<>();
        long physical = PHYSICAL_BASE;
        long[] virtual = VIRTUAL_BASES.stream().mapToLong(Long::longValue).toArray();
        for (Step step : steps) {
            long bytes = step.pages * PAGE;
            long start = virtual[step.base] + step.virtualGap * PAGE;
            physical += step.physicalGap * PAGE;
            if (step.congruent) {
                physical += start - physical & LARGE_PAGE - 1;
            }
            segments.add(new PlacedSegment(start, physical, bytes, step.permission));
            virtual[step.base] = start + bytes;
            physical += bytes;
        }
        return segments;
    }

    @Property(tries = 25)
    void everyPageOfEverySegmentIsWhereAndWhatItShallBe(@ForAll("layouts") List<PlacedSegment> segments) {
        Tables tables = new Tables(segments);
        for (PlacedSegment segment : segments) {
            for (long offset = 0; offset < segment.memoryBytes(); offset += PAGE) {
                long virtual = segment.virtualAddress() + offset;
                PageWalker.Page page = tables.find(virtual);
                assertNotNull(page, segment::toString);
                assertEquals(segment.physicalAddress() + offset, page.translate(virtual), segment::toString);
                assertEquals(segment.permission() == Permission.READ_WRITE, page.writable(), segment::toString);
                assertEquals(segment.permission() == Permission.READ_EXECUTE, page.executable(), segment::toString);
                assertTrue(page.cached(), segment::toString);
            }
        }
    }

    @Property(tries = 25)
    void nothingIsMappedButSegmentsAndTheDirectMap(@ForAll("layouts") List<PlacedSegment> segments) {
        Tables tables = new Tables(segments);
        long ofSegments = 0;
        long direct = 0;
        for (PageWalker.Page page : tables.walker.pages(tables.finalRoot)) {
            if (page.virtual() >= DIRECT_MAP && page.end() <= DIRECT_MAP + DIRECT_MAP_BYTES) {
                direct += page.bytes();
            } else {
                assertNotNull(tables.segmentOf(page), page::toString);
                ofSegments += page.bytes();
            }
        }
        assertEquals(DIRECT_MAP_BYTES, direct, "the direct map is complete");
        assertEquals(segments.stream().mapToLong(PlacedSegment::memoryBytes).sum(), ofSegments);
        assertNull(tables.find(0), "page 0");
        for (PlacedSegment segment : segments) {
            long before = segment.virtualAddress() - PAGE;
            if (segments.stream().noneMatch(other -> contains(other, before))) {
                assertNull(tables.find(before), "the page before " + segment);
            }
        }
    }

    private static boolean contains(PlacedSegment segment, long virtual) {
        return virtual >= segment.virtualAddress() && virtual < segment.virtualAddress() + segment.memoryBytes();
    }

    @Property(tries = 25)
    void noPageIsBothWritableAndExecutable(@ForAll("layouts") List<PlacedSegment> segments) {
        Tables tables = new Tables(segments);
        for (PageWalker.Page page : tables.walker.pages(tables.finalRoot)) {
            assertTrue(!page.writable() || !page.executable(), page::toString);
        }
    }

    @Property(tries = 25)
    void theDirectMapIsNeverExecutableAndReadOnlyOverExactlyCodeAndConstants(
            @ForAll("layouts") List<PlacedSegment> segments) {
        Tables tables = new Tables(segments);
        for (PageWalker.Page page : tables.walker.pages(tables.finalRoot)) {
            if (page.virtual() >= DIRECT_MAP && page.end() <= DIRECT_MAP + DIRECT_MAP_BYTES) {
                assertEquals(page.virtual() - DIRECT_MAP, page.physical(), page::toString);
                assertTrue(!page.executable(), page::toString);
                assertEquals(!tables.isProtected(page.physical(), page.bytes()), page.writable(), page::toString);
                boolean devices = page.physical() >= DEVICES && page.physical() < DEVICES_END;
                assertEquals(!devices, page.cached(), page::toString);
            }
        }
    }

    @Property(tries = 25)
    void theBootRootIsTheFinalRootAndAnIdentityOfTheFirstGib(@ForAll("layouts") List<PlacedSegment> segments) {
        Tables tables = new Tables(segments);
        List<PageWalker.Page> expected = new ArrayList<>();
        for (long physical = 0; physical < GIB; physical += LARGE_PAGE) {
            expected.add(new PageWalker.Page(physical, physical, LARGE_PAGE, true, true, true));
        }
        expected.addAll(tables.walker.pages(tables.finalRoot));
        assertEquals(expected, tables.walker.pages(tables.bootRoot));
    }

    @Property(tries = 25)
    void aCpuWithoutHugePagesReachesTheImageAndTheFirstFourGib(@ForAll("layouts") List<PlacedSegment> segments) {
        Tables tables = new Tables(segments);
        for (PageWalker.Page page : tables.walker.pages(tables.bootRoot)) {
            assertTrue(page.bytes() <= LARGE_PAGE || page.virtual() >= DIRECT_MAP + 4 * GIB, page::toString);
        }
    }

    @Property(tries = 25)
    void wholeLargePagesAreMappedByOneEntry(@ForAll("layouts") List<PlacedSegment> segments) {
        Tables tables = new Tables(segments);
        for (PlacedSegment segment : segments) {
            boolean congruent = (segment.virtualAddress() - segment.physicalAddress() & LARGE_PAGE - 1) == 0;
            long first = segment.virtualAddress() + LARGE_PAGE - 1 & -LARGE_PAGE;
            long end = segment.virtualAddress() + segment.memoryBytes();
            for (long virtual = first; congruent && end - virtual >= LARGE_PAGE; virtual += LARGE_PAGE) {
                assertEquals(LARGE_PAGE, tables.find(virtual).bytes(), segment::toString);
            }
        }
    }

    @Test
    void aSegmentThatOverlapsAnotherIsRefused() {
        PlacedSegment first = new PlacedSegment(0x10_0000_0000L, PHYSICAL_BASE, 3 * LARGE_PAGE, Permission.READ);
        for (long offset : new long[] {0, PAGE, LARGE_PAGE, 3 * LARGE_PAGE - PAGE}) {
            PlacedSegment second = new PlacedSegment(
                    first.virtualAddress() + offset, 8 * PHYSICAL_BASE + offset, LARGE_PAGE, Permission.READ_WRITE);
            assertThrows(
                    IllegalArgumentException.class, () -> PageTables.build(List.of(first, second), 32 * PHYSICAL_BASE));
            assertThrows(
                    IllegalArgumentException.class, () -> PageTables.build(List.of(second, first), 32 * PHYSICAL_BASE));
        }
    }

    @Test
    void codeIsReadOnlyInTheDirectMapWhereverItLies() {
        for (long physical : new long[] {PHYSICAL_BASE, GIB - LARGE_PAGE, GIB, 5 * GIB + 3 * PAGE, 511 * GIB}) {
            PlacedSegment code = new PlacedSegment(0x10_0000_0000L, physical, 2 * LARGE_PAGE, Permission.READ_EXECUTE);
            Tables tables = new Tables(List.of(code));
            for (long offset = -PAGE; offset <= code.memoryBytes(); offset += PAGE) {
                PageWalker.Page page = tables.find(DIRECT_MAP + physical + offset);
                boolean inside = offset >= 0 && offset < code.memoryBytes();
                assertEquals(!inside, page.writable(), () -> Long.toHexString(physical) + " " + page);
            }
        }
    }

    @Test
    void memoryWithoutImageAndDevicesIsMappedInHugePages() {
        Tables tables = new Tables(List.of());
        assertEquals(GIB, tables.find(DIRECT_MAP + 4 * GIB).bytes());
        assertEquals(GIB, tables.find(DIRECT_MAP + 511 * GIB).bytes());
        assertEquals(LARGE_PAGE, tables.find(DIRECT_MAP + DEVICES).bytes());
    }

    @Test
    void aSegmentOfExactlyOneLargePageTakesOneEntry() {
        long virtual = 0x10_0000_0000L;
        Tables tables = new Tables(List.of(new PlacedSegment(virtual, PHYSICAL_BASE, LARGE_PAGE, Permission.READ)));
        assertEquals(LARGE_PAGE, tables.find(virtual).bytes());
        assertNull(tables.find(virtual + LARGE_PAGE));
    }

    @Test
    void equalLayoutsGiveEqualBytes() {
        List<PlacedSegment> segments =
                List.of(new PlacedSegment(0x10_0000_0000L, PHYSICAL_BASE, 5 * PAGE, Permission.READ_EXECUTE));
        byte[] first = PageTables.build(segments, 8 * PHYSICAL_BASE).bytes();
        assertArrayEquals(first, PageTables.build(segments, 8 * PHYSICAL_BASE).bytes());
    }
}
