package org.eremite.app.rayonlike.family;

import java.util.List;

/** Counts the pieces of a text between blanks. */
final class StrSplit implements Family {
    private static final String LETTERS = "abcdefg ";
    /** Characters looked at as one unit of work. */
    private static final int PIECE = 1 << 12;

    @Override
    public String name() {
        return "str_split";
    }

    @Override
    public Size size() {
        return new Size("characters", 1, 1 << 28, 1_000_000);
    }

    @Override
    public List<Workload> workloads(int size, Parallel parallel) {
        byte[] text = new byte[size];
        long written = 0;
        for (int i = 0; i < size; i++) {
            int letter = Inputs.random(i, LETTERS.length());
            text[i] = (byte) LETTERS.charAt(letter);
            written += letter == LETTERS.length() - 1 ? 1 : 0;
        }
        long known = written + 1;
        int pieces = (size + PIECE - 1) / PIECE;
        return List.of(CheckedWorkload.ofNumber("str_split", () -> blanks(text, 0, size) + 1,
                () -> parallel.sum(0, pieces,
                        piece -> blanks(text, piece * PIECE, Math.min(size - piece * PIECE, PIECE))) + 1,
                () -> known));
    }

    private static long blanks(byte[] text, int from, int count) {
        long blanks = 0;
        for (int i = from; i < from + count; i++) {
            if (text[i] == ' ') {
                blanks++;
            }
        }
        return blanks;
    }
}
