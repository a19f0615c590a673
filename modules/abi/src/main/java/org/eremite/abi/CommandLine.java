package org.eremite.abi;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eremite.hal.log.LogLevels;

/**
 * The kernel command line, decoded: kernel words, {@code --}, application arguments (docs/boot-protocol.md).
 *
 * <p>It comes from outside: an argument that is not well formed is kept as it stands, a kernel word that is not well
 * formed or that nobody knows has no effect, and both are listed. Of a word given twice, the last counts;
 * {@code log=} words add up.
 *
 * @param environment variables of {@code env=KEY=VALUE}
 * @param properties  system properties of {@code prop=KEY=VALUE}
 * @param maximumHeap bytes of {@code xmx=BYTES}, 0 if absent or not a number
 * @param log         levels of {@code log=LEVELS}, on top of those the image was assembled with
 * @param unknown     kernel words without meaning, as they stand
 * @param arguments   application arguments
 * @param malformed   those of them that are not well formed
 */
public record CommandLine(
        Map<String, String> environment,
        Map<String, String> properties,
        long maximumHeap,
        LogLevels log,
        List<String> unknown,
        List<String> arguments,
        List<String> malformed) {
    private static final String SEPARATOR = "--";
    private static final String ENVIRONMENT = "env=";
    private static final String PROPERTY = "prop=";
    private static final String MAXIMUM_HEAP = "xmx=";
    private static final String LOG = "log=";
    /** For the kernel, which has read it by now. */
    private static final String CHECKED_HEAP = "heap=checked";

    /** Keeps immutable copies. */
    public CommandLine {
        environment = Map.copyOf(environment);
        properties = Map.copyOf(properties);
        unknown = List.copyOf(unknown);
        arguments = List.copyOf(arguments);
        malformed = List.copyOf(malformed);
    }

    /**
     * Decodes a command line as the machine received it, one byte in each character.
     *
     * @param log levels to start from
     */
    public static CommandLine parse(String line, LogLevels log) {
        Parser parser = new Parser(log);
        for (String word : line.split(" ")) {
            if (!word.isEmpty()) {
                parser.accept(word);
            }
        }
        return new CommandLine(
                parser.environment,
                parser.properties,
                parser.maximumHeap,
                parser.log,
                parser.unknown,
                parser.arguments,
                parser.malformed);
    }

    /** What has been found so far. */
    private static final class Parser {
        private final Map<String, String> environment = new LinkedHashMap<>();
        private final Map<String, String> properties = new LinkedHashMap<>();
        private final List<String> unknown = new ArrayList<>();
        private final List<String> arguments = new ArrayList<>();
        private final List<String> malformed = new ArrayList<>();
        private long maximumHeap;
        private LogLevels log;
        private boolean separated;

        private Parser(LogLevels log) {
            this.log = log;
        }

        private void accept(String word) {
            Optional<String> text = WordCodec.decode(word);
            if (!separated && word.equals(SEPARATOR)) {
                separated = true;
            } else if (separated) {
                arguments.add(text.orElseGet(() -> WordCodec.asItStands(word)));
                if (text.isEmpty()) {
                    malformed.add(WordCodec.asItStands(word));
                }
            } else if (text.isEmpty() || !kernelWord(text.get())) {
                unknown.add(WordCodec.asItStands(word));
            }
        }

        private boolean kernelWord(String word) {
            if (word.startsWith(MAXIMUM_HEAP) && word.substring(MAXIMUM_HEAP.length()).matches("[0-9]{1,18}")) {
                maximumHeap = Long.parseLong(word.substring(MAXIMUM_HEAP.length()));
                return true;
            }
            if (word.startsWith(LOG)) {
                return log(word.substring(LOG.length()));
            }
            if (word.equals(CHECKED_HEAP)) {
                return true;
            }
            // Neither names nor values of variables can hold the character that ends them in C.
            return assign(word, PROPERTY, properties) || word.indexOf('\0') < 0 && assign(word, ENVIRONMENT, environment);
        }

        private boolean log(String levels) {
            try {
                log = log.with(levels);
                return true;
            } catch (IllegalArgumentException e) {
                return false;
            }
        }
    }

    private static boolean assign(String word, String prefix, Map<String, String> values) {
        int equals = word.indexOf('=', prefix.length());
        if (!word.startsWith(prefix) || equals <= prefix.length()) {
            return false;
        }
        values.put(word.substring(prefix.length(), equals), word.substring(equals + 1));
        return true;
    }
}
