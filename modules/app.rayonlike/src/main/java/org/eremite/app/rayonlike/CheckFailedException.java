package org.eremite.app.rayonlike;

/** A result is wrong or a worker took no part; the message names the first such value or worker. */
final class CheckFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    CheckFailedException(String message) {
        super(message);
    }
}
