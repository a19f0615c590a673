package org.eremite.image.link;

/** The image cannot be linked from these inputs; the message is {@code cause: name=value ...}. */
public final class LinkException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LinkException(String message) {
        super(message);
    }

    /**
     * Describes one broken rule.
     *
     * @param cause what is wrong
     * @param name  of the offending quantity
     * @param value of the offending quantity
     */
    static LinkException of(String cause, String name, Object value) {
        return new LinkException(cause + ": " + name + "=" + value);
    }

    /** As {@link #of(String, String, Object)}, the value in hexadecimal. */
    static LinkException hex(String cause, String name, long value) {
        return of(cause, name, "0x" + Long.toHexString(value));
    }
}
