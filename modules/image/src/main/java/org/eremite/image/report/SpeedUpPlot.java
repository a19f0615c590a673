package org.eremite.image.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Draws speed-up curves (SVG 1.1) from what app.rayonlike prints, as lines of JSON or as tables. Everything else in the
 * output is passed over.
 */
public final class SpeedUpPlot {
    /** A name; nothing in it needs an escape in SVG. */
    private static final String NAME = "([A-Za-z0-9_./-]{1,64})";
    private static final String NUMBER = "(\\d{1,18})";
    private static final Pattern JSON = Pattern.compile("\\{\"workload\":\"" + NAME + "\",\"size\":" + NUMBER
            + ",\"threads\":" + NUMBER + ",\"rounds\":\\d+,\"sequentialNanos\":" + NUMBER + ",\"parallelNanos\":" + NUMBER
            + "}");
    private static final Pattern HEAD = Pattern.compile("^(\\d{1,4}) workers?, \\d+ CPUs\\s*$");
    private static final Pattern ROW = Pattern.compile("^" + NAME
            + "\\s+\\d+\\s+\\d+\\.\\d\\d\\s+\\d+\\.\\d\\d\\s+(\\d{1,6}\\.\\d\\d)x\\s*$");

    private static final int LEFT = 60;
    private static final int TOP = 50;
    private static final int SIDE = 480;
    private static final int LEGEND = 260;
    private static final int LINE = 16;

    /** By workload, then by number of workers. */
    private final Map<String, TreeMap<Integer, Double>> curves = new LinkedHashMap<>();
    private int mostWorkers = 1;
    private double mostSpeedUp = 1;

    private SpeedUpPlot() {
    }

    /** What {@code output} tells about speed-ups. */
    public static SpeedUpPlot of(List<String> output) {
        SpeedUpPlot plot = new SpeedUpPlot();
        int workers = 0;
        for (String line : output) {
            Matcher json = JSON.matcher(line);
            Matcher head = HEAD.matcher(line);
            Matcher row = ROW.matcher(line);
            if (json.find()) {
                long parallel = Math.max(1, Long.parseLong(json.group(5)));
                plot.add(json.group(1), Long.parseLong(json.group(3)), (double) Long.parseLong(json.group(4)) / parallel);
            } else if (head.matches()) {
                workers = Integer.parseInt(head.group(1));
            } else if (row.matches()) {
                plot.add(row.group(1), workers, Double.parseDouble(row.group(2)));
            }
        }
        return plot;
    }

    private void add(String workload, long workers, double speedUp) {
        if (workers >= 1 && workers <= Short.MAX_VALUE) {
            curves.computeIfAbsent(workload, _ -> new TreeMap<>()).put((int) workers, speedUp);
            mostWorkers = Math.max(mostWorkers, (int) workers);
            mostSpeedUp = Math.max(mostSpeedUp, speedUp);
        }
    }

    /** Whether there is nothing to draw. */
    public boolean isEmpty() {
        return curves.isEmpty();
    }

    /** The picture: speed-up over workers, with the line of a perfect speed-up. */
    public String draw() {
        int top = (int) Math.ceil(Math.min(mostSpeedUp, 2 * mostWorkers));
        int scale = Math.max(mostWorkers, top);
        int height = Math.max(TOP + SIDE + 50, TOP + (curves.size() + 1) * LINE);
        StringBuilder svg = new StringBuilder(String.format(Locale.ROOT, """
                <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" font-family="sans-serif" font-size="12">
                <rect width="100%%" height="100%%" fill="white"/>
                <text x="%d" y="24" font-size="14">Speed-up over the sequential form</text>
                <text x="%d" y="%d" text-anchor="middle">workers</text>
                """, LEFT + SIDE + LEGEND, height, LEFT, LEFT + SIDE / 2, TOP + SIDE + 36));
        int step = Math.max(1, scale / 8);
        for (int mark = 0; mark <= scale; mark += step) {
            double at = (double) SIDE * mark / scale;
            svg.append(String.format(Locale.ROOT, """
                    <line x1="%1$d" y1="%2$.1f" x2="%3$d" y2="%2$.1f" stroke="#dddddd"/>
                    <text x="%4$d" y="%5$.1f" text-anchor="end">%6$d</text>
                    <text x="%7$.1f" y="%8$d" text-anchor="middle">%6$d</text>
                    """, LEFT, TOP + SIDE - at, LEFT + SIDE, LEFT - 6, TOP + SIDE - at + 4, mark, LEFT + at,
                    TOP + SIDE + 18));
        }
        double perfect = (double) SIDE * mostWorkers / scale;
        svg.append(String.format(Locale.ROOT,
                "<line x1=\"%d\" y1=\"%d\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"black\" stroke-dasharray=\"4\"/>%n", LEFT,
                TOP + SIDE, LEFT + perfect, TOP + SIDE - perfect));
        int index = 0;
        for (Map.Entry<String, TreeMap<Integer, Double>> curve : curves.entrySet()) {
            appendCurve(svg, curve.getKey(), curve.getValue(), scale, index++);
        }
        return svg.append("</svg>\n").toString();
    }

    private void appendCurve(StringBuilder svg, String name, TreeMap<Integer, Double> points, int scale, int index) {
        String colour = "hsl(" + index * 360 / curves.size() + ",70%,40%)";
        StringBuilder line = new StringBuilder();
        points.forEach((workers, speedUp) -> {
            double x = LEFT + (double) SIDE * workers / scale;
            double y = TOP + SIDE - SIDE * Math.min(speedUp, scale) / scale;
            line.append(String.format(Locale.ROOT, "%.1f,%.1f ", x, y));
            svg.append(String.format(Locale.ROOT, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"%s\"/>%n", x, y, colour));
        });
        int legend = TOP + index * LINE;
        svg.append(String.format(Locale.ROOT, "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\"/>%n"
                + "<text x=\"%d\" y=\"%d\" fill=\"%s\">%s %.2fx</text>%n", line.toString().strip(), colour,
                LEFT + SIDE + 16, legend + 10, colour, name, points.lastEntry().getValue()));
    }
}
