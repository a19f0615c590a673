package org.eremite.image.link;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.eremite.hal.code.CodeSection;
import org.eremite.hal.code.MachineCode;
import org.eremite.hal.code.Permission;
import org.eremite.hal.code.PlacedSegment;

/**
 * Decides where everything goes.
 *
 * <pre>
 *  virtual                                        physical
 *  codeBase                 code        RX        physicalBase   regions that hold a whole 2 MiB page, in the order
 *  next 2 MiB boundary      constants   R                        code, constants, variables, image heap, congruent
 *  next 2 MiB boundary      variables   RW                       to their virtual address modulo 2 MiB
 *                                                                smaller regions in the gaps that this leaves, or
 *  heapBase+imageHeapOffset image heap  R RW R                   behind, congruent modulo 4 KiB
 *                                                 last           the provider's mappings
 * </pre>
 *
 * <p>The price of large pages is at most just under 2 MiB of unused memory in front of each such region, less what
 * small regions fill. Virtual addresses are compared unsigned; physical ones stay below 4 GiB, where code that runs
 * before paging reaches them.
 */
final class ImageLayout {
    static final long PAGE_SIZE = 4096;
    static final long LARGE_PAGE_SIZE = 2 << 20;
    static final long PHYSICAL_LIMIT = 1L << 32;

    /** Where an input section went. */
    record Place(long virtualAddress, long physicalAddress) {}

    /** A stretch of unused physical memory. */
    private record Gap(long begin, long end) {}

    private static final Comparator<Region> BY_VIRTUAL_ADDRESS =
            (a, b) -> Long.compareUnsigned(a.virtualAddress, b.virtualAddress);

    private final Map<Permission, Region> codeRegions = new EnumMap<>(Permission.class);
    private final List<Region> regions = new ArrayList<>();
    private final Map<InputSection, Place> places = new IdentityHashMap<>();
    private final long physicalStart;
    private long physicalEnd;

    /**
     * Places everything but the provider's mappings.
     *
     * @param sections of code, constants and variables, in the order in which ties are broken
     * @param heap     or null if the object has none
     */
    ImageLayout(List<InputSection> sections, ImageHeap heap, MachineCode machine) {
        physicalStart = machine.physicalBase();
        requireAligned("physical base", physicalStart, PAGE_SIZE);
        requireAligned("code base", machine.codeBase(), LARGE_PAGE_SIZE);
        if (physicalStart < 0 || physicalStart >= PHYSICAL_LIMIT) {
            throw LinkException.hex("image does not fit below 4 GiB", "physicalBase", physicalStart);
        }
        Region code = codeRegion(sections, Permission.READ_EXECUTE, machine.codeBase());
        Region constants = codeRegion(sections, Permission.READ, nextBoundary(code));
        codeRegion(sections, Permission.READ_WRITE, nextBoundary(constants));
        Region heapRegion = heap == null ? null : heapRegion(heap, machine.heapBase() + machine.imageHeapOffset());
        placePhysically();
        for (Region region : regions) {
            if (region != heapRegion) {
                recordPlaces(region);
            }
        }
        if (heapRegion != null) {
            places.put(heap.section(), new Place(heapRegion.virtualAddress, heapRegion.physicalAddress));
        }
        checkVirtualOverlap();
    }

    /** Places the provider's mappings behind everything else, at a virtual address equal to the physical one. */
    InputSection appendMappings(CodeSection mappings) {
        InputSection section = InputSection.of(mappings);
        if (section.alignment > PAGE_SIZE || section.permission == Permission.READ_EXECUTE) {
            throw LinkException.of("mappings are not page-aligned data: section=" + section.name,
                    "alignment", section.alignment + " permission=" + section.permission);
        }
        Region region = new Region(physicalEnd);
        region.physicalAddress = physicalEnd;
        region.add(section);
        recordPlaces(region);
        if (!region.isEmpty()) {
            regions.add(region);
            advance(region);
            checkVirtualOverlap();
        }
        return section;
    }

    long physicalStart() {
        return physicalStart;
    }

    /** Physical address behind the last page so far. */
    long physicalEnd() {
        return physicalEnd;
    }

    /** Region of the code area with {@code permission}; may be empty. */
    Region codeRegion(Permission permission) {
        return codeRegions.get(permission);
    }

    Place place(InputSection section) {
        return places.get(section);
    }

    /** Loadable segments in ascending order of virtual address, as the gABI demands of the program header table. */
    List<LoadSegment> segments() {
        List<LoadSegment> result = new ArrayList<>();
        regions.sort(BY_VIRTUAL_ADDRESS);
        for (Region region : regions) {
            if (region.isEmpty()) {
                continue;
            }
            int begin = 0;
            while (begin < region.members().size()) {
                int end = begin + 1;
                while (end < region.members().size() && region.permission(end) == region.permission(begin)) {
                    end++;
                }
                result.add(segment(region, begin, end));
                begin = end;
            }
        }
        return result;
    }

