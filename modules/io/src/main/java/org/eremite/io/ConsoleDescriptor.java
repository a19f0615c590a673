package org.eremite.io;

import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.eremite.hal.Console;
import org.eremite.hal.RawMemory;

/** The console as a descriptor: a byte stream in both directions, binary clean, without an end. */
public final class ConsoleDescriptor implements Descriptor {
    /** Bytes of the staging buffer; no collection can begin while the line takes as many. */
    public static final int STAGING_BYTES = 512;

    private final ConsoleInput input;
    private final ReentrantLock output = new ReentrantLock();
    private final Console console;
    private final long staging;

    /**
     * @param staging address of {@link #STAGING_BYTES} bytes of raw memory, for this object alone
     * @param arrival waits until {@code console} is {@linkplain Console#ready() ready}
     */
    public ConsoleDescriptor(Console console, long staging, Arrival arrival) {
        this.console = Objects.requireNonNull(console, "console");
        this.staging = staging;
        input = new ConsoleInput(console, arrival);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
        return input.read(buffer, offset, length);
    }

    @Override
    public int available() {
        return input.available();
    }

    @Override
    public int write(byte[] buffer, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, buffer.length);
        output.lock();
        try {
            for (int done = 0; done < length; ) {
                int part = Math.min(length - done, STAGING_BYTES);
                for (int i = 0; i < part; i++) {
                    RawMemory.putByte(staging + i, buffer[offset + done + i]);
                }
                console.write(staging, part);
                done += part;
            }
        } finally {
            output.unlock();
        }
        return length;
    }

    /** The machine keeps its console. */
    @Override
    public int close() {
        return 0;
    }
}
