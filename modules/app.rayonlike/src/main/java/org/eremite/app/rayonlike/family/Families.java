package org.eremite.app.rayonlike.family;

import java.util.List;
import java.util.Optional;

/** All families: first those of Hermit's demo, then those of rayon-demo that are not among them. */
public final class Families {
    /** In the order in which they run. */
    public static final List<Family> ALL = List.of(
            new PiFamily(), new MandelbrotFamily(), new Matmul(), new Laplace(),
            new Sort(), new Find(), new MapCollect(), new VecCollect(), new StrSplit(), new Factorial(),
            new Fibonacci(), new JoinMicrobench(), new Pythagoras(), new NBody(), new Tree(), new Life(),
            new Quicksort(), new Mergesort(), new Sieve(), new Tsp());

    private Families() {
    }

    /** The family of that name, if there is one. */
    public static Optional<Family> find(String name) {
        return ALL.stream().filter(family -> family.name().equals(name)).findFirst();
    }
}
