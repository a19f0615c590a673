package org.eremite.junit;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import org.eremite.junit.EventWriter.Kind;

/**
 * Copies what goes to {@code System.out} and {@code System.err} into the report of the test that runs meanwhile. Where several
 * run at once, which happens only if a configuration of JUnit asks for it, nobody can tell whose it is, and none gets it.
 */
final class CapturedStreams {
    private static final long NO_TEST = -1;

    private final EventWriter events;
    private final Charset charset;
    private final TextLimit out;
    private final TextLimit err;
    private long current = NO_TEST;
    private int running;

    private CapturedStreams(EventWriter events, Charset charset) {
        this.events = events;
        this.charset = charset;
        out = new TextLimit();
        err = new TextLimit();
    }

    /** Takes the place of the two streams, which still get everything. */
    static CapturedStreams install(EventWriter events) {
        CapturedStreams streams = new CapturedStreams(events, System.out.charset());
        System.setOut(streams.copying(System.out, Kind.OUT, streams.out));
        System.setErr(streams.copying(System.err, Kind.ERR, streams.err));
        return streams;
    }

    /** Test {@code id} begins. */
    synchronized void begin(long id) {
        running++;
        current = running == 1 ? id : NO_TEST;
        out.clear();
        err.clear();
    }

    /** A test is over. */
    void end() {
        System.out.flush();
        System.err.flush();
        synchronized (this) {
            running--;
            current = NO_TEST;
        }
    }

    private PrintStream copying(PrintStream original, Kind kind, TextLimit limit) {
        return new PrintStream(new Copying(original, kind, limit), true, charset);
    }

    private synchronized void copy(Kind kind, TextLimit limit, byte[] bytes, int offset, int length) {
        if (current != NO_TEST) {
            events.text(current, kind, limit.accept(new String(bytes, offset, length, charset)));
        }
    }

    /** A print stream hands down whole strings, so a character is not torn apart. */
    private final class Copying extends FilterOutputStream {
        private final Kind kind;
        private final TextLimit limit;

        Copying(OutputStream original, Kind kind, TextLimit limit) {
            super(original);
            this.kind = kind;
            this.limit = limit;
        }

        @Override
        public void write(int octet) throws IOException {
            write(new byte[] {(byte) octet}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
            copy(kind, limit, bytes, offset, length);
        }
    }
}
