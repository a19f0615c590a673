package org.eremite.io;

import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.eremite.hal.Console;
import org.eremite.hal.RawMemory;

/** A line of the machine as a descriptor: a byte stream in both directions, binary clean. */
public final class ConsoleDescriptor implements Descriptor {
    /** Bytes of the staging buffer; no collection can begin while the line takes as many. */
    public static final int STAGING_BYTES = 512;

    private final ConsoleInput input;
    private final ReentrantLock output = new ReentrantLock();
    private final Console console;
    private final long staging;

    /** @param staging address of {@link #STAGING_BYTES} bytes of raw memory, for this object alone */
    public ConsoleDescriptor(Console console, long staging) {
        this.console = Objects.requireNonNull(console, "console");
        this.staging = staging;
        input = new ConsoleInput(console);
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

    /** Has {@code action} run once, when somebody reads for the first time or asks what is there to read. */
    public void onFirstRead(Runnable action) {
        input.onFirstUse(action);
    }

    /** Has readers look at the line again, after bytes have arrived. */
    public void inputArrived() {
        input.arrived();
    }

    /** Whether a thread waits for input now. */
    public boolean hasReaders() {
        return input.hasReaders();
    }

    /** The end of input comes after {@code bytes} bytes in all, those already read among them. */
    public void endInputAfter(long bytes) {
        input.endAfter(bytes);
    }

    /** The machine keeps its console. */
    @Override
    public int close() {
        return 0;
    }
}
