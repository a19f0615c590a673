package org.eremite.app.rayonlike;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... arguments) {
        return Main.run(arguments, new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
    }

    private static List<String> lines(ByteArrayOutputStream stream) {
        return stream.toString(UTF_8).lines().toList();
    }

    private static String[] words(String line) {
        return line.trim().split(" {2,}");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 8})
    void aRunPrintsTimesSpeedUpAndWhatEveryWorkerDid(int threads) {
        assertEquals(0, run("--threads", Integer.toString(threads)), () -> err.toString(UTF_8));
        List<String> lines = lines(out);
        assertEquals(List.of(), lines(err));
        assertEquals(7 + threads, lines.size());
        assertTrue(lines.get(0).startsWith(threads + " worker"));
        for (int i = 0; i < 2; i++) {
            String[] row = words(lines.get(2 + i));
            assertEquals(List.of("pi", "mandelbrot").get(i), row[0]);
            assertTrue(row[2].matches("\\d+\\.\\d\\d"), row[2]);
            assertTrue(row[3].matches("\\d+\\.\\d\\d"), row[3]);
            assertTrue(row[4].matches("\\d+\\.\\d\\dx"), row[4]);
        }
        for (int i = 0; i < threads; i++) {
            String[] row = words(lines.get(5 + i));
            assertEquals("worker " + i, row[0]);
            assertNotEquals("0", row[1]);
            assertEquals(threads == 1, row[2].equals("0"));
            assertTrue(row[3].matches("\\d+\\.\\d\\d"), row[3]);
        }
        assertEquals("all results correct", lines.getLast());
    }

    @ParameterizedTest
    @ValueSource(strings = {"pi", "mandelbrot"})
    void aWrongResultIsNamedAndEndsTheRunWithOne(String name) {
        assertEquals(1, run("--corrupt", name, "--threads", "2"));
        assertEquals(1, lines(err).size());
        assertTrue(lines(err).getFirst().startsWith(name + ": "));
        assertTrue(!lines(out).contains("all results correct"));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "--frobnicate", "threads", "--threads", "--threads 0", "--threads x", "--threads 1025", "--threads -1",
        "--corrupt", "--corrupt e", "--help --nonsense",
        "--threads 1,", "--threads 1,0", "--family", "--family e", "--family pi,,pi", "--size 5", "--family pi --size x",
        "--family pi --size 1", "--family pi,sort --size 1000000001", "--family matmul --size 100",
        "--pin", "--family sort --corrupt pi", "--family sort --corrupt sort/e"})
    void wrongUsageIsOneLineAndEndsWithTwo(String arguments) {
        assertEquals(2, run(arguments.split(" ")));
        assertEquals(1, lines(err).size());
        assertTrue(lines(err).getFirst().endsWith("see --help") || lines(err).getFirst().contains(" to "),
                () -> err.toString(UTF_8));
        assertEquals(List.of(), lines(out));
    }

    @Test
    void helpNamesEveryOption() {
        assertEquals(0, run("--help"));
        String help = out.toString(UTF_8);
        for (String option : List.of("--family LIST", "--size N", "--threads LIST", "--pin", "--json", "--corrupt NAME",
                "--help")) {
            assertTrue(help.contains(option));
        }
        assertEquals(List.of(), lines(err));
    }

    @Test
    void familiesRunWithEachNumberOfWorkersAndRestAfterwards() {
        assertEquals(0, run("--family", "sort,tsp", "--size", "9", "--threads", "1,3"), () -> err.toString(UTF_8));
        List<String> lines = lines(out);
        assertEquals(2, lines.stream().filter(line -> line.startsWith("sort/random ")).count());
        assertEquals(2, lines.stream().filter(line -> line.startsWith("tsp ")).count());
        assertEquals(4, lines.stream().filter(line -> line.startsWith("worker ")).count());
        assertEquals(2, lines.stream().filter(line -> line.startsWith("at rest for ")).count());
        assertEquals("all results correct", lines.getLast());
    }

    @Test
    void jsonIsOneObjectALine() {
        assertEquals(0, run("--family", "fibonacci", "--size", "9", "--threads", "2", "--json"));
        List<String> lines = lines(out);
        assertEquals(1 + 2 + 2 + 1 + 1, lines.size());
        assertTrue(lines.get(1).matches("\\{\"workload\":\"fibonacci/join-1-2\",\"size\":9,\"threads\":2,"
                + "\"rounds\":\\d+,\"sequentialNanos\":\\d+,\"parallelNanos\":\\d+}"), lines.get(1));
        assertTrue(lines.get(3).startsWith("{\"worker\":0,\"threads\":2,\"tasks\":"), lines.get(3));
        assertTrue(lines.stream().allMatch(line -> line.startsWith("{") && line.endsWith("}")));
        assertEquals("{\"allCorrect\":true}", lines.getLast());
    }

    @ParameterizedTest
    @ValueSource(strings = {"sort", "sort/strings", "sieve", "life", "laplace"})
    void aWrongResultOfAnyFamilyIsNamed(String name) {
        String family = name.replaceFirst("/.*", "");
        assertEquals(1, run("--family", family, "--size", "16", "--threads", "2", "--corrupt", name));
        assertTrue(lines(err).getFirst().startsWith(name), () -> err.toString(UTF_8));
        assertEquals(1, lines(err).size());
    }

    @Test
    void aThreadThatDoesNotRestIsFoundOut() throws InterruptedException {
        AtomicBoolean ended = new AtomicBoolean();
        // As many as there are CPUs, so that some get far more than they must, whatever else goes on.
        List<Thread> busy = Stream.generate(() -> new Thread(() -> {
            while (!ended.get()) {
                Thread.onSpinWait();
            }
        })).limit(Runtime.getRuntime().availableProcessors()).toList();
        busy.forEach(Thread::start);
        try {
            assertEquals(1, run("--family", "fibonacci", "--size", "9", "--threads", "2"));
        } finally {
            ended.set(true);
            for (Thread thread : busy) {
                thread.join();
            }
        }
        assertTrue(lines(err).getFirst().startsWith("CPUs are not idle without work: cpuNanos="), () -> err.toString(UTF_8));
    }

    @Test
    void hundredthsAreTwoDecimals() {
        assertEquals("0.00", TableReport.twoDecimals(0));
        assertEquals("0.07", TableReport.twoDecimals(7));
        assertEquals("1.98", TableReport.twoDecimals(198));
        assertEquals("123.40", TableReport.twoDecimals(12340));
    }
}
