package org.eremite.io;

import java.util.Objects;
import org.eremite.hal.Console;
import org.eremite.hal.RawMemory;

/**
 * The console as a descriptor: a byte stream in both directions, binary clean, without an end.
 *
 * <p>The line has no receive interrupt yet, so a thread that waits for input looks at it every few milliseconds; it
 * sleeps in between. Nothing runs unless somebody reads.
 */
public final class ConsoleDescriptor implements Descriptor {
    /** Bytes of the staging buffer that the machine reads output from. */
    public static final int STAGING_BYTES = 4096;

    private static final long LOOK_AGAIN_MILLISECONDS = 10;

    private final Object input = new Object();
    private final Object output = new Object();
    private final Console console;
    private final long staging;
    /** A byte that {@link #available} has taken from the line already, or -1. */
    private int pending = -1;

    /** @param staging address of {@link #STAGING_BYTES} bytes of raw memory, for this object alone */
    public ConsoleDescriptor(Console console, long staging) {
        this.console = Objects.requireNonNull(console, "console");
        this.staging = staging;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, buffer.length);
        if (length == 0) {
            return 0;
        }
        synchronized (input) {
            int next = take();
            while (next < 0) {
                try {
                    Thread.sleep(LOOK_AGAIN_MILLISECONDS);
                } catch (InterruptedException e) {
                    // Reading from a console is not interruptible; the request is kept for whoever can answer it.
                    Thread.currentThread().interrupt();
                    Thread.yield();
                }
                next = take();
            }
            int count = 0;
            while (next >= 0 && count < length) {
                buffer[offset + count] = (byte) next;
                count++;
                next = count < length ? take() : -1;
            }
            return count;
        }
    }

    private int take() {
        if (pending >= 0) {
            int taken = pending;
            pending = -1;
            return taken;
        }
        return console.read();
    }

    @Override
    public int available() {
        synchronized (input) {
            if (pending < 0) {
                pending = console.read();
            }
            return pending < 0 ? 0 : 1;
        }
    }

    @Override
    public void write(byte[] buffer, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, buffer.length);
        synchronized (output) {
            for (int done = 0; done < length; ) {
                int part = Math.min(length - done, STAGING_BYTES);
                for (int i = 0; i < part; i++) {
                    RawMemory.putByte(staging + i, buffer[offset + done + i]);
                }
                console.write(staging, part);
                done += part;
            }
        }
    }
}
