package org.eremite.app.rayonlike.family;

import java.util.List;

/** Workloads of one kind that share inputs and a size. */
public interface Family {
    /** Lower-case letters, digits and underscores. */
    String name();

    /** What its size means and may be. */
    Size size();

    /** Whether it runs in that size. */
    default boolean accepts(int size) {
        return size >= size().least() && size <= size().most();
    }

    /** The workloads for one size that it {@link #accepts}. Inputs are a function of the size alone. */
    List<Workload> workloads(int size, Parallel parallel);

    /**
     * The sizes of a family.
     *
     * @param unit what is counted
     * @param least the smallest size
     * @param most the largest
     * @param presets the sizes that are measured when none is asked for
     */
    record Size(String unit, int least, int most, List<Integer> presets) {
        Size(String unit, int least, int most, int preset) {
            this(unit, least, most, List.of(preset));
        }
    }
}
