package org.eremite.jdk.zip;

import java.io.ByteArrayOutputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.eremite.jdk.zip.CompressionInputs.Chunked;

/** Whole compressions, by the JDK and by ours in pieces. */
final class Codecs {
    private static final int BUFFER = 8192;

    private Codecs() {}

    static byte[] deflatedByJdk(byte[] bytes, int level, int strategy, boolean bare) {
        try (Deflater deflater = new Deflater(level, bare)) {
            deflater.setStrategy(strategy);
            deflater.setInput(bytes);
            deflater.finish();
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            byte[] buffer = new byte[BUFFER];
            while (!deflater.finished()) {
                packed.write(buffer, 0, deflater.deflate(buffer));
            }
            return packed.toByteArray();
        }
    }

    /** Fails unless the data end where {@code packed} does. */
    static byte[] inflatedByJdk(byte[] packed, boolean bare) throws DataFormatException {
        try (Inflater inflater = new Inflater(bare)) {
            inflater.setInput(packed);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            byte[] buffer = new byte[BUFFER];
            while (!inflater.finished()) {
                int count = inflater.inflate(buffer);
                if (count == 0 && !inflater.finished()) {
                    throw new DataFormatException("no end");
                }
                bytes.write(buffer, 0, count);
            }
            if (inflater.getRemaining() > 0) {
                throw new DataFormatException("bytes after the end");
            }
            return bytes.toByteArray();
        }
    }

    static byte[] deflated(Chunked input, int level, int strategy, boolean bare) {
        DeflateStream stream = new DeflateStream(level, strategy, bare);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        byte[] buffer = new byte[input.output()];
        int position = 0;
        while (!stream.finished()) {
            int count = Math.min(input.input(), input.bytes().length - position);
            boolean all = position + count == input.bytes().length;
            stream.deflate(input.bytes(), position, count, buffer, 0, buffer.length,
                    all ? DeflateStream.FINISH : Deflater.NO_FLUSH);
            position += stream.consumed();
            packed.write(buffer, 0, stream.produced());
            progress(stream.consumed() + stream.produced() > 0 || stream.finished());
        }
        return packed.toByteArray();
    }

    /** What {@code packed} stands for, given and taken in the pieces of {@code chunks}. */
    static byte[] inflated(byte[] packed, boolean bare, Chunked chunks) throws DataFormatException {
        InflateStream stream = new InflateStream(bare);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] buffer = new byte[chunks.output()];
        int position = 0;
        while (!stream.finished()) {
            int count = Math.min(chunks.input(), packed.length - position);
            stream.inflate(packed, position, count, buffer, 0, buffer.length);
            position += stream.consumed();
            bytes.write(buffer, 0, stream.produced());
            progress(stream.consumed() + stream.produced() > 0 || stream.finished());
        }
        if (position < packed.length) {
            throw new DataFormatException("ended early");
        }
        return bytes.toByteArray();
    }

    private static void progress(boolean any) {
        if (!any) {
            throw new IllegalStateException("nothing happens any more");
        }
    }
}
