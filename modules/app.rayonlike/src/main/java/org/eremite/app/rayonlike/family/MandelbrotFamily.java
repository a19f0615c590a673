package org.eremite.app.rayonlike.family;

import java.util.List;

/** The Mandelbrot set, as in Hermit's demo. */
final class MandelbrotFamily implements Family {
    @Override
    public String name() {
        return "mandelbrot";
    }

    @Override
    public Size size() {
        return new Size("points on a side", 1, 10_000, Mandelbrot.SIDE);
    }

    @Override
    public List<Workload> workloads(int size, Parallel parallel) {
        return List.of(new Mandelbrot(size, parallel));
    }
}
