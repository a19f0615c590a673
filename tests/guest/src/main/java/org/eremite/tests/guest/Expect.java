package org.eremite.tests.guest;

import java.util.Objects;
import java.util.function.BooleanSupplier;

/** What checks assert. */
final class Expect {
    private static final long POLL_MILLISECONDS = 1;

    private Expect() {
    }

    /** Fails with {@code otherwise} unless {@code condition} holds. */
    static void that(boolean condition, String otherwise) {
        if (!condition) {
            throw new AssertionError(otherwise);
        }
    }

    /** Fails unless both are equal. */
    static void equal(Object expected, Object actual) {
        if (!Objects.equals(expected, actual)) {
            throw new AssertionError("expected " + expected + " but was " + actual);
        }
    }

    /** Fails unless {@code body} throws exactly a {@code type}; returns what it threw. */
    static <T extends Throwable> T thrown(Class<T> type, Checks.Body body) {
        try {
            body.run();
        } catch (Throwable thrown) {
            if (thrown.getClass() == type) {
                return type.cast(thrown);
            }
            throw new AssertionError("expected " + type.getName() + " but was " + thrown, thrown);
        }
        throw new AssertionError("expected " + type.getName() + " but nothing was thrown");
    }

    /** Waits until {@code condition} holds; the limit is the check's own. */
    static void eventually(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            Thread.sleep(POLL_MILLISECONDS);
        }
    }
}
