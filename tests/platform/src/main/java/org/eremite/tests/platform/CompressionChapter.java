package org.eremite.tests.platform;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.function.Function;
import java.util.jar.Attributes;
import java.util.jar.JarInputStream;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.Adler32;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.Checksum;
import java.util.zip.Deflater;
import java.util.zip.DeflaterInputStream;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.InflaterOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** {@code java.util.zip} and {@code java.util.jar} in memory. Compressed bytes may differ; what they stand for may not. */
final class CompressionChapter {
    /** "hello, hello, hello!" by zlib. */
    private static final String GZIP_BY_ZLIB = "1f8b08000000000002ffcb48cdc9c9d751c840a21401a7bbd2fe14000000";

    private CompressionChapter() {}

    static void tell(Transcript transcript) {
        checksums(transcript);
        rounds(transcript);
        details(transcript);
        containers(transcript);
        refusals(transcript);
    }

    private static byte[] text(int length) {
        byte[] words = "the cat sat on the mat and the dog lay on the log; ".getBytes(StandardCharsets.US_ASCII);
        byte[] text = new byte[length];
        Random random = new Random(length);
        for (int i = 0; i < length; i++) {
            text[i] = random.nextInt(40) == 0 ? (byte) random.nextInt(256) : words[i % words.length];
        }
        return text;
    }

    private static byte[] noise(int length) {
        byte[] noise = new byte[length];
        new Random(length).nextBytes(noise);
        return noise;
    }

    private static void checksums(Transcript t) {
        byte[] data = text(100_000);
        for (Checksum checksum : new Checksum[] {new CRC32(), new CRC32C(), new Adler32()}) {
            String name = "checksum." + checksum.getClass().getSimpleName();
            t.line(name + ".empty", () -> checksum.getValue());
            t.line(name + ".check", () -> of(checksum, "123456789".getBytes(StandardCharsets.US_ASCII)));
            t.line(name + ".large", () -> of(checksum, data));
            t.line(name + ".bytes", () -> {
                checksum.reset();
                for (int i = 0; i < 100; i++) {
                    checksum.update(data[i]);
                }
                return checksum.getValue();
            });
            t.line(name + ".direct", () -> {
                checksum.reset();
                checksum.update(ByteBuffer.allocateDirect(data.length).put(data).flip().position(3));
                return checksum.getValue();
            });
            t.line(name + ".range", () -> {
                checksum.update(data, 99_999, 2);
                return "updated";
            });
        }
    }

    private static long of(Checksum checksum, byte[] data) {
        checksum.reset();
        checksum.update(data, 0, data.length);
        return checksum.getValue();
    }

    private static void rounds(Transcript t) {
        byte[] data = text(200_000);
        byte[] noise = noise(70_000);
        for (int level = 0; level <= 9; level++) {
            int chosen = level;
            t.line("deflate.level" + level, () -> {
                byte[] packed = deflated(data, chosen, Deflater.DEFAULT_STRATEGY, false);
                boolean smaller = packed.length < data.length / 2;
                return Arrays.equals(data, inflated(packed, false)) + " " + smaller;
            });
        }
        for (int strategy : new int[] {Deflater.FILTERED, Deflater.HUFFMAN_ONLY}) {
            t.line("deflate.strategy" + strategy, () -> {
                byte[] packed = deflated(data, 6, strategy, true);
                return Arrays.equals(data, inflated(packed, true)) + " " + (packed.length < data.length);
            });
        }
        t.line("deflate.noise", () -> {
            byte[] packed = deflated(noise, 9, Deflater.DEFAULT_STRATEGY, false);
            return Arrays.equals(noise, inflated(packed, false)) + " " + (packed.length < noise.length + 100);
        });
        t.line("deflate.zeros", () -> {
            byte[] packed = deflated(new byte[1 << 20], 6, Deflater.DEFAULT_STRATEGY, false);
            return inflated(packed, false).length + " " + (packed.length < 1200);
        });
        t.line("deflate.empty", () -> HexFormat.of().formatHex(deflated(new byte[0], 6, Deflater.DEFAULT_STRATEGY, false)));
    }

    private static byte[] deflated(byte[] data, int level, int strategy, boolean nowrap) {
        try (Deflater deflater = new Deflater(level, nowrap)) {
            deflater.setStrategy(strategy);
            deflater.setInput(data);
            deflater.finish();
            return drained(deflater::deflate, deflater::finished);
        }
    }

    private static byte[] inflated(byte[] packed, boolean nowrap) throws Exception {
        try (Inflater inflater = new Inflater(nowrap)) {
            inflater.setInput(packed);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            byte[] buffer = new byte[1000];
            while (!inflater.finished() && (!inflater.needsInput() || nowrap)) {
                bytes.write(buffer, 0, inflater.inflate(buffer));
            }
            return bytes.toByteArray();
        }
    }

