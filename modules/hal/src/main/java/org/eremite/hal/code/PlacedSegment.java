package org.eremite.hal.code;

/**
 * Consecutive sections of one permission after addresses are assigned.
 *
 * @param virtualAddress  multiple of 4096
 * @param physicalAddress multiple of 4096, congruent to the virtual address modulo 2 MiB where both allow it
 * @param memoryBytes     multiple of 4096
 * @param permission      of every byte
 */
public record PlacedSegment(long virtualAddress, long physicalAddress, long memoryBytes, Permission permission) {}
