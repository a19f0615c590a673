package org.eremite.benchmarks.parcompare;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A row for each workload, on a logarithmic scale a dot for each ratio, with a line from its minimum to its maximum. */
final class RatioPlot {
    private static final int LEFT = 230;
    private static final int WIDTH = 560;
    private static final int TOP = 60;
    private static final int ROW = 18;
    private static final double LEAST = 1.0 / 8;
    private static final double MOST = 8;
    private static final List<String> COLOURS = List.of("#1f6fb4", "#c44e1d", "#3a8f3a");

    private final String ours;
    private final List<String> others;
    private final List<String> names = new ArrayList<>();
    private final List<List<Ratio>> ratios = new ArrayList<>();

    RatioPlot(String ours, List<String> others) {
        this.ours = ours;
        this.others = others;
    }

    void add(String name, List<Ratio> ratiosToOthers) {
        names.add(name);
        ratios.add(ratiosToOthers);
    }

    String draw(int workers) {
        int bottom = TOP + names.size() * ROW;
        StringBuilder svg = new StringBuilder(String.format(Locale.ROOT, """
                <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" font-family="sans-serif" font-size="12">
                <rect width="100%%" height="100%%" fill="white"/>
                <text x="10" y="20" font-size="14">Time of %s divided by the time of others, %d workers; less is better</text>
                """, LEFT + WIDTH + 30, bottom + 40, ours, workers));
        for (int i = 0; i < others.size(); i++) {
            svg.append(String.format(Locale.ROOT, "<circle cx=\"%d\" cy=\"36\" r=\"4\" fill=\"%s\"/>"
                    + "<text x=\"%d\" y=\"40\">%s</text>%n", LEFT + i * 120, COLOURS.get(i), LEFT + 10 + i * 120,
                    others.get(i)));
        }
        for (double mark = LEAST; mark <= MOST; mark *= 2) {
            svg.append(String.format(Locale.ROOT, "<line x1=\"%1$.1f\" y1=\"%2$d\" x2=\"%1$.1f\" y2=\"%3$d\" stroke=\"%4$s\"/>"
                    + "<text x=\"%1$.1f\" y=\"%5$d\" text-anchor=\"middle\">%6$s</text>%n", x(mark), TOP, bottom,
                    mark == 1 ? "black" : "#dddddd", bottom + 16, mark < 1 ? "1/" + Math.round(1 / mark)
                            : Long.toString(Math.round(mark))));
        }
        for (int row = 0; row < names.size(); row++) {
            double y = TOP + (row + 0.5) * ROW;
            svg.append(String.format(Locale.ROOT, "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>%n", LEFT - 8,
                    y + 4, names.get(row)));
            for (int i = 0; i < others.size(); i++) {
                Ratio ratio = ratios.get(row).get(i);
                double at = y + (i - (others.size() - 1) / 2.0) * 6;
                svg.append(String.format(Locale.ROOT, "<line x1=\"%.1f\" y1=\"%4$.1f\" x2=\"%.1f\" y2=\"%4$.1f\" stroke=\"%5$s\"/>"
                        + "<circle cx=\"%3$.1f\" cy=\"%4$.1f\" r=\"3\" fill=\"%5$s\"/>%n", x(ratio.min()),
                        x(ratio.max()), x(ratio.median()), at, COLOURS.get(i)));
            }
        }
        return svg.append("</svg>\n").toString();
    }

    /** What is beyond the scale stands at its end. */
    private static double x(double ratio) {
        double clamped = Math.clamp(ratio, LEAST, MOST);
        return LEFT + WIDTH * Math.log(clamped / LEAST) / Math.log(MOST / LEAST);
    }
}
