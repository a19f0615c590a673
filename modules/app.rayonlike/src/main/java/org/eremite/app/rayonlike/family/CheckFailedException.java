package org.eremite.app.rayonlike.family;

/** A result is wrong or a worker took no part; the message names the first such value or worker. */
public final class CheckFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    /** What is wrong, in one line. */
    public CheckFailedException(String message) {
        super(message);
    }
}
