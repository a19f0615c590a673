package org.eremite.io;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A descriptor with the count of its users: numbers in a table, and calls under way. The last one closes it, so that
 * closing a number never pulls the device from under another thread.
 */
public final class OpenDescription {
    private final Descriptor descriptor;
    private final AtomicInteger users;

    /** An open description that {@code users} numbers share. */
    OpenDescription(Descriptor descriptor, int users) {
        this.descriptor = Objects.requireNonNull(descriptor, "descriptor");
        this.users = new AtomicInteger(users);
    }

    /** What is open; usable until {@link #release}. */
    public Descriptor descriptor() {
        return descriptor;
    }

    /** Counts one more user; false if the last one has gone already. */
    boolean retain() {
        int seen = users.get();
        while (seen > 0) {
            int witness = users.compareAndExchange(seen, seen + 1);
            if (witness == seen) {
                return true;
            }
            seen = witness;
        }
        return false;
    }

    /** Counts one user less; the last one closes the descriptor. Returns zero or an error of closing. */
    public int release() {
        return users.decrementAndGet() == 0 ? descriptor.close() : 0;
    }
}
