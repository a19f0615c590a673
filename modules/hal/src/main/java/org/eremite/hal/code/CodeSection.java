package org.eremite.hal.code;

import java.util.List;
import java.util.Map;

/**
 * A named run of bytes for the image.
 *
 * @param name        section name, unique in the image
 * @param permission  how the running image may use it
 * @param alignment   alignment in bytes of its physical and virtual address, a power of two
 * @param bytes       contents before relocation
 * @param zeroBytes   bytes of zeroes that follow {@code bytes} in memory and take no room in the file
 * @param symbols     symbols it defines: name to byte offset
 * @param relocations places to fill
 */
public record CodeSection(
        String name,
        Permission permission,
        int alignment,
        byte[] bytes,
        long zeroBytes,
        Map<String, Integer> symbols,
        List<Relocation> relocations) {

    public CodeSection {
        if (Integer.bitCount(alignment) != 1) {
            throw new IllegalArgumentException("alignment is not a power of two: alignment=" + alignment);
        }
        symbols = Map.copyOf(symbols);
        relocations = List.copyOf(relocations);
    }

    /** Bytes the section takes in memory. */
    public long memoryBytes() {
        return bytes.length + zeroBytes;
    }
}
