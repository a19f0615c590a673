package org.eremite.image.junit;

/**
 * XML 1.0, written element by element. Any string can be a text or the value of an attribute: a reader gets it back character
 * by character, but for characters that XML cannot name at all (section 2.2), which become U+FFFD.
 */
final class XmlText {
    private static final char REPLACEMENT = '\uFFFD';

    private final StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    private int depth;

    /** Begins an element; {@code attributes} are names and values in turns. */
    void open(String name, String... attributes) {
        start(name, attributes).append(">\n");
        depth++;
    }

    /** Ends the element begun last. */
    void close(String name) {
        depth--;
        indent().append("</").append(name).append(">\n");
    }

    /** An element without content. */
    void empty(String name, String... attributes) {
        start(name, attributes).append("/>\n");
    }

    /** An element that contains {@code text} only. */
    void element(String name, String text, String... attributes) {
        start(name, attributes).append('>');
        escape(text, false);
        xml.append("</").append(name).append(">\n");
    }

    private StringBuilder start(String name, String... attributes) {
        indent().append('<').append(name);
        for (int i = 0; i < attributes.length; i += 2) {
            xml.append(' ').append(attributes[i]).append("=\"");
            escape(attributes[i + 1], true);
            xml.append('"');
        }
        return xml;
    }

    private StringBuilder indent() {
        return xml.append("  ".repeat(depth));
    }

    private void escape(String text, boolean attribute) {
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int c = text.codePointAt(i);
            switch (c) {
                case '&' -> xml.append("&amp;");
                case '<' -> xml.append("&lt;");
                case '>' -> xml.append("&gt;");
                case '"' -> xml.append("&quot;");
                // A reader would take the first for a line feed, and in an attribute each for a space.
                case '\r' -> xml.append("&#13;");
                case '\n' -> xml.append(attribute ? "&#10;" : "\n");
                case '\t' -> xml.append(attribute ? "&#9;" : "\t");
                default -> xml.appendCodePoint(isCharacter(c) ? c : REPLACEMENT);
            }
        }
    }

    /** Production Char of section 2.2, without what is handled already. */
    static boolean isCharacter(int c) {
        return c >= 0x20 && c <= 0xD7FF || c >= 0xE000 && c <= 0xFFFD || c >= 0x10000;
    }

    @Override
    public String toString() {
        return xml.toString();
    }
}