    private static byte[] drained(Function<byte[], Integer> source, java.util.function.BooleanSupplier finished) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] buffer = new byte[777];
        while (!finished.getAsBoolean()) {
            bytes.write(buffer, 0, source.apply(buffer));
        }
        return bytes.toByteArray();
    }

    private static void details(Transcript t) {
        byte[] data = text(5000);
        t.line("deflater.counts", () -> {
            try (Deflater deflater = new Deflater()) {
                deflater.setInput(data);
                deflater.finish();
                int size = deflater.deflate(new byte[data.length]);
                return deflater.getBytesRead() + " " + (deflater.getBytesWritten() == size) + " " + deflater.finished()
                        + " " + deflater.getAdler();
            }
        });
        t.line("inflater.counts", () -> {
            byte[] packed = deflated(data, 6, Deflater.DEFAULT_STRATEGY, false);
            byte[] extra = Arrays.copyOf(packed, packed.length + 7);
            try (Inflater inflater = new Inflater()) {
                inflater.setInput(extra);
                int size = inflater.inflate(new byte[data.length + 10]);
                return size + " " + inflater.finished() + " " + inflater.getRemaining() + " " + inflater.getBytesWritten()
                        + " " + inflater.getAdler() + " " + inflater.needsInput();
            }
        });
        t.line("deflater.syncFlush", () -> {
            try (Deflater deflater = new Deflater(6, true); Inflater inflater = new Inflater(true)) {
                deflater.setInput(data);
                byte[] buffer = new byte[6000];
                int size = deflater.deflate(buffer, 0, buffer.length, Deflater.SYNC_FLUSH);
                inflater.setInput(buffer, 0, size);
                byte[] back = new byte[data.length];
                int count = inflater.inflate(back);
                return count + " " + Arrays.equals(data, back) + " " + HexFormat.of().formatHex(buffer, size - 4, size);
            }
        });
        t.line("deflater.dictionary", () -> {
            byte[] dictionary = Arrays.copyOf(data, 2000);
            byte[] buffer = new byte[6000];
            int size;
            try (Deflater deflater = new Deflater()) {
                deflater.setDictionary(dictionary);
                deflater.setInput(data, 1000, 1000);
                deflater.finish();
                size = deflater.deflate(buffer);
            }
            try (Inflater inflater = new Inflater()) {
                inflater.setInput(buffer, 0, size);
                byte[] back = new byte[1000];
                int before = inflater.inflate(back);
                boolean needed = inflater.needsDictionary();
                int adler = inflater.getAdler();
                inflater.setDictionary(dictionary);
                int after = inflater.inflate(back);
                return before + " " + needed + " " + adler + " " + after + " " + (size < 40) + " "
                        + Arrays.equals(back, Arrays.copyOfRange(data, 1000, 2000));
            }
        });
        t.line("inflater.wrongDictionary", () -> {
            try (Inflater inflater = new Inflater()) {
                inflater.setDictionary(data);
                return inflater;
            }
        });
        t.line("deflater.direct", () -> {
            ByteBuffer packed = ByteBuffer.allocateDirect(6000);
            try (Deflater deflater = new Deflater(9); Inflater inflater = new Inflater()) {
                deflater.setInput(ByteBuffer.allocateDirect(data.length).put(data).flip());
                deflater.finish();
                deflater.deflate(packed);
                inflater.setInput(packed.flip());
                ByteBuffer back = ByteBuffer.allocateDirect(data.length + 1);
                inflater.inflate(back);
                return back.position() + " " + back.flip().equals(ByteBuffer.wrap(data)) + " " + packed.hasRemaining();
            }
        });
        t.line("deflater.reset", () -> {
            try (Deflater deflater = new Deflater()) {
                byte[] buffer = new byte[6000];
                deflater.setInput(data);
                deflater.finish();
                int first = deflater.deflate(buffer);
                deflater.reset();
                deflater.setInput(data);
                deflater.finish();
                return first == deflater.deflate(buffer);
            }
        });
        t.line("deflater.ended", () -> {
            Deflater deflater = new Deflater();
            deflater.end();
            return deflater.deflate(new byte[10]);
        });
        t.line("deflater.wrongLevel", () -> {
            try (Deflater deflater = new Deflater()) {
                deflater.setLevel(10);
                return deflater;
            }
        });
        t.line("deflater.params", () -> {
            try (Deflater deflater = new Deflater(1)) {
                byte[] buffer = new byte[12_000];
                deflater.setInput(data);
                int size = deflater.deflate(buffer);
                deflater.setLevel(9);
                deflater.setStrategy(Deflater.HUFFMAN_ONLY);
                deflater.setInput(data);
                deflater.finish();
                while (!deflater.finished()) {
                    size += deflater.deflate(buffer, size, buffer.length - size);
                }
                return inflated(Arrays.copyOf(buffer, size), false).length;
            }
        });
    }

    private static void containers(Transcript t) {
        byte[] data = text(50_000);
        t.line("gzip.round", () -> {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (OutputStream gzip = new GZIPOutputStream(bytes)) {
                gzip.write(data);
            }
            return Arrays.equals(data, new GZIPInputStream(new ByteArrayInputStream(bytes.toByteArray())).readAllBytes());
        });
        t.line("gzip.foreign", () -> new String(new GZIPInputStream(new ByteArrayInputStream(
                HexFormat.of().parseHex(GZIP_BY_ZLIB))).readAllBytes(), "US-ASCII"));
        t.line("gzip.concatenated", () -> {
            byte[] one = HexFormat.of().parseHex(GZIP_BY_ZLIB + GZIP_BY_ZLIB);
            return new String(new GZIPInputStream(new ByteArrayInputStream(one)).readAllBytes(), "US-ASCII");
        });
        t.line("gzip.syncFlush", () -> {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            GZIPOutputStream gzip = new GZIPOutputStream(bytes, true);
            gzip.write(data, 0, 1000);
            gzip.flush();
            byte[] back = new byte[1000];
            int count = new GZIPInputStream(new ByteArrayInputStream(bytes.toByteArray())).readNBytes(back, 0, 1000);
            return count + " " + Arrays.equals(back, 0, count, data, 0, count);
        });
        t.line("zip.round", () -> {
            StringBuilder found = new StringBuilder();
            try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive(data)))) {
                for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                    found.append(entry.getName()).append(' ').append(zip.readAllBytes().length).append(' ')
                            .append(entry.getMethod()).append("; ");
                }
            }
            return found;
        });
        t.line("jar.round", () -> {
            Manifest manifest = new Manifest();
            manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
            manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, "some.Main");
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (JarOutputStream jar = new JarOutputStream(bytes, manifest)) {
                jar.putNextEntry(new ZipEntry("a/b.txt"));
                jar.write(data);
            }
            try (JarInputStream jar = new JarInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
                return jar.getManifest().getMainAttributes().getValue("Main-Class") + " " + jar.getNextJarEntry().getName()
                        + " " + Arrays.equals(data, jar.readAllBytes());
            }
        });
        t.line("streams.inflaterOutput", () -> {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (OutputStream out = new InflaterOutputStream(bytes)) {
                out.write(deflated(data, 6, Deflater.DEFAULT_STRATEGY, false));
            }
            return Arrays.equals(data, bytes.toByteArray());
        });
        t.line("streams.deflaterInput", () -> {
            byte[] packed = new DeflaterInputStream(new ByteArrayInputStream(data)).readAllBytes();
            return Arrays.equals(data, new InflaterInputStream(new ByteArrayInputStream(packed)).readAllBytes());
        });
        t.line("streams.deflaterOutput", () -> {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            DeflaterOutputStream out = new DeflaterOutputStream(bytes, true);
            for (byte b : Arrays.copyOf(data, 300)) {
                out.write(b);
                out.flush();
            }
            out.close();
            return inflated(bytes.toByteArray(), false).length;
        });
        t.line("streams.checked", () -> {
            CheckedInputStream in = new CheckedInputStream(new ByteArrayInputStream(data), new CRC32());
            in.readAllBytes();
            return in.getChecksum().getValue();
        });
    }

    private static byte[] archive(byte[] data) throws java.io.IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("packed.bin"));
            zip.write(data);
            zip.closeEntry();
            ZipEntry stored = new ZipEntry("stored.bin");
            stored.setMethod(ZipEntry.STORED);
            stored.setSize(data.length);
            CRC32 crc = new CRC32();
            crc.update(data);
            stored.setCrc(crc.getValue());
            zip.putNextEntry(stored);
            zip.write(data);
            zip.closeEntry();
            zip.putNextEntry(new ZipEntry("directory/"));
        }
        return bytes.toByteArray();
    }

    private static void refusals(Transcript t) {
        byte[] packed = deflated(text(5000), 6, Deflater.DEFAULT_STRATEGY, false);
        t.refusal("inflate.header", () -> inflated(new byte[] {1, 2, 3, 4}, false));
        t.refusal("inflate.blockType", () -> inflated(new byte[] {7, 0, 0}, true));
        t.refusal("inflate.storedLength", () -> inflated(new byte[] {1, 1, 0, 0, 0}, true));
        t.refusal("inflate.checksum", () -> {
            byte[] wrong = packed.clone();
            wrong[wrong.length - 1] ^= 1;
            inflated(wrong, false);
        });
        t.refusal("gzip.notGzip", () -> new GZIPInputStream(new ByteArrayInputStream(new byte[20])));
        t.refusal("gzip.truncated", () -> new GZIPInputStream(new ByteArrayInputStream(
                HexFormat.of().parseHex(GZIP_BY_ZLIB.substring(0, 40)))).readAllBytes());
        t.refusal("gzip.crc", () -> new GZIPInputStream(new ByteArrayInputStream(
                HexFormat.of().parseHex(GZIP_BY_ZLIB.replace("a7bbd2fe", "a7bbd2ff")))).readAllBytes());
        t.line("inflater.truncated", () -> {
            try (Inflater inflater = new Inflater()) {
                inflater.setInput(packed, 0, packed.length / 2);
                byte[] buffer = new byte[6000];
                return (inflater.inflate(buffer) < 5000) + " " + inflater.needsInput() + " " + inflater.finished();
            }
        });
    }
}
