package org.eremite.image.link;

import java.util.ArrayList;
import java.util.List;
import org.eremite.hal.code.Permission;

/** Sections that lie next to each other both virtually and physically; each run of one permission is a segment. */
final class Region {
    /** A section and its place in the region. */
    record Member(InputSection section, long offset) {
        long end() {
            return offset + section.memoryBytes();
        }
    }

    final long virtualAddress;
    /** Known once the layout is complete. */
    long physicalAddress;

    private final List<Member> members = new ArrayList<>();
    private long alignment = ImageLayout.PAGE_SIZE;
    private long end;

    Region(long virtualAddress) {
        this.virtualAddress = virtualAddress;
    }

    /** Adds a section at the first aligned offset behind the others. */
    void add(InputSection section) {
        add(section, ImageLayout.alignUp(end, section.alignment));
    }

    /** Adds a section at {@code offset}, which lies behind the others. */
    void add(InputSection section, long offset) {
        Member member = new Member(section, offset);
        members.add(member);
        alignment = Math.max(alignment, section.alignment);
        end = member.end();
        if (end > ImageLayout.PHYSICAL_LIMIT) {
            throw LinkException.hex("image does not fit below 4 GiB: section=" + section.name, "size", end);
        }
    }

    List<Member> members() {
        return members;
    }

    boolean isEmpty() {
        return end == 0;
    }

    Permission permission(int member) {
        return members.get(member).section.permission;
    }

    /** Whole pages. */
    long memoryBytes() {
        return ImageLayout.alignUp(end, ImageLayout.PAGE_SIZE);
    }

    /**
     * The modulus to which the physical address agrees with the virtual one: that of a large page if at least one
     * whole large page fits, else the largest alignment of a section.
     */
    long congruence() {
        long firstLargePage = ImageLayout.alignUp(virtualAddress, ImageLayout.LARGE_PAGE_SIZE);
        long endOfLargePages = ImageLayout.alignDown(virtualAddress + memoryBytes(), ImageLayout.LARGE_PAGE_SIZE);
        return endOfLargePages - firstLargePage >= ImageLayout.LARGE_PAGE_SIZE
                ? ImageLayout.LARGE_PAGE_SIZE : alignment;
    }

    /** Lowest physical address not below {@code address} that agrees with the virtual address. */
    long physicalFrom(long address) {
        long modulus = congruence();
        return address + (virtualAddress - address & modulus - 1);
    }
}
