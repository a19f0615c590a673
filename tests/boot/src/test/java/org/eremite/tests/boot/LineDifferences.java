package org.eremite.tests.boot;

import java.util.ArrayList;
import java.util.List;

/** What must be taken out of one text and put into it to make another, by their longest common subsequence of lines. */
final class LineDifferences {
    private final List<String> before;
    private final List<String> after;
    /** Length of the longest common subsequence of {@code before} from the first index on and {@code after} from the second. */
    private final int[][] common;

    private LineDifferences(List<String> before, List<String> after) {
        this.before = before;
        this.after = after;
        common = new int[before.size() + 1][after.size() + 1];
        for (int i = before.size() - 1; i >= 0; i--) {
            for (int j = after.size() - 1; j >= 0; j--) {
                common[i][j] = before.get(i).equals(after.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
    }

    /** In the order of the texts, lines only in {@code before} after a minus and lines only in {@code after} after a plus. */
    static List<String> between(List<String> before, List<String> after) {
        return new LineDifferences(before, after).walk();
    }

    private List<String> walk() {
        List<String> differences = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < before.size() || j < after.size()) {
            if (i < before.size() && j < after.size() && before.get(i).equals(after.get(j))) {
                i++;
                j++;
            } else if (j == after.size() || i < before.size() && common[i + 1][j] >= common[i][j + 1]) {
                differences.add("- " + before.get(i++));
            } else {
                differences.add("+ " + after.get(j++));
            }
        }
        return differences;
    }
}
