package org.eremite.hal.x86_64.assembler;

import java.util.Objects;

/** A 32-bit value that is known only when everything is placed. */
public sealed interface Reference {
    /** The physical address of a symbol, below 4 GiB: what code before paging works with. */
    static Physical physical(String symbol) {
        return new Physical(symbol);
    }

    /** The number of bytes from one label to another of the same section: for code that is copied before it runs. */
    static Distance distance(Label from, Label to) {
        return new Distance(from, to);
    }

    /** See {@link Reference#physical}. */
    record Physical(String symbol) implements Reference {
        public Physical {
            Objects.requireNonNull(symbol, "symbol");
        }
    }

    /** See {@link Reference#distance}. */
    record Distance(Label from, Label to) implements Reference {
        public Distance {
            Objects.requireNonNull(from, "from");
            Objects.requireNonNull(to, "to");
        }
    }

    /** A label's address as distance from the end of the instruction; see {@link Memory#mem(Label)}. */
    record RelativeLabel(Label label) implements Reference {
        public RelativeLabel {
            Objects.requireNonNull(label, "label");
        }
    }

    /** A symbol's virtual address as distance from the end of the instruction; see {@link Memory#mem(String)}. */
    record RelativeSymbol(String symbol) implements Reference {
        public RelativeSymbol {
            Objects.requireNonNull(symbol, "symbol");
        }
    }
}
