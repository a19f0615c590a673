package org.eremite.abi;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The kernel command line, decoded: kernel words, {@code --}, application arguments (docs/boot-protocol.md).
 *
 * <p>It comes from outside: whatever cannot be decoded is kept as it stands, and words nobody knows are listed.
 *
 * @param environment variables of {@code env=KEY=VALUE}
 * @param properties  system properties of {@code prop=KEY=VALUE}
 * @param maximumHeap bytes of {@code xmx=BYTES}, 0 if absent or not a number
 * @param log         level of {@code log=LEVEL}
 * @param unknown     kernel words without meaning, decoded
 * @param arguments   application arguments
 */
public record CommandLine(
        Map<String, String> environment,
        Map<String, String> properties,
        long maximumHeap,
        LogLevel log,
        List<String> unknown,
        List<String> arguments) {
    private static final String SEPARATOR = "--";
    private static final String ENVIRONMENT = "env=";
    private static final String PROPERTY = "prop=";
    private static final String MAXIMUM_HEAP = "xmx=";
    private static final String LOG = "log=";
    private static final int HEXADECIMAL = 16;

    /** Keeps immutable copies. */
    public CommandLine {
        environment = Map.copyOf(environment);
        properties = Map.copyOf(properties);
        unknown = List.copyOf(unknown);
        arguments = List.copyOf(arguments);
    }

    /** Decodes a command line as the machine received it. */
    public static CommandLine parse(String line) {
        Map<String, String> environment = new LinkedHashMap<>();
        Map<String, String> properties = new LinkedHashMap<>();
        List<String> unknown = new ArrayList<>();
        List<String> arguments = new ArrayList<>();
        long maximumHeap = 0;
        LogLevel log = LogLevel.INFO;
        boolean kernel = true;
        for (String raw : line.split(" ")) {
            if (raw.isEmpty()) {
                continue;
            }
            if (kernel && raw.equals(SEPARATOR)) {
                kernel = false;
                continue;
            }
            String word = decode(raw);
            if (!kernel) {
                arguments.add(word);
            } else if (word.startsWith(MAXIMUM_HEAP) && word.substring(MAXIMUM_HEAP.length()).matches("[0-9]{1,18}")) {
                maximumHeap = Long.parseLong(word.substring(MAXIMUM_HEAP.length()));
            } else if (word.startsWith(LOG) && LogLevel.named(word.substring(LOG.length())).isPresent()) {
                log = LogLevel.named(word.substring(LOG.length())).get();
            } else if (!assign(word, ENVIRONMENT, environment) && !assign(word, PROPERTY, properties)) {
                unknown.add(word);
            }
        }
        return new CommandLine(environment, properties, maximumHeap, log, unknown, arguments);
    }

    private static boolean assign(String word, String prefix, Map<String, String> values) {
        int equals = word.indexOf('=', prefix.length());
        if (!word.startsWith(prefix) || equals <= prefix.length()) {
            return false;
        }
        values.put(word.substring(prefix.length(), equals), word.substring(equals + 1));
        return true;
    }

    /** Undoes percent-encoding of UTF-8; a single {@code %} is the empty word, a broken escape stands for itself. */
    static String decode(String word) {
        if (word.equals("%")) {
            return "";
        }
        byte[] encoded = word.getBytes(StandardCharsets.ISO_8859_1);
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(encoded.length);
        for (int i = 0; i < encoded.length; i++) {
            int high = encoded[i] == '%' && i + 2 < encoded.length ? Character.digit(encoded[i + 1], HEXADECIMAL) : -1;
            int low = high >= 0 ? Character.digit(encoded[i + 2], HEXADECIMAL) : -1;
            if (low >= 0) {
                decoded.write(high * HEXADECIMAL + low);
                i += 2;
            } else {
                decoded.write(encoded[i]);
            }
        }
        return decoded.toString(StandardCharsets.UTF_8);
    }
}
