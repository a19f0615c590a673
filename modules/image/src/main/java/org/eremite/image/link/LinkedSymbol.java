package org.eremite.image.link;

/**
 * A symbol of the finished image.
 *
 * @param name            unique among global symbols
 * @param virtualAddress  or the value, if absolute
 * @param physicalAddress or the value, if absolute
 * @param size            in bytes, 0 if unknown
 * @param kind            what is there
 * @param global          whether other inputs were meant to see it
 */
public record LinkedSymbol(
        String name, long virtualAddress, long physicalAddress, long size, Kind kind, boolean global) {
    /** What a symbol names. */
    public enum Kind {
        /** Code. */
        FUNCTION,
        /** Constants, variables, places. */
        OBJECT,
        /** A number, not moved with any section. */
        ABSOLUTE
    }

    static LinkedSymbol absolute(String name, long value) {
        return new LinkedSymbol(name, value, value, 0, Kind.ABSOLUTE, true);
    }

    LinkedSymbol withSize(long newSize) {
        return new LinkedSymbol(name, virtualAddress, physicalAddress, newSize, kind, global);
    }

    LinkedSymbol withName(String newName) {
        return new LinkedSymbol(newName, virtualAddress, physicalAddress, size, kind, true);
    }
}
