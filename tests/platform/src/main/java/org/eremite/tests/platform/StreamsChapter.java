package org.eremite.tests.platform;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.LineNumberReader;
import java.io.NotSerializableException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.OutputStreamWriter;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.io.PushbackInputStream;
import java.io.SequenceInputStream;
import java.io.Serializable;
import java.io.StreamTokenizer;
import java.io.StringReader;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Streams, buffers, charsets and serialization in memory. */
final class StreamsChapter {
    private StreamsChapter() {}

    /** A record that can be serialized. */
    record Person(String name, int age, List<String> friends) implements Serializable {}

    static void tell(Transcript transcript) {
        streams(transcript);
        serialization(transcript);
        buffers(transcript);
        charsets(transcript);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void streams(Transcript t) {
        t.line("data.round", () -> {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            DataOutputStream out = new DataOutputStream(bytes);
            out.writeInt(-2);
            out.writeUTF("\u00e9\u0000\ud83d\ude00");
            out.writeDouble(Math.E);
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
            return in.readInt() + " " + in.readUTF() + " " + in.readDouble() + " " + bytes.size();
        });
        t.line("data.end", () -> new DataInputStream(new ByteArrayInputStream(new byte[2])).readInt());
        t.refusal("data.endClass", () -> {
            throw new EOFException();
        });
        t.line("reader.lines", () -> new BufferedReader(new InputStreamReader(new ByteArrayInputStream(bytes("a\r\nb\n\u20ac")), StandardCharsets.UTF_8)).lines().toList());
        t.line("reader.number", () -> {
            LineNumberReader reader = new LineNumberReader(new StringReader("a\nb\nc"));
            reader.readLine();
            reader.readLine();
            return reader.getLineNumber();
        });
        t.line("writer.utf16", () -> {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (OutputStreamWriter writer = new OutputStreamWriter(bytes, StandardCharsets.UTF_16LE)) {
                writer.write("a\u20ac");
            }
            return bytes.toByteArray();
        });
        t.line("print.format", () -> {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            new PrintStream(bytes, true, StandardCharsets.UTF_8).printf("%d %s%n", 5, "x");
            return bytes.toString(StandardCharsets.UTF_8);
        });
        t.line("pushback", () -> {
            PushbackInputStream in = new PushbackInputStream(new ByteArrayInputStream(new byte[] {1, 2}), 2);
            in.unread(in.read() + 10);
            return in.readAllBytes();
        });
        t.line("sequence", () -> new SequenceInputStream(new ByteArrayInputStream(bytes("ab")), new ByteArrayInputStream(bytes("cd"))).readAllBytes().length);
        t.line("piped", () -> {
            PipedOutputStream out = new PipedOutputStream();
            PipedInputStream in = new PipedInputStream(out, 16);
            Thread writer = Thread.ofPlatform().start(() -> {
                try (out) {
                    out.write(new byte[1000]);
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });
            int count = in.readAllBytes().length;
            writer.join();
            return count;
        });
        t.line("tokenizer", () -> {
            StreamTokenizer tokenizer = new StreamTokenizer(new StringReader("x = 3.5 // rest"));
            tokenizer.slashSlashComments(true);
            StringBuilder kinds = new StringBuilder();
            while (tokenizer.nextToken() != StreamTokenizer.TT_EOF) {
                kinds.append(tokenizer.ttype).append(',');
            }
            return kinds;
        });
        t.line("transfer", () -> new ByteArrayInputStream(new byte[12345]).transferTo(new ByteArrayOutputStream()));
        t.line("channel", () -> {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (WritableByteChannel channel = Channels.newChannel(bytes)) {
                channel.write(ByteBuffer.allocateDirect(9).put(bytes("direct")).flip());
            }
            return bytes;
        });
    }

    private static void serialization(Transcript t) {
        t.line("serial.record", () -> copied(new Person("Ada", 36, List.of("Charles"))));
        t.line("serial.map", () -> copied(new HashMap<>(Map.of("key", 5))));
        t.line("serial.array", () -> copied(new int[][] {{1, 2}, {3}}));
        t.refusal("serial.notClass", () -> {
            throw new NotSerializableException("x");
        });
        t.refusal("serial.corrupt", () -> new ObjectInputStream(new ByteArrayInputStream(new byte[] {1, 2, 3, 4})));
        t.refusal("serial.filter", () -> {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            new ObjectOutputStream(bytes).writeObject(new Person("Eve", 1, List.of()));
            ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()));
            in.setObjectInputFilter(info -> java.io.ObjectInputFilter.Status.REJECTED);
            in.readObject();
        });
    }

    private static Object copied(Object original) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(original);
        }
        return new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
    }

    private static void buffers(Transcript t) {
        for (boolean direct : new boolean[] {false, true}) {
            String name = direct ? "buffer.direct." : "buffer.heap.";
            t.line(name + "order", () -> {
                ByteBuffer buffer = allocated(direct).order(ByteOrder.LITTLE_ENDIAN).putInt(0x01020304).putDouble(1.5).putShort((short) -2).flip();
                return buffer.get(0) + " " + buffer.getInt() + " " + buffer.getDouble() + " " + buffer.getShort() + " " + buffer.remaining();
            });
            t.line(name + "views", () -> {
                ByteBuffer buffer = allocated(direct);
                buffer.asLongBuffer().put(2, 0x1122334455667788L);
                return buffer.get(17) + " " + buffer.slice(16, 8).order(ByteOrder.nativeOrder()).getInt(0);
            });
            t.line(name + "compact", () -> allocated(direct).put(bytes("abcdef")).flip().position(4).compact());
            t.line(name + "underflow", () -> allocated(direct).limit(2).getInt());
            t.line(name + "readOnly", () -> allocated(direct).asReadOnlyBuffer().put((byte) 1));
            t.line(name + "mismatch", () -> allocated(direct).put(5, (byte) 1).mismatch(ByteBuffer.allocate(64)));
        }
        t.refusal("buffer.underflowClass", () -> {
            throw new BufferUnderflowException();
        });
        t.line("buffer.chars", () -> CharBuffer.wrap("hello").subSequence(1, 3));
        t.line("buffer.negative", () -> ByteBuffer.allocate(-1));
        t.line("buffer.released", () -> {
            for (int i = 0; i < 200; i++) {
                ByteBuffer.allocateDirect(1 << 18).put(0, (byte) i);
            }
            return "all of them";
        });
    }

    private static ByteBuffer allocated(boolean direct) {
        return direct ? ByteBuffer.allocateDirect(64) : ByteBuffer.allocate(64);
    }

    private static void charsets(Transcript t) {
        for (String name : List.of("UTF-8", "UTF-16BE", "UTF-32", "ISO-8859-1", "US-ASCII", "windows-1252", "ISO-8859-15", "IBM437", "KOI8-R")) {
            t.line("charset." + name, () -> new String("A\u00e4\u20ac\u0416".getBytes(name), name));
        }
        t.line("charset.default", () -> Charset.defaultCharset());
        t.line("charset.aliases", () -> Charset.forName("latin1").name());
        t.line("charset.malformed", () -> StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(new byte[] {65, -1})));
        t.line("charset.replaced", () -> new String(new byte[] {65, -1, -61}, StandardCharsets.UTF_8));
        t.line("charset.unmappable", () -> StandardCharsets.US_ASCII.newEncoder().onUnmappableCharacter(CodingErrorAction.REPORT).encode(CharBuffer.wrap("\u00e9")));
    }
}
