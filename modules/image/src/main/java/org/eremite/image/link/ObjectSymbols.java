package org.eremite.image.link;

import java.util.List;
import java.util.Map;

/** Final addresses of the symbols an object defines, by their index in its symbol table. */
final class ObjectSymbols {
    private final RelocatableObject object;
    private final Map<Integer, ImageLayout.Place> sectionPlaces;

    /**
     * Symbols of {@code object}.
     *
     * @param sectionPlaces index of each section that goes to the output to its place
     */
    ObjectSymbols(RelocatableObject object, Map<Integer, ImageLayout.Place> sectionPlaces) {
        this.object = object;
        this.sectionPlaces = sectionPlaces;
    }

    /** Virtual address, or absolute value, of a defined symbol. */
    long virtualAddress(int index) {
        RelocatableObject.Symbol symbol = object.symbols().get(index);
        if (symbol.isAbsolute()) {
            return symbol.value();
        }
        ImageLayout.Place place = sectionPlaces.get(symbol.section());
        if (place == null) {
            throw LinkException.of("reference to a section that is not part of the image: section="
                    + object.sections().get(symbol.section()).name(), "symbol", symbol.name());
        }
        return place.virtualAddress() + symbol.value();
    }

    /** Adds the named symbols of loaded sections, and absolute ones, to {@code table}. */
    void defineIn(SymbolTable table) {
        List<RelocatableObject.Symbol> symbols = object.symbols();
        for (int index = 1; index < symbols.size(); index++) {
            RelocatableObject.Symbol symbol = symbols.get(index);
            if (symbol.isDefined() && !symbol.name().isEmpty()
                    && symbol.type() != SymbolDescriptor.STT_SECTION && symbol.type() != SymbolDescriptor.STT_FILE
                    && (symbol.isAbsolute() || object.sections().get(symbol.section()).isLoaded())) {
                table.define(linked(symbol));
            }
        }
    }

    private LinkedSymbol linked(RelocatableObject.Symbol symbol) {
        boolean global = symbol.binding() != SymbolDescriptor.STB_LOCAL;
        if (symbol.isAbsolute()) {
            return new LinkedSymbol(symbol.name(), symbol.value(), symbol.value(), symbol.size(),
                    LinkedSymbol.Kind.ABSOLUTE, global);
        }
        ImageLayout.Place place = sectionPlaces.get(symbol.section());
        long room = object.sections().get(symbol.section()).size() - symbol.value();
        long size = Long.compareUnsigned(symbol.size(), room) > 0 ? room : symbol.size();
        return new LinkedSymbol(symbol.name(), place.virtualAddress() + symbol.value(),
                place.physicalAddress() + symbol.value(), size,
                symbol.type() == SymbolDescriptor.STT_FUNC ? LinkedSymbol.Kind.FUNCTION : LinkedSymbol.Kind.OBJECT,
                global);
    }
}
