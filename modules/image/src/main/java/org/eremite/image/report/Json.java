package org.eremite.image.report;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;

/**
 * Writes maps, collections, strings, numbers, booleans and null as one line of JSON (RFC 8259).
 */
public final class Json {
    /**
     * Text that is JSON already.
     *
     * @param text one line
     */
    public record Fragment(String text) {
    }

    private static final int FIRST_PRINTABLE = 0x20;

    private Json() {
    }

    /** {@code value} as JSON text without line breaks; maps keep their order. */
    public static String write(Object value) {
        StringBuilder text = new StringBuilder();
        append(text, value);
        return text.toString();
    }

    private static void append(StringBuilder text, Object value) {
        switch (value) {
            case null -> text.append("null");
            case Fragment fragment -> text.append(fragment.text());
            case Number number -> text.append(number);
            case Boolean truth -> text.append(truth);
            case Map<?, ?> map -> {
                String separator = "{";
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    text.append(separator);
                    appendString(text, entry.getKey().toString());
                    text.append(':');
                    append(text, entry.getValue());
                    separator = ",";
                }
                text.append(map.isEmpty() ? "{}" : "}");
            }
            case Collection<?> collection -> {
                String separator = "[";
                for (Object element : collection) {
                    text.append(separator);
                    append(text, element);
                    separator = ",";
                }
                text.append(collection.isEmpty() ? "[]" : "]");
            }
            default -> appendString(text, value.toString());
        }
    }

    private static void appendString(StringBuilder text, String string) {
        text.append('"');
        for (int i = 0; i < string.length(); i++) {
            char c = string.charAt(i);
            switch (c) {
                case '"', '\\' -> text.append('\\').append(c);
                case '\n' -> text.append("\\n");
                case '\t' -> text.append("\\t");
                case '\r' -> text.append("\\r");
                default -> {
                    if (c < FIRST_PRINTABLE || Character.isSurrogate(c)) {
                        text.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
                    } else {
                        text.append(c);
                    }
                }
            }
        }
        text.append('"');
    }
}
