package org.eremite.image.link;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.eremite.hal.code.CodeSection;
import org.eremite.hal.code.Relocation;

/** Writes final addresses into the sections where they lie in the output file. */
final class Relocator {
    private static final long UNSIGNED_32_LIMIT = 1L << 32;

    /**
     * A section in the output file.
     *
     * @param name           for messages
     * @param virtualAddress of its first byte; 0 for debug information, which has none
     * @param fileOffset     of its first byte
     * @param fileBytes      bytes that exist in the file
     * @param debug          whether it is debug information
     */
    record Target(String name, long virtualAddress, int fileOffset, int fileBytes, boolean debug) {}

    private final ByteBuffer image;
    private final SymbolTable symbols;

    Relocator(byte[] image, SymbolTable symbols) {
        this.image = ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN);
        this.symbols = symbols;
    }

    /** Applies the object's relocations of one section. */
    void relocate(RelocatableObject object, RelocatableObject.Section section, ObjectSymbols addresses,
            Target target) {
        object.forEachRelocation(section, (offset, type, symbol, addend) -> {
            RelocatableObject.Symbol named = object.symbols().get(symbol);
            long address;
            if (named.isDefined()) {
                address = addresses.virtualAddress(symbol);
            } else {
                LinkedSymbol found = symbols.resolve(named.name(), target.name, offset);
                if (found == null) {
                    return;
                }
                address = found.virtualAddress();
            }
            apply(target, offset, type, named.name(), address + addend);
        });
    }

    private void apply(Target target, long offset, int type, String symbol, long value) {
        switch (type) {
            case RelocationDescriptor.R_X86_64_64 -> write64(target, offset, value);
            case RelocationDescriptor.R_X86_64_PC32, RelocationDescriptor.R_X86_64_PLT32 ->
                writePcRelative32(target, offset, symbol, value);
            case RelocationDescriptor.R_X86_64_32 -> {
                if (!target.debug) {
                    throw unknown(target, type);
                }
                writeUnsigned32(target, offset, symbol, value);
            }
            default -> throw unknown(target, type);
        }
    }

    /** Applies the relocations of one section of the HAL provider. */
    void relocate(CodeSection section, Target target) {
        for (Relocation relocation : section.relocations()) {
            String name = relocation.symbol();
            LinkedSymbol symbol = symbols.resolve(name, target.name, relocation.offset());
            if (symbol == null) {
                continue;
            }
            long virtual = symbol.virtualAddress() + relocation.addend();
            long physical = symbol.physicalAddress() + relocation.addend();
            switch (relocation.kind()) {
                case ABSOLUTE_64 -> write64(target, relocation.offset(), virtual);
                case PC_RELATIVE_32 -> writePcRelative32(target, relocation.offset(), name, virtual);
                case PHYSICAL_32 -> writeUnsigned32(target, relocation.offset(), name, physical);
                case PHYSICAL_64 -> write64(target, relocation.offset(), physical);
            }
        }
    }

    private void write64(Target target, long offset, long value) {
        image.putLong(place(target, offset, Long.BYTES), value);
    }

    private void writePcRelative32(Target target, long offset, String symbol, long value) {
        int place = place(target, offset, Integer.BYTES);
        long distance = value - (target.virtualAddress + offset);
        if (distance != (int) distance) {
            throw overflow(target, offset, symbol, distance);
        }
        image.putInt(place, (int) distance);
    }

    private void writeUnsigned32(Target target, long offset, String symbol, long value) {
        int place = place(target, offset, Integer.BYTES);
        if (value < 0 || value >= UNSIGNED_32_LIMIT) {
            throw overflow(target, offset, symbol, value);
        }
        image.putInt(place, (int) value);
    }

    private static int place(Target target, long offset, int width) {
        if (offset < 0 || offset > target.fileBytes - (long) width) {
            throw LinkException.hex("relocation outside its section: section=" + target.name + " size="
                    + target.fileBytes, "offset", offset);
        }
        return target.fileOffset + (int) offset;
    }

    private static LinkException overflow(Target target, long offset, String symbol, long value) {
        return LinkException.hex("value does not fit 32 bits: place=" + target.name + "+0x"
                + Long.toHexString(offset) + " symbol=" + symbol, "value", value);
    }

    private static LinkException unknown(Target target, int type) {
        return LinkException.of("unknown relocation type: section=" + target.name, "type",
                Integer.toUnsignedString(type));
    }
}
