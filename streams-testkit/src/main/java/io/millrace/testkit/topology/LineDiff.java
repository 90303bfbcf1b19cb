package io.millrace.testkit.topology;

import java.util.ArrayList;
import java.util.List;

/**
 * The difference of two texts by lines: {@code -} only in the first, {@code +} only in the second, each change with
 * {@value #CONTEXT} lines around it, and {@code ...} for what is left out. Quadratic in the number of lines (a longest
 * common subsequence by dynamic programming), which is right for texts of some hundred lines.
 */
final class LineDiff {

    private static final int CONTEXT = 3;

    private final List<String> before;
    private final List<String> after;
    private final int[][] common;

    private LineDiff(List<String> before, List<String> after) {
        this.before = before;
        this.after = after;
        this.common = commonSuffixLengths(before, after);
    }

    /** Lines of both texts, marked; empty when they are equal. */
    static String between(String before, String after) {
        var marked = new LineDiff(before.lines().toList(), after.lines().toList()).marked();
        return shortened(marked);
    }

    private static int[][] commonSuffixLengths(List<String> before, List<String> after) {
        var lengths = new int[before.size() + 1][after.size() + 1];
        for (int i = before.size() - 1; i >= 0; i--) {
            for (int j = after.size() - 1; j >= 0; j--) {
                lengths[i][j] = before.get(i).equals(after.get(j))
                        ? lengths[i + 1][j + 1] + 1
                        : Math.max(lengths[i + 1][j], lengths[i][j + 1]);
            }
        }
        return lengths;
    }

    private List<String> marked() {
        var lines = new ArrayList<String>();
        int i = 0;
        int j = 0;
        while (i < before.size() || j < after.size()) {
            if (i < before.size() && j < after.size() && before.get(i).equals(after.get(j))) {
                lines.add("  " + before.get(i++));
                j++;
            } else if (j == after.size() || i < before.size() && common[i + 1][j] >= common[i][j + 1]) {
                lines.add("- " + before.get(i++));
            } else {
                lines.add("+ " + after.get(j++));
            }
        }
        return lines;
    }

    private static String shortened(List<String> marked) {
        var text = new StringBuilder();
        boolean leftOut = false;
        for (int i = 0; i < marked.size(); i++) {
            if (isNearChange(marked, i)) {
                text.append(marked.get(i)).append('\n');
                leftOut = false;
            } else if (!leftOut) {
                text.append("...\n");
                leftOut = true;
            }
        }
        return marked.stream().allMatch(line -> line.startsWith("  ")) ? "" : text.toString();
    }

    private static boolean isNearChange(List<String> marked, int index) {
        int from = Math.max(0, index - CONTEXT);
        int to = Math.min(marked.size(), index + CONTEXT + 1);
        return marked.subList(from, to).stream().anyMatch(line -> !line.startsWith("  "));
    }
}
