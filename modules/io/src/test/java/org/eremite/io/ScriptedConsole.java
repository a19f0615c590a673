package org.eremite.io;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.eremite.hal.Console;
import org.eremite.hal.RawMemory;

/** A console whose input is a script of bytes and of looks that find nothing (-1), and that keeps its output. */
final class ScriptedConsole implements Console {
    private static final int NOTHING = -1;

    private final List<Integer> input;
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final List<Long> parts = new ArrayList<>();
    private volatile int position;

    ScriptedConsole(List<Integer> input) {
        this.input = input;
    }

    byte[] output() {
        return output.toByteArray();
    }

    /** Lengths of the single writes. */
    List<Long> parts() {
        return parts;
    }

    int looks() {
        return position;
    }

    @Override
    public void write(long address, long length) {
        parts.add(length);
        for (long i = 0; i < length; i++) {
            output.write(RawMemory.getByte(address + i));
        }
    }

    @Override
    public int read() {
        int next = position < input.size() ? input.get(position) : NOTHING;
        position = position + 1;
        return next;
    }
}
