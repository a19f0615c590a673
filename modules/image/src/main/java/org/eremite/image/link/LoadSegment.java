package org.eremite.image.link;

import java.util.List;
import org.eremite.hal.code.Permission;
import org.eremite.hal.code.PlacedSegment;

/**
 * One loadable segment: consecutive sections of one permission, whole pages.
 *
 * @param members     sections with their addresses
 * @param fileBytes   bytes in the file; the loader zeroes the rest
 * @param memoryBytes whole pages
 */
record LoadSegment(
        List<PlacedSection> members,
        long virtualAddress,
        long physicalAddress,
        long fileBytes,
        long memoryBytes,
        Permission permission) {

    /** A section and its addresses. */
    record PlacedSection(InputSection section, long virtualAddress, long physicalAddress) {
        long end() {
            return virtualAddress + section.memoryBytes();
        }

        LinkedSection linked() {
            return new LinkedSection(section.name, section.permission, virtualAddress, physicalAddress,
                    section.fileBytes, section.memoryBytes());
        }
    }

    PlacedSegment placed() {
        return new PlacedSegment(virtualAddress, physicalAddress, memoryBytes, permission);
    }
}
