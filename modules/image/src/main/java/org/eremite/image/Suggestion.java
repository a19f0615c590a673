package org.eremite.image;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/**
 * The name a user probably meant.
 */
public final class Suggestion {
    private Suggestion() {
    }

    /** The candidate nearest to {@code word}: at most two edits or a third of the word off, and not all of it. */
    public static Optional<String> nearest(String word, Collection<String> candidates) {
        int limit = Math.min(Math.max(2, word.length() / 3), word.length() - 1);
        return candidates.stream()
                .filter(candidate -> distance(word, candidate) <= limit)
                .min(Comparator.comparingInt((String candidate) -> distance(word, candidate))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** Levenshtein distance: insertions, deletions and replacements that turn {@code from} into {@code to}. */
    static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int column = 0; column <= to.length(); column++) {
            row[column] = column;
        }
        for (int line = 1; line <= from.length(); line++) {
            int diagonal = row[0];
            row[0] = line;
            for (int column = 1; column <= to.length(); column++) {
                int replaced = diagonal + (from.charAt(line - 1) == to.charAt(column - 1) ? 0 : 1);
                diagonal = row[column];
                row[column] = Math.min(replaced, 1 + Math.min(row[column], row[column - 1]));
            }
        }
        return row[to.length()];
    }
}
