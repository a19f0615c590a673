package org.eremite.jdk.zip;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.DomainContextBase;

/** Bytes of every kind that a compressor treats differently, and ways to cut them into pieces. */
final class CompressionInputs extends DomainContextBase {
    private static final byte[] WORDS = "the quick brown fox jumps over the lazy dog; ".getBytes(StandardCharsets.US_ASCII);
    private static final int LARGEST = 150_000;

    /** What bytes look like. */
    private enum Kind {
        NOISE, WORDS, ZEROS, SKEWED, FAR_COPIES
    }

    /**
     * Bytes with sizes of the pieces they are given and taken in.
     *
     * @param bytes  the bytes
     * @param input  most bytes given at once
     * @param output most bytes taken at once
     */
    record Chunked(byte[] bytes, int input, int output) {
        @Override
        public String toString() {
            return bytes.length + " bytes in pieces of " + input + ", taken in pieces of " + output;
        }
    }

    @Provide
    Arbitrary<Chunked> chunked() {
        Arbitrary<Integer> size = Arbitraries.oneOf(Arbitraries.integers().between(0, 300), Arbitraries.integers().between(0, LARGEST));
        Arbitrary<Integer> piece = Arbitraries.oneOf(Arbitraries.integers().between(1, 20), Arbitraries.integers().between(1, 100_000));
        return Combinators.combine(Arbitraries.of(Kind.class), size, Arbitraries.longs(), piece, piece)
                .as((kind, length, seed, input, output) -> new Chunked(bytes(kind, length, new Random(seed)), input, output));
    }

    private static byte[] bytes(Kind kind, int length, Random random) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = switch (kind) {
                case NOISE -> (byte) random.nextInt();
                case WORDS -> random.nextInt(20) == 0 ? (byte) random.nextInt() : WORDS[i % WORDS.length];
                case ZEROS -> 0;
                case SKEWED -> (byte) (random.nextGaussian() * 4);
                case FAR_COPIES -> (byte) random.nextInt(4);
            };
        }
        if (kind == Kind.FAR_COPIES) {
            for (int i = 1; i < length; i++) {
                int distance = 1 + random.nextInt(Math.min(i, 40_000));
                for (int end = Math.min(length, i + random.nextInt(400)); i < end; i++) {
                    bytes[i] = bytes[i - distance];
                }
            }
        }
        return bytes;
    }
}
