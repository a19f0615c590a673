package org.eremite.app.rayonlike.family;

import java.util.List;

/** Pi by the midpoint rule, as in Hermit's demo. */
final class PiFamily implements Family {
    @Override
    public String name() {
        return "pi";
    }

    @Override
    public Size size() {
        return new Size("steps", 1000, 1_000_000_000, Pi.STEPS);
    }

    @Override
    public List<Workload> workloads(int size, Parallel parallel) {
        return List.of(new Pi(size, parallel));
    }
}
