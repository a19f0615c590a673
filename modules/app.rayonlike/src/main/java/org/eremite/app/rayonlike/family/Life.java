package org.eremite.app.rayonlike.family;

import java.util.List;
import java.util.function.Supplier;

/** Conway's game of life on a board without cells beyond its border, a hundred generations. */
final class Life implements Family {
    private static final int GENERATIONS = 100;

    @Override
    public String name() {
        return "life";
    }

    @Override
    public Size size() {
        return new Size("cells on a side", 1, 4096, 200);
    }

    @Override
    public List<Workload> workloads(int size, Parallel parallel) {
        byte[] start = new byte[size * size];
        for (int i = 0; i < start.length; i++) {
            start[i] = (byte) (Inputs.random(i) & 1);
        }
        Supplier<byte[]> known = CheckedWorkload.once(() -> BitLife.after(start, size, GENERATIONS));
        return List.of(CheckedWorkload.of("life", Cells.BYTES, () -> run(Sequential.FORMS, start, size),
                () -> run(parallel, start, size), result -> Cells.BYTES.difference(result, known.get())));
    }

    private static byte[] run(Parallel forms, byte[] start, int side) {
        byte[] current = start;
        for (int i = 0; i < GENERATIONS; i++) {
            byte[] from = current;
            byte[] to = new byte[from.length];
            forms.forEach(0, from.length, cell -> to[cell] = successor(from, side, cell % side, cell / side));
            current = to;
        }
        return current;
    }

    private static byte successor(byte[] board, int side, int column, int row) {
        int living = 0;
        for (int y = Math.max(row - 1, 0); y <= Math.min(row + 1, side - 1); y++) {
            for (int x = Math.max(column - 1, 0); x <= Math.min(column + 1, side - 1); x++) {
                living += board[y * side + x];
            }
        }
        // The cell itself has been counted.
        return (byte) (living == 3 || living == 4 && board[row * side + column] == 1 ? 1 : 0);
    }

    /** The same game with the cells of a row in the bits of words and sums of bits by logic. */
    private static final class BitLife {
        static byte[] after(byte[] start, int side, int generations) {
            int words = side / Long.SIZE + 1;
            long[][] rows = new long[side + 2][words];
            for (int i = 0; i < start.length; i++) {
                int column = i % side;
                rows[1 + i / side][column / Long.SIZE] |= (long) start[i] << column;
            }
            for (int i = 0; i < generations; i++) {
                rows = next(rows, side, words);
            }
            byte[] cells = new byte[start.length];
            for (int i = 0; i < cells.length; i++) {
                int column = i % side;
                cells[i] = (byte) (rows[1 + i / side][column / Long.SIZE] >>> column & 1);
            }
            return cells;
        }

        private static long[][] next(long[][] rows, int side, int words) {
            long[][] next = new long[side + 2][words];
            for (int row = 1; row <= side; row++) {
                for (int word = 0; word < words; word++) {
                    long[] sum = new long[3];
                    for (int y = row - 1; y <= row + 1; y++) {
                        add(sum, shifted(rows[y], word, -1));
                        add(sum, shifted(rows[y], word, 1));
                        add(sum, y == row ? 0 : rows[y][word]);
                    }
                    // Three, or two around a living cell; eight overflows to none, which has the same consequence.
                    next[row][word] = sum[1] & ~sum[2] & (sum[0] | rows[row][word]);
                }
                next[row][words - 1] &= (1L << side % Long.SIZE) - 1;
            }
            return next;
        }

        /** Adds one bit to 64 counters of three bits. */
        private static void add(long[] sum, long bits) {
            long carry = bits;
            for (int i = 0; i < sum.length; i++) {
                long kept = sum[i];
                sum[i] = kept ^ carry;
                carry &= kept;
            }
        }

        private static long shifted(long[] row, int word, int by) {
            return by < 0 ? row[word] << 1 | (word == 0 ? 0 : row[word - 1] >>> Long.SIZE - 1)
                    : row[word] >>> 1 | (word == row.length - 1 ? 0 : row[word + 1] << Long.SIZE - 1);
        }
    }
}
