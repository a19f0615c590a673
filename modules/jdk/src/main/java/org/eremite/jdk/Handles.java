package org.eremite.jdk;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Objects behind the numbers by which the JDK names what it believes to be native.
 *
 * @param <T> the objects
 */
final class Handles<T> {
    private final ConcurrentHashMap<Long, T> objects = new ConcurrentHashMap<>();
    private final AtomicLong last = new AtomicLong();

    /** A number for {@code object}, never zero. */
    long open(T object) {
        long handle = last.incrementAndGet();
        objects.put(handle, object);
        return handle;
    }

    /** What {@code handle} stands for. */
    T get(long handle) {
        T object = objects.get(handle);
        if (object == null) {
            throw new IllegalStateException("no such handle: " + handle);
        }
        return object;
    }

    /** Forgets {@code handle}. */
    void close(long handle) {
        objects.remove(handle);
    }
}
