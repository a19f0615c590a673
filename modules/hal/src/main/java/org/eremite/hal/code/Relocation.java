package org.eremite.hal.code;

import java.util.Objects;

/**
 * A place in a {@link CodeSection} that the linker fills when addresses are known.
 *
 * @param offset byte offset in the section
 * @param kind   what is written there
 * @param symbol name of the symbol it refers to
 * @param addend added to the symbol's address
 */
public record Relocation(int offset, Kind kind, String symbol, long addend) {
    /** Width and meaning of the value written. */
    public enum Kind {
        /** 64 bits: virtual address of the symbol plus addend. */
        ABSOLUTE_64(8),
        /** 32 bits, signed: virtual address of the symbol plus addend minus virtual address of the place. */
        PC_RELATIVE_32(4),
        /** 32 bits, unsigned: physical address of the symbol plus addend; for code that runs before paging. */
        PHYSICAL_32(4),
        /** 64 bits: physical address of the symbol plus addend; for page tables. */
        PHYSICAL_64(8);

        private final int bytes;

        Kind(int bytes) {
            this.bytes = bytes;
        }

        /** Bytes written. */
        public int bytes() {
            return bytes;
        }
    }

    public Relocation {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(symbol, "symbol");
        if (offset < 0) {
            throw new IllegalArgumentException("offset is negative: offset=" + offset);
        }
    }
}
