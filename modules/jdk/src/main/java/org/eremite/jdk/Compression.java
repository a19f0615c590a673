package org.eremite.jdk;

import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import org.eremite.jdk.zip.DeflateStream;
import org.eremite.jdk.zip.InflateStream;

/** What the natives of {@code java.util.zip} do, with results packed as the JDK expects them. */
final class Compression {
    private static final int PRODUCED_SHIFT = 31;
    private static final long FINISHED = 1L << 62;
    /** A dictionary is needed, or parameters are still to be set. */
    private static final long WAITING = 1L << 63;
    /** Parameters: whether there are any, strategy, level. */
    private static final int STRATEGY_SHIFT = 1;
    private static final int STRATEGY_MASK = 3;
    private static final int LEVEL_SHIFT = 3;

    private static final Handles<InflateStream> INFLATERS = new Handles<>();
    private static final Handles<DeflateStream> DEFLATERS = new Handles<>();

    private Compression() {}

    /** Data are malformed; what came before them counts. */
    static final class MalformedException extends Exception {
        private static final long serialVersionUID = 1;

        private final int consumed;
        private final int produced;

        private MalformedException(String message, int consumed, int produced) {
            super(message);
            this.consumed = consumed;
            this.produced = produced;
        }

        int consumed() {
            return consumed;
        }

        int produced() {
            return produced;
        }
    }

    static long openInflater(boolean bare) {
        return INFLATERS.open(new InflateStream(bare));
    }

    static long openDeflater(int level, int strategy, boolean bare) {
        return DEFLATERS.open(new DeflateStream(level, strategy, bare));
    }

    static InflateStream inflater(long handle) {
        return INFLATERS.get(handle);
    }

    static DeflateStream deflater(long handle) {
        return DEFLATERS.get(handle);
    }

    static void closeInflater(long handle) {
        INFLATERS.close(handle);
    }

    static void closeDeflater(long handle) {
        DEFLATERS.close(handle);
    }

    static void setInflaterDictionary(long handle, Bytes dictionary) {
        byte[] bytes = whole(dictionary);
        if (!inflater(handle).setDictionary(bytes, dictionary.start(0), dictionary.length())) {
            throw new IllegalArgumentException();
        }
    }

    static void setDeflaterDictionary(long handle, Bytes dictionary) {
        byte[] bytes = whole(dictionary);
        if (!deflater(handle).setDictionary(bytes, dictionary.start(0), dictionary.length())) {
            throw new IllegalArgumentException();
        }
    }

    private static byte[] whole(Bytes bytes) {
        byte[] array = bytes.array(bytes.length());
        bytes.load(0, array, bytes.length());
        return array;
    }

    static long inflate(long handle, Bytes in, Bytes out) throws MalformedException {
        InflateStream stream = inflater(handle);
        byte[] input = in.array(in.piece(0, Bytes.PIECE));
        byte[] output = out.array(out.piece(0, Bytes.PIECE));
        int consumed = 0;
        int produced = 0;
        boolean moved = true;
        while (moved && !stream.finished()) {
            int count = in.piece(consumed, input.length);
            in.load(consumed, input, count);
            DataFormatException failure = null;
            try {
                stream.inflate(input, in.start(consumed), count,
                        output, out.start(produced), out.piece(produced, output.length));
            } catch (DataFormatException e) {
                failure = e;
            }
            out.store(produced, output, stream.produced());
            consumed += stream.consumed();
            produced += stream.produced();
            if (failure != null) {
                throw new MalformedException(failure.getMessage(), consumed, produced);
            }
            moved = stream.consumed() > 0 || stream.produced() > 0;
        }
        return packed(consumed, produced, stream.finished(), stream.needsDictionary());
    }

    static long deflate(long handle, Bytes in, Bytes out, int flush, int parameters) {
        DeflateStream stream = deflater(handle);
        return parameters == 0 ? compressed(stream, in, out, flush) : changed(stream, in, out, parameters);
    }

    private static long compressed(DeflateStream stream, Bytes in, Bytes out, int flush) {
        byte[] input = in.array(in.piece(0, Bytes.PIECE));
        byte[] output = out.array(out.piece(0, Bytes.PIECE));
        int consumed = 0;
        int produced = 0;
        boolean moved = true;
        while (moved && !stream.finished()) {
            int count = in.piece(consumed, input.length);
            in.load(consumed, input, count);
            boolean all = consumed + count == in.length();
            stream.deflate(input, in.start(consumed), count,
                    output, out.start(produced), out.piece(produced, output.length), all ? flush : Deflater.NO_FLUSH);
            out.store(produced, output, stream.produced());
            consumed += stream.consumed();
            produced += stream.produced();
            moved = stream.consumed() > 0 || stream.produced() > 0;
        }
        return packed(consumed, produced, stream.finished(), false);
    }

    /** Parameters change only once all input has been compressed, so it is dealt with in one piece. */
    private static long changed(DeflateStream stream, Bytes in, Bytes out, int parameters) {
        byte[] input = whole(in);
        byte[] output = out.array(out.length());
        boolean done = stream.setParameters(input, in.start(0), in.length(), output, out.start(0), out.length(),
                parameters >> LEVEL_SHIFT, parameters >> STRATEGY_SHIFT & STRATEGY_MASK);
        out.store(0, output, stream.produced());
        return packed(stream.consumed(), stream.produced(), false, !done);
    }

    private static long packed(int consumed, int produced, boolean finished, boolean waiting) {
        return consumed | (long) produced << PRODUCED_SHIFT | (finished ? FINISHED : 0) | (waiting ? WAITING : 0);
    }
}
