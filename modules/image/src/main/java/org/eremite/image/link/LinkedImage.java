package org.eremite.image.link;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eremite.hal.code.PlacedSegment;

/** A linked executable and what its reports need to know about it. */
public final class LinkedImage {
    private final byte[] bytes;
    private final List<LinkedSection> sections;
    private final List<PlacedSegment> segments;
    private final List<LinkedSymbol> symbols;
    private final Map<String, LinkedSymbol> byName = new HashMap<>();
    private final TreeMap<Long, LinkedSymbol> functions = new TreeMap<>(Long::compareUnsigned);
    private final long entryPhysicalAddress;

    LinkedImage(byte[] bytes, List<LoadSegment> segments, List<LinkedSymbol> symbols, long entryPhysicalAddress) {
        this.bytes = bytes;
        this.sections = segments.stream()
                .flatMap(segment -> segment.members().stream())
                .map(LoadSegment.PlacedSection::linked)
                .toList();
        this.segments = segments.stream().map(LoadSegment::placed).toList();
        this.symbols = symbols;
        this.entryPhysicalAddress = entryPhysicalAddress;
        for (LinkedSymbol symbol : symbols) {
            byName.put(symbol.name(), symbol);
            if (symbol.kind() == LinkedSymbol.Kind.FUNCTION) {
                functions.putIfAbsent(symbol.virtualAddress(), symbol);
            }
        }
    }

    /** A copy of the file's contents. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** Length of the file in bytes. */
    public int fileBytes() {
        return bytes.length;
    }

    /**
     * Writes the file, replacing an existing one.
     *
     * @throws IOException if that fails
     */
    public void write(Path path) throws IOException {
        Files.write(path, bytes);
    }

    /** Loaded sections, ascending by virtual address (unsigned). */
    public List<LinkedSection> sections() {
        return sections;
    }

    /** Loadable segments, ascending by virtual address (unsigned), the provider's mappings included. */
    public List<PlacedSegment> segments() {
        return segments;
    }

    /** All symbols, local ones first, then ascending by virtual address (unsigned). */
    public List<LinkedSymbol> symbols() {
        return symbols;
    }

    /** The symbol called {@code name}; a global one is preferred over a local one. */
    public Optional<LinkedSymbol> symbol(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** The function whose code contains {@code virtualAddress}. */
    public Optional<LinkedSymbol> functionAt(long virtualAddress) {
        Map.Entry<Long, LinkedSymbol> entry = functions.floorEntry(virtualAddress);
        return entry != null && Long.compareUnsigned(virtualAddress - entry.getKey(), entry.getValue().size()) < 0
                ? Optional.of(entry.getValue()) : Optional.empty();
    }

    /** Where PVH boot enters. */
    public long entryPhysicalAddress() {
        return entryPhysicalAddress;
    }
}
