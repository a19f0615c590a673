package org.eremite.jdk.zip;

import java.util.Arrays;

/** A canonical Huffman code for symbols that occur with given frequencies (RFC 1951, 3.2.2), with codes of limited length. */
final class HuffmanCode {
    private final int[] codes;
    private final byte[] lengths;
    private final int limit;
    private final long[] sorted;
    private final int[] tree;

    /**
     * @param symbols how many there are
     * @param limit longest code in bits
     */
    HuffmanCode(int symbols, int limit) {
        this.codes = new int[symbols];
        this.lengths = new byte[symbols];
        this.limit = limit;
        this.sorted = new long[symbols];
        this.tree = new int[symbols];
    }

    /** The code with given lengths. */
    static HuffmanCode of(byte[] lengths) {
        HuffmanCode code = new HuffmanCode(lengths.length, DeflateFormat.MAXIMUM_CODE_BITS);
        System.arraycopy(lengths, 0, code.lengths, 0, lengths.length);
        code.assign();
        return code;
    }

    /** Bits of the code of {@code symbol}, 0 if it has none. */
    int length(int symbol) {
        return lengths[symbol];
    }

    /** Number of symbols up to the last one that has a code, at least {@code least}. */
    int used(int least) {
        int count = lengths.length;
        while (count > least && lengths[count - 1] == 0) {
            count--;
        }
        return count;
    }

    /** Adds the code of {@code symbol}. */
    void write(BitWriter out, int symbol) {
        out.write(codes[symbol], lengths[symbol]);
    }

    /** Bits that all symbols take together if they occur as often as {@code frequencies} say. */
    long cost(int[] frequencies) {
        long bits = 0;
        for (int symbol = 0; symbol < lengths.length; symbol++) {
            bits += (long) frequencies[symbol] * lengths[symbol];
        }
        return bits;
    }

    /**
     * Takes on the best code for {@code frequencies}. At least two symbols get one, even if fewer occur: some decoders want
     * a code that is complete.
     */
    void build(int[] frequencies) {
        Arrays.fill(lengths, (byte) 0);
        int count = 0;
        for (int symbol = 0; symbol < lengths.length; symbol++) {
            if (frequencies[symbol] > 0) {
                sorted[count++] = (long) frequencies[symbol] << Short.SIZE | symbol;
            }
        }
        for (int symbol = 0; count < 2; symbol++) {
            if (frequencies[symbol] == 0) {
                sorted[count++] = 1L << Short.SIZE | symbol;
            }
        }
        Arrays.sort(sorted, 0, count);
        depths(count);
        limit(count);
        assign();
    }

    /**
     * Lengths of a code of least redundancy for {@code count} sorted frequencies, in place, in the order of the
     * frequencies: A. Moffat and J. Katajainen, In-Place Calculation of Minimum-Redundancy Codes, 1995.
     */
    private void depths(int count) {
        for (int i = 0; i < count; i++) {
            tree[i] = (int) (sorted[i] >>> Short.SIZE);
        }
        tree[0] += tree[1];
        int root = 0;
        int leaf = 2;
        for (int next = 1; next < count - 1; next++) {
            if (leaf >= count || tree[root] < tree[leaf]) {
                tree[next] = tree[root];
                tree[root++] = next;
            } else {
                tree[next] = tree[leaf++];
            }
            if (leaf >= count || root < next && tree[root] < tree[leaf]) {
                tree[next] += tree[root];
                tree[root++] = next;
            } else {
                tree[next] += tree[leaf++];
            }
        }
        tree[count - 2] = 0;
        for (int next = count - 3; next >= 0; next--) {
            tree[next] = tree[tree[next]] + 1;
        }
        leavesFromNodes(count);
    }

    /** From the depths of inner nodes to those of leaves. */
    private void leavesFromNodes(int count) {
        int available = 1;
        int depth = 0;
        int root = count - 2;
        int next = count - 1;
        while (available > 0) {
            int used = 0;
            while (root >= 0 && tree[root] == depth) {
                used++;
                root--;
            }
            while (available > used) {
                tree[next--] = depth;
                available--;
            }
            available = 2 * used;
            depth++;
        }
    }

    /** Shortens codes that are too long and lengthens others for that, so that the code stays complete. */
    private void limit(int count) {
        int[] ofLength = new int[limit + 1];
        for (int i = 0; i < count; i++) {
            ofLength[Math.min(tree[i], limit)]++;
        }
        long space = 0;
        for (int bits = 1; bits <= limit; bits++) {
            space += (long) ofLength[bits] << limit - bits;
        }
        for (; space > 1L << limit; space--) {
            int bits = limit - 1;
            while (ofLength[bits] == 0) {
                bits--;
            }
            ofLength[bits]--;
            ofLength[bits + 1] += 2;
            ofLength[limit]--;
        }
        // The rarest symbols come first and get the longest codes.
        int next = 0;
        for (int bits = limit; bits > 0; bits--) {
            for (int i = 0; i < ofLength[bits]; i++) {
                lengths[(int) sorted[next++] & 0xFFFF] = (byte) bits;
            }
        }
    }

    private void assign() {
        int[] next = new int[DeflateFormat.MAXIMUM_CODE_BITS + 2];
        for (byte length : lengths) {
            if (length > 0) {
                next[length + 1]++;
            }
        }
        for (int bits = 1; bits <= DeflateFormat.MAXIMUM_CODE_BITS; bits++) {
            next[bits] = next[bits - 1] + next[bits] << 1;
        }
        for (int symbol = 0; symbol < lengths.length; symbol++) {
            int length = lengths[symbol];
            if (length > 0) {
                codes[symbol] = Integer.reverse(next[length]++) >>> Integer.SIZE - length;
            }
        }
    }
}
