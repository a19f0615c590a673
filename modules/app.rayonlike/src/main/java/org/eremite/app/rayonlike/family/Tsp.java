package org.eremite.app.rayonlike.family;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** The shortest tour through the first places of TSPLIB's Djibouti problem, as in rayon-demo's dj10, by branch and bound. */
final class Tsp implements Family {
    /** Places left below which one thread tries all tours. */
    private static final int LEAF = 4;
    private static final double[][] PLACES = {
        {11003.6111, 42102.5}, {11108.6111, 42373.8889}, {11133.3333, 42885.8333}, {11155.8333, 42712.5},
        {11183.3333, 42933.3333}, {11297.5, 42853.3333}, {11310.2778, 42929.4444}, {11416.6667, 42983.3333},
        {11423.8889, 43000.2778}, {11438.3333, 42057.2222}};

    @Override
    public String name() {
        return "tsp";
    }

    @Override
    public Size size() {
        return new Size("places", 3, PLACES.length, PLACES.length);
    }

    @Override
    public List<Workload> workloads(int size, Parallel parallel) {
        int[][] lengths = new int[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                double dx = PLACES[i][0] - PLACES[j][0];
                double dy = PLACES[i][1] - PLACES[j][1];
                lengths[i][j] = (int) Math.round(Math.sqrt(dx * dx + dy * dy));
            }
        }
        return List.of(CheckedWorkload.ofNumber("tsp", () -> new Search(Sequential.FORMS, lengths).shortest(),
                () -> new Search(parallel, lengths).shortest(), () -> byDynamicProgramming(lengths)));
    }

    /** One search; the best tour so far is shared by all branches. */
    private static final class Search {
        private final Parallel forms;
        private final int[][] lengths;
        private final int all;
        private final AtomicInteger best = new AtomicInteger(Integer.MAX_VALUE);
        /** For each place the shortest way to it from any other. */
        private final int[] shortestTo;

        Search(Parallel forms, int[][] lengths) {
            this.forms = forms;
            this.lengths = lengths;
            this.all = (1 << lengths.length) - 1;
            this.shortestTo = new int[lengths.length];
            for (int to = 0; to < lengths.length; to++) {
                shortestTo[to] = Integer.MAX_VALUE;
                for (int from = 0; from < lengths.length; from++) {
                    shortestTo[to] = from == to ? shortestTo[to] : Math.min(shortestTo[to], lengths[from][to]);
                }
            }
        }

        int shortest() {
            int bound = 0;
            for (int length : shortestTo) {
                bound += length;
            }
            extend(0, 1, 0, bound);
            return best.get();
        }

        /**
         * Tries all tours that begin with some places.
         *
         * @param last the last of them
         * @param visited their bits
         * @param length their length
         * @param bound at least as much is still to come
         */
        private void extend(int last, int visited, int length, int bound) {
            if (visited == all) {
                best.accumulateAndGet(length + lengths[last][0], Math::min);
            } else if (lengths.length - Integer.bitCount(visited) <= LEAF) {
                for (int left = all & ~visited; left != 0; left &= left - 1) {
                    visit(Integer.numberOfTrailingZeros(left), last, visited, length, bound);
                }
            } else {
                fork(all & ~visited, last, visited, length, bound);
            }
        }

        /** Visits each of {@code next} after {@code last}, half of them in parallel with the other half. */
        private void fork(int next, int last, int visited, int length, int bound) {
            if (Integer.bitCount(next) == 1) {
                visit(Integer.numberOfTrailingZeros(next), last, visited, length, bound);
                return;
            }
            int half = next;
            for (int i = Integer.bitCount(next) / 2; i > 0; i--) {
                half &= half - 1;
            }
            int second = half;
            forms.join(() -> fork(next & ~second, last, visited, length, bound),
                    () -> fork(second, last, visited, length, bound));
        }

        private void visit(int place, int last, int visited, int length, int bound) {
            int longer = length + lengths[last][place];
            int left = bound - shortestTo[place];
            if (longer + left < best.getOpaque()) {
                extend(place, visited | 1 << place, longer, left);
            }
        }
    }

    /** Held and Karp 1962: shortest[set][last] of the ways from place 0 through all of a set to its last place. */
    private static int byDynamicProgramming(int[][] lengths) {
        int places = lengths.length;
        int[][] shortest = new int[1 << places][places];
        for (int[] row : shortest) {
            Arrays.fill(row, Integer.MAX_VALUE / 2);
        }
        shortest[1][0] = 0;
        for (int set = 1; set < shortest.length; set += 2) {
            for (int last = 1; last < places; last++) {
                if ((set >> last & 1) != 0) {
                    for (int before = 0; before < places; before++) {
                        int way = shortest[set & ~(1 << last)][before] + lengths[before][last];
                        shortest[set][last] = Math.min(shortest[set][last], way);
                    }
                }
            }
        }
        int tour = Integer.MAX_VALUE;
        for (int last = 1; last < places; last++) {
            tour = Math.min(tour, shortest[shortest.length - 1][last] + lengths[last][0]);
        }
        return tour;
    }
}
