package org.eremite.jdk.zip;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The last bytes of the input, and where among them three bytes like the next ones occurred before: chains of positions
 * with the same hash, the newest first.
 *
 * <pre>
 *   0                                position              end                   2 windows
 *   | what matches may refer to      | what comes next     | free                |
 * </pre>
 */
final class MatchFinder {
    /** Bytes that must come next, unless they are the last ones, for a match of any length to be found. */
    static final int MINIMUM_LOOKAHEAD = DeflateFormat.MAXIMUM_MATCH + DeflateFormat.MINIMUM_MATCH + 1;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int WINDOW = DeflateFormat.WINDOW_BYTES;
    private static final int WINDOW_MASK = WINDOW - 1;
    private static final int MAXIMUM_DISTANCE = WINDOW - MINIMUM_LOOKAHEAD;
    private static final int HASH_BITS = 15;
    /** 2^32 divided by the golden ratio. */
    private static final int HASH_FACTOR = 0x9E3779B1;
    /** End of a chain, so that nothing is found at position 0. */
    private static final char NONE = 0;

    private final byte[] window = new byte[2 * WINDOW];
    private final char[] head = new char[1 << HASH_BITS];
    private final char[] previous = new char[WINDOW];
    private int position;
    private int end;
    private int inserted;
    private int slid;

    private int chainLimit;
    private int goodLength;
    private int niceLength;
    private int matchStart;

    /** Begins anew. */
    void reset() {
        position = 0;
        end = 0;
        inserted = 0;
        slid = 0;
        forget();
    }

    /** Finds nothing of what came before. */
    void forget() {
        Arrays.fill(head, NONE);
        inserted = position;
    }

    /** How hard to look: at how many positions, at a quarter of them once a match is {@code good}, and none if nice. */
    void effort(int chain, int good, int nice) {
        chainLimit = chain;
        goodLength = good;
        niceLength = nice;
    }

    byte[] window() {
        return window;
    }

    int position() {
        return position;
    }

    /** Bytes that come next. */
    int lookahead() {
        return end - position;
    }

    /** By how many bytes positions have become smaller since the last call. */
    int slid() {
        int bytes = slid;
        slid = 0;
        return bytes;
    }

    /** How far back the match found last is. */
    int distance() {
        return position - matchStart;
    }

    /** Goes on by {@code bytes}. */
    void advance(int bytes) {
        position += bytes;
    }

    /** Takes on more input; returns how many bytes of it. */
    int fill(byte[] input, int offset, int length) {
        if (position >= WINDOW + MAXIMUM_DISTANCE) {
            slide();
        }
        int count = Math.min(length, window.length - end);
        System.arraycopy(input, offset, window, end, count);
        end += count;
        return count;
    }

    private void slide() {
        System.arraycopy(window, WINDOW, window, 0, end - WINDOW);
        position -= WINDOW;
        end -= WINDOW;
        inserted = Math.max(inserted - WINDOW, 0);
        matchStart -= WINDOW;
        slid += WINDOW;
        slide(head);
        slide(previous);
    }

    private static void slide(char[] positions) {
        for (int i = 0; i < positions.length; i++) {
            positions[i] = (char) Math.max(positions[i] - WINDOW, NONE);
        }
    }

    /** Makes everything before the next byte findable. */
    void insertPassed() {
        insert(position);
    }

    private void insert(int limit) {
        int last = Math.min(limit, end - DeflateFormat.MINIMUM_MATCH + 1);
        while (inserted < last) {
            int hash = hash(inserted);
            previous[inserted & WINDOW_MASK] = head[hash];
            head[hash] = (char) inserted;
            inserted++;
        }
    }

    private int hash(int at) {
        int three = window[at] & 0xFF | (window[at + 1] & 0xFF) << 8 | (window[at + 2] & 0xFF) << 16;
        return three * HASH_FACTOR >>> Integer.SIZE - HASH_BITS;
    }

    /**
     * Looks for an earlier occurrence of what comes next that is longer than {@code shortest}; returns its length, or
     * {@code shortest} if there is none.
     */
    int find(int shortest) {
        insert(position);
        int longest = Math.min(DeflateFormat.MAXIMUM_MATCH, lookahead());
        if (longest < DeflateFormat.MINIMUM_MATCH || shortest >= longest) {
            return shortest;
        }
        int best = shortest;
        int tries = shortest >= goodLength ? chainLimit >> 2 : chainLimit;
        int nice = Math.min(niceLength, longest);
        int limit = Math.max(position - MAXIMUM_DISTANCE, NONE);
        byte following = window[position + best];
        for (int at = head[hash(position)]; at > limit && tries > 0; at = previous[at & WINDOW_MASK], tries--) {
            if (window[at + best] == following) {
                int length = common(at, longest);
                if (length > best) {
                    best = length;
                    matchStart = at;
                    if (length >= nice) {
                        break;
                    }
                    following = window[position + best];
                }
            }
        }
        return best;
    }

    /** How many bytes are the same at {@code at} and at the position. */
    private int common(int at, int longest) {
        int length = 0;
        while (length + Long.BYTES <= longest) {
            long difference = (long) LONGS.get(window, at + length) ^ (long) LONGS.get(window, position + length);
            if (difference != 0) {
                return length + (Long.numberOfTrailingZeros(difference) >>> 3);
            }
            length += Long.BYTES;
        }
        while (length < longest && window[at + length] == window[position + length]) {
            length++;
        }
        return length;
    }
}
