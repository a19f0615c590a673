package org.eremite.app.rayonlike.family;

import java.util.List;

/** Bodies that attract each other, each computed from all, over ten steps of time. */
final class NBody implements Family {
    private static final int STEPS = 10;
    private static final double TIME_STEP = 1e-3;
    /** Added to squares of distances, so that bodies may meet. */
    private static final double SOFTENING = 1e-4;
    private static final double TOLERANCE = 1e-9;
    /** Numbers of a body: position, velocity. */
    private static final int STRIDE = 6;

    @Override
    public String name() {
        return "nbody";
    }

    @Override
    public Size size() {
        return new Size("bodies", 2, 100_000, 1000);
    }

    @Override
    public List<Workload> workloads(int size, Parallel parallel) {
        double[] start = start(size);
        return List.of(CheckedWorkload.of("nbody", Cells.DOUBLES,
                () -> run(Sequential.FORMS, start), () -> run(parallel, start), result -> fault(result, start)));
    }

    private static double[] start(int bodies) {
        double[] state = new double[bodies * STRIDE];
        for (int i = 0; i < state.length; i++) {
            state[i] = Inputs.randomFraction(i);
        }
        return state;
    }

    /** From 0.5 to 1.5, all together as much as the number of bodies, about. */
    private static double mass(int body) {
        return 0.5 + Inputs.randomFraction(-1 - body);
    }

    private static double[] run(Parallel forms, double[] start) {
        int bodies = start.length / STRIDE;
        double[] masses = new double[bodies];
        for (int i = 0; i < bodies; i++) {
            masses[i] = mass(i) / bodies;
        }
        double[] current = start;
        for (int step = 0; step < STEPS; step++) {
            double[] from = current;
            double[] to = new double[start.length];
            forms.forEach(0, bodies, body -> move(from, to, masses, body * STRIDE));
            current = to;
        }
        return current;
    }

    private static void move(double[] from, double[] to, double[] masses, int at) {
        double x = from[at];
        double y = from[at + 1];
        double z = from[at + 2];
        double forceX = 0;
        double forceY = 0;
        double forceZ = 0;
        for (int other = 0; other < masses.length; other++) {
            double dx = from[other * STRIDE] - x;
            double dy = from[other * STRIDE + 1] - y;
            double dz = from[other * STRIDE + 2] - z;
            double square = dx * dx + dy * dy + dz * dz + SOFTENING;
            double factor = masses[other] / (square * Math.sqrt(square));
            forceX += dx * factor;
            forceY += dy * factor;
            forceZ += dz * factor;
        }
        to[at + 3] = from[at + 3] + forceX * TIME_STEP;
        to[at + 4] = from[at + 4] + forceY * TIME_STEP;
        to[at + 5] = from[at + 5] + forceZ * TIME_STEP;
        to[at] = x + to[at + 3] * TIME_STEP;
        to[at + 1] = y + to[at + 4] * TIME_STEP;
        to[at + 2] = z + to[at + 5] * TIME_STEP;
    }

    /** Momentum is preserved, and the centre of mass moves along a straight line. */
    private static String fault(double[] end, double[] start) {
        int bodies = start.length / STRIDE;
        for (int axis = 0; axis < STRIDE / 2; axis++) {
            double momentum = mean(start, axis + STRIDE / 2, bodies);
            double centre = mean(start, axis, bodies) + momentum * TIME_STEP * STEPS;
            // Also wrong if not a number.
            if (!(Math.abs(mean(end, axis + STRIDE / 2, bodies) - momentum) < TOLERANCE)
                    || !(Math.abs(mean(end, axis, bodies) - centre) < TOLERANCE)) {
                return "does not preserve momentum along axis " + axis;
            }
        }
        return null;
    }

    private static double mean(double[] state, int offset, int bodies) {
        double sum = 0;
        for (int i = 0; i < bodies; i++) {
            sum += mass(i) * state[i * STRIDE + offset];
        }
        return sum / bodies;
    }
}
