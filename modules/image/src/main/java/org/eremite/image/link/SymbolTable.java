package org.eremite.image.link;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * All symbols of the image by name. Global names are unique. A local name may occur more than once, and then serves
 * nobody who refers to it by name; else references see it like a global one, because the builder makes its own
 * section boundaries local.
 */
final class SymbolTable {
    /** Locals first, as the gABI demands; then ascending addresses. */
    private static final Comparator<LinkedSymbol> FILE_ORDER = Comparator
            .comparing(LinkedSymbol::global)
            .thenComparing(LinkedSymbol::virtualAddress, Long::compareUnsigned)
            .thenComparing(LinkedSymbol::name);

    private final List<LinkedSymbol> symbols = new ArrayList<>();
    private final Map<String, LinkedSymbol> globals = new HashMap<>();
    private final Map<String, LinkedSymbol> locals = new HashMap<>();
    private final Set<String> ambiguous = new HashSet<>();
    /** Undefined name to the place that refers to it first. */
    private final Map<String, String> missing = new TreeMap<>();

    void define(LinkedSymbol symbol) {
        if (symbol.global()) {
            LinkedSymbol other = globals.put(symbol.name(), symbol);
            if (other != null) {
                throw LinkException.of("symbol is defined twice", "symbol", symbol.name() + " addresses=0x"
                        + Long.toHexString(other.virtualAddress()) + ",0x"
                        + Long.toHexString(symbol.virtualAddress()));
            }
        } else if (locals.put(symbol.name(), symbol) != null) {
            ambiguous.add(symbol.name());
        }
        symbols.add(symbol);
    }

    /**
     * Defines second names for defined symbols. An alias whose target does not exist stays undefined, which matters
     * only if something refers to it.
     */
    void defineAliases(Map<String, String> aliases) {
        Map<String, LinkedSymbol> found = new TreeMap<>();
        for (String alias : aliases.keySet()) {
            String name = alias;
            for (int step = 0; step < aliases.size() && find(name) == null && aliases.containsKey(name); step++) {
                name = aliases.get(name);
            }
            LinkedSymbol target = find(name);
            if (target != null) {
                if (name.equals(alias)) {
                    throw LinkException.of("alias names a symbol that is defined", "symbol", alias);
                }
                found.put(alias, target.withName(alias));
            }
        }
        found.values().forEach(this::define);
    }

    /** The symbol called {@code name}, or null. */
    LinkedSymbol find(String name) {
        LinkedSymbol global = globals.get(name);
        if (global != null) {
            return global;
        }
        return ambiguous.contains(name) ? null : locals.get(name);
    }

    /** The symbol called {@code name}; if there is none, notes that and returns null. */
    LinkedSymbol resolve(String name, String section, long offset) {
        LinkedSymbol symbol = find(name);
        if (symbol == null) {
            missing.putIfAbsent(name, section + "+0x" + Long.toHexString(offset));
        }
        return symbol;
    }

    /** Fails if a name could not be resolved, and lists all of them. */
    void requireComplete() {
        if (!missing.isEmpty()) {
            StringBuilder list = new StringBuilder();
            missing.forEach((name, place) -> list.append("\n  ").append(name).append(" (").append(place).append(')'));
            throw LinkException.of("undefined symbols", "count", missing.size() + list.toString());
        }
    }

    /** All symbols in the order of the file; functions of unknown size end where the next one begins. */
    List<LinkedSymbol> finish(List<LoadSegment> segments) {
        TreeMap<Long, Long> sizes = functionSizes(segments);
        return symbols.stream()
                .map(symbol -> symbol.kind() == LinkedSymbol.Kind.FUNCTION && symbol.size() == 0
                        ? symbol.withSize(sizes.getOrDefault(symbol.virtualAddress(), 0L)) : symbol)
                .sorted(FILE_ORDER)
                .toList();
    }

    /** Address of each function to its size: the largest stated one, else up to the next function or section end. */
    private TreeMap<Long, Long> functionSizes(List<LoadSegment> segments) {
        TreeMap<Long, Long> sizes = new TreeMap<>(Long::compareUnsigned);
        for (LinkedSymbol symbol : symbols) {
            if (symbol.kind() == LinkedSymbol.Kind.FUNCTION) {
                sizes.merge(symbol.virtualAddress(), symbol.size(), Math::max);
            }
        }
        for (LoadSegment segment : segments) {
            for (LoadSegment.PlacedSection section : segment.members()) {
                long next = section.end();
                for (Map.Entry<Long, Long> function : sizes
                        .subMap(section.virtualAddress(), true, section.end(), false).descendingMap().entrySet()) {
                    if (function.getValue() == 0) {
                        function.setValue(next - function.getKey());
                    }
                    next = function.getKey();
                }
            }
        }
        return sizes;
    }
}
