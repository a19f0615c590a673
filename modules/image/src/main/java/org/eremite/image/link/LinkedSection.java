package org.eremite.image.link;

import org.eremite.hal.code.Permission;

/**
 * A section of the finished image.
 *
 * @param name            as in the section header table
 * @param permission      of the segment it is part of
 * @param virtualAddress  of its first byte
 * @param physicalAddress of its first byte
 * @param fileBytes       bytes it takes in the file
 * @param memoryBytes     bytes it takes in memory, at least {@code fileBytes}
 */
public record LinkedSection(
        String name,
        Permission permission,
        long virtualAddress,
        long physicalAddress,
        long fileBytes,
        long memoryBytes) {}
