package org.eremite.image.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.eremite.image.ToolException;

/**
 * A SHA-256 over everything an image is made from. Every part is preceded by its label and length, so that no two
 * different lists of inputs look alike.
 */
public final class InputDigest {
    private static final int BUFFER_SIZE = 1 << 16;

    private final MessageDigest digest;

    /** A digest of nothing. */
    public InputDigest() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Adds a text. */
    public InputDigest text(String label, String text) {
        part(label);
        part(text);
        return this;
    }

    /** Adds a list of texts. */
    public InputDigest texts(String label, List<String> texts) {
        part(label);
        number(texts.size());
        texts.forEach(this::part);
        return this;
    }

    /** Adds the contents of files and directory trees, not where they are. */
    public InputDigest paths(String label, List<Path> paths) throws ToolException {
        part(label);
        number(paths.size());
        for (Path path : paths) {
            try {
                if (Files.isDirectory(path)) {
                    tree(path);
                } else {
                    part(path.getFileName().toString());
                    content(path);
                }
            } catch (IOException e) {
                throw new ToolException("cannot read " + path, "make it readable", e);
            }
        }
        return this;
    }

    /** The digest in hexadecimal; nothing can be added afterwards. */
    public String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }

    private void tree(Path directory) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(directory)) {
            files = walk.filter(Files::isRegularFile).sorted().toList();
        }
        number(files.size());
        for (Path file : files) {
            part(directory.relativize(file).toString());
            content(file);
        }
    }

    private void content(Path file) throws IOException {
        number(Files.size(file));
        byte[] buffer = new byte[BUFFER_SIZE];
        try (InputStream bytes = Files.newInputStream(file)) {
            for (int length = bytes.read(buffer); length >= 0; length = bytes.read(buffer)) {
                digest.update(buffer, 0, length);
            }
        }
    }

    private void part(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        number(bytes.length);
        digest.update(bytes);
    }

    private void number(long value) {
        digest.update(ByteBuffer.allocate(Long.BYTES).putLong(value).flip());
    }
}
