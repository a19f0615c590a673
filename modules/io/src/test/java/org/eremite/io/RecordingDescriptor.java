package org.eremite.io;

/** A descriptor that counts how often it was closed and answers closing with a code of its own. */
final class RecordingDescriptor implements Descriptor {
    private final int answer;
    private int closed;

    RecordingDescriptor(int answer) {
        this.answer = answer;
    }

    int closed() {
        return closed;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
        return END;
    }

    @Override
    public int write(byte[] buffer, int offset, int length) {
        return length;
    }

    @Override
    public int available() {
        return 0;
    }

    @Override
    public int close() {
        closed++;
        return answer;
    }
}
