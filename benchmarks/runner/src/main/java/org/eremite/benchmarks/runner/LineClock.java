package org.eremite.benchmarks.runner;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Keeps what a guest prints, and when its first line ended. */
final class LineClock extends OutputStream {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final long start = System.nanoTime();
    private long firstLine;

    @Override
    public synchronized void write(int b) {
        if (b == '\n' && firstLine == 0) {
            firstLine = System.nanoTime() - start;
        }
        bytes.write(b);
    }

    /** From the creation of this object, in nanoseconds; 0 if there was no line. */
    synchronized long firstLineNanoseconds() {
        return firstLine;
    }

    synchronized List<String> lines() {
        return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
