package org.eremite.mm;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.eremite.hal.Pages;
import org.eremite.hal.sim.SimMemory.Region;

/** Memory maps of every shape: adjacent regions, holes, single frames, odd lengths, any alignment. */
final class MemoryMaps {
    private MemoryMaps() {}

    /** Up to six regions of up to {@code largest} frames each. */
    static Arbitrary<List<Region>> upTo(int largest) {
        Arbitrary<Integer> gap = Arbitraries.oneOf(Arbitraries.just(0), Arbitraries.integers().between(0, 3000));
        Arbitrary<Integer> length = Arbitraries.oneOf(
                Arbitraries.integers().between(1, 8), Arbitraries.integers().between(1, largest));
        return Combinators.combine(gap, length).as(Tuple::of).list().ofMinSize(1).ofMaxSize(6).map(pairs -> {
            List<Region> regions = new ArrayList<>();
            long address = Pages.SMALL;
            for (Tuple.Tuple2<Integer, Integer> pair : pairs) {
                long start = address + pair.get1() * Pages.SMALL;
                regions.add(new Region(start, pair.get2() * Pages.SMALL));
                address = start + pair.get2() * Pages.SMALL;
            }
            return regions;
        });
    }
}