    List<PlacedSegment> placedSegments() {
        return segments().stream().map(LoadSegment::placed).toList();
    }

    private Region codeRegion(List<InputSection> sections, Permission permission, long virtualAddress) {
        Region region = new Region(virtualAddress);
        sections.stream()
                .filter(section -> section.permission == permission)
                .sorted(InputSection.PLACING_ORDER)
                .forEach(region::add);
        codeRegions.put(permission, region);
        regions.add(region);
        return region;
    }

    private Region heapRegion(ImageHeap heap, long virtualAddress) {
        requireAligned("image heap", virtualAddress, Math.max(PAGE_SIZE, heap.section().alignment));
        Region region = new Region(virtualAddress);
        heap.addTo(region);
        regions.add(region);
        return region;
    }

    private static long nextBoundary(Region region) {
        return alignUp(region.virtualAddress + region.memoryBytes(), LARGE_PAGE_SIZE);
    }

    private void placePhysically() {
        physicalEnd = physicalStart;
        List<Gap> gaps = new ArrayList<>();
        for (Region region : regions) {
            if (region.congruence() == LARGE_PAGE_SIZE) {
                region.physicalAddress = region.physicalFrom(physicalEnd);
                gaps.add(new Gap(physicalEnd, region.physicalAddress));
                advance(region);
            }
        }
        for (Region region : regions) {
            if (region.congruence() != LARGE_PAGE_SIZE && !fits(region, gaps)) {
                region.physicalAddress = region.physicalFrom(physicalEnd);
                advance(region);
            }
        }
    }

    /** Places {@code region} in the first gap that is large enough. */
    private static boolean fits(Region region, List<Gap> gaps) {
        for (int index = 0; index < gaps.size(); index++) {
            Gap gap = gaps.get(index);
            long address = region.physicalFrom(gap.begin);
            if (address + region.memoryBytes() <= gap.end) {
                region.physicalAddress = address;
                gaps.set(index, new Gap(address + region.memoryBytes(), gap.end));
                return true;
            }
        }
        return false;
    }

    private void advance(Region region) {
        physicalEnd = region.physicalAddress + region.memoryBytes();
        if (physicalEnd > PHYSICAL_LIMIT) {
            throw LinkException.hex("image does not fit below 4 GiB", "physicalEnd", physicalEnd);
        }
    }

    private void recordPlaces(Region region) {
        for (Region.Member member : region.members()) {
            places.put(member.section(), new Place(region.virtualAddress + member.offset(),
                    region.physicalAddress + member.offset()));
        }
    }

    private void checkVirtualOverlap() {
        List<Region> sorted = regions.stream().filter(region -> !region.isEmpty()).sorted(BY_VIRTUAL_ADDRESS).toList();
        Region previous = null;
        for (Region region : sorted) {
            long last = region.virtualAddress + region.memoryBytes() - 1;
            if (Long.compareUnsigned(last, region.virtualAddress) < 0) {
                throw LinkException.hex("region wraps around the address space", "virtualAddress",
                        region.virtualAddress);
            }
            if (previous != null && Long.compareUnsigned(previous.virtualAddress + previous.memoryBytes() - 1,
                    region.virtualAddress) >= 0) {
                throw LinkException.hex("regions overlap in the address space", "virtualAddress",
                        region.virtualAddress);
            }
            previous = region;
        }
    }

    private static LoadSegment segment(Region region, int begin, int end) {
        List<Region.Member> members = region.members().subList(begin, end);
        long start = members.getFirst().offset();
        long memoryBytes = alignUp(members.getLast().end() - start, PAGE_SIZE);
        List<LoadSegment.PlacedSection> placed = new ArrayList<>(members.size());
        long fileEnd = start;
        for (Region.Member member : members) {
            placed.add(new LoadSegment.PlacedSection(member.section(), region.virtualAddress + member.offset(),
                    region.physicalAddress + member.offset()));
            if (member.section().fileBytes > 0) {
                fileEnd = member.offset() + member.section().fileBytes;
            }
        }
        return new LoadSegment(List.copyOf(placed), region.virtualAddress + start, region.physicalAddress + start,
                fileEnd - start, memoryBytes, region.permission(begin));
    }

    private static void requireAligned(String what, long address, long alignment) {
        if ((address & alignment - 1) != 0) {
            throw LinkException.hex(what + " is not a multiple of " + alignment, "address", address);
        }
    }

    static long alignUp(long value, long alignment) {
        return value + alignment - 1 & -alignment;
    }

    static long alignDown(long value, long alignment) {
        return value & -alignment;
    }
}
