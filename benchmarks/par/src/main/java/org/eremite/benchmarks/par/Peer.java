package org.eremite.benchmarks.par;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.eremite.app.rayonlike.family.CheckFailedException;
import org.eremite.app.rayonlike.family.Families;
import org.eremite.app.rayonlike.family.Family;
import org.eremite.app.rayonlike.family.Workload;

/**
 * A program with one library that obeys lines on standard input, as the Rust program does; on a JVM or in an image.
 * <pre>
 * run WORKLOAD SIZE THREADS REPEATS    answers "NANOS DIGEST": the time of one run, the mean over the repeats
 * seq WORKLOAD SIZE REPEATS            the same for the sequential form, with digest 0
 * end                                  the program ends, as with the end of its input
 * </pre>
 * An answer "error MESSAGE" says why there is no other. Results are checked after each command of the first kind.
 */
public final class Peer {
    /** The word by which {@link Main} becomes a peer; the name of a library is the next. */
    public static final String WORD = "peer";
    /** The library par. */
    public static final String PAR = "par";
    /** The JDK's fork and join, parallel streams and sorts. */
    public static final String FORK_JOIN = "forkjoin";
    /** Begins the names of what is not a family: times from an offer of work to its start. */
    public static final String LATENCY = "latency/";
    /** Ends the program. */
    public static final String END = "end";

    private final Library library;
    private Workload workload;
    private int size;

    private Peer(Library library) {
        this.library = library;
    }

    /** Obeys until the end of its standard input. */
    static void obey(String libraryName) throws IOException {
        try (Library library = libraryName.equals(FORK_JOIN) ? new Library.ForkJoin() : new Library.Par();
                BufferedReader commands = new BufferedReader(
                        new InputStreamReader(System.in, StandardCharsets.US_ASCII))) {
            Peer peer = new Peer(library);
            for (String line = commands.readLine(); line != null && !line.equals(END); line = commands.readLine()) {
                System.out.println(peer.obey(line.split(" ")));
            }
        }
    }

    private String obey(String[] words) {
        try {
            return switch (words[0]) {
                case "run" -> run(words[1], number(words[2]), number(words[3]), number(words[4]));
                case "seq" -> sequentially(words[1], number(words[2]), number(words[3]));
                default -> "error not a command: " + words[0];
            };
        } catch (IllegalArgumentException | IndexOutOfBoundsException | CheckFailedException e) {
            return "error " + e.getMessage();
        }
    }

    private static int number(String word) {
        return Integer.parseInt(word);
    }

    private String run(String name, int wantedSize, int threads, int repeats) throws CheckFailedException {
        if (name.startsWith(LATENCY)) {
            return Latency.measure(name, library, threads, repeats) + " 0";
        }
        find(name, wantedSize);
        long nanos = 0;
        for (int i = 0; i < repeats; i++) {
            workload.prepare();
            long begin = System.nanoTime();
            library.run(threads, workload::runInParallel);
            nanos += System.nanoTime() - begin;
        }
        workload.check();
        return nanos / repeats + " " + workload.digest();
    }

    private String sequentially(String name, int wantedSize, int repeats) {
        find(name, wantedSize);
        long nanos = 0;
        for (int i = 0; i < repeats; i++) {
            workload.prepare();
            long begin = System.nanoTime();
            workload.runSequentially();
            nanos += System.nanoTime() - begin;
        }
        return nanos / repeats + " 0";
    }

    /** Keeps the last workload: a comparison runs one after the other. Its sequential result is there from the start. */
    private void find(String name, int wantedSize) {
        if (workload != null && workload.name().equals(name) && size == wantedSize) {
            return;
        }
        workload = null;
        Family family = Families.find(name.replaceFirst("/.*", ""))
                .orElseThrow(() -> new IllegalArgumentException("no workload " + name));
        if (!family.accepts(wantedSize)) {
            throw new IllegalArgumentException(name + " has no size " + wantedSize);
        }
        workload = family.workloads(wantedSize, library.forms()).stream()
                .filter(each -> each.name().equals(name)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no workload " + name));
        size = wantedSize;
        workload.prepare();
        workload.runSequentially();
    }
}
