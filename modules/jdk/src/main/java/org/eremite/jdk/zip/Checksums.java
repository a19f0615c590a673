package org.eremite.jdk.zip;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** The two checksums of {@code java.util.zip} that the JDK leaves to native code. */
public final class Checksums {
    /** Adler-32 of nothing. */
    public static final int ADLER32_EMPTY = 1;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    /** Largest prime below 2^16, RFC 1950, 8.2. */
    private static final int ADLER_BASE = 65521;
    /** Most bytes whose sums fit 32 unsigned bits: 255 n (n + 1) / 2 + (n + 1) (ADLER_BASE - 1) &lt; 2^31 with a margin. */
    private static final int ADLER_RUN = 3800;
    /** The polynomial of CRC-32, bits reversed. */
    private static final int CRC_POLYNOMIAL = 0xEDB88320;
    private static final int SLICES = 8;
    private static final int[][] CRC_TABLES = crcTables();

    private Checksums() {}

    /** Adler-32 (RFC 1950, 8.2) of what gave {@code adler} and then {@code length} bytes from {@code offset}. */
    public static int adler32(int adler, byte[] bytes, int offset, int length) {
        int low = adler & 0xFFFF;
        int high = adler >>> 16;
        int position = offset;
        int left = length;
        while (left > 0) {
            int run = Math.min(left, ADLER_RUN);
            for (int end = position + run; position < end; position++) {
                low += bytes[position] & 0xFF;
                high += low;
            }
            low %= ADLER_BASE;
            high %= ADLER_BASE;
            left -= run;
        }
        return high << 16 | low;
    }

    /** CRC-32 (RFC 1952, 8) of what gave {@code crc} and then {@code length} bytes from {@code offset}. */
    public static int crc32(int crc, byte[] bytes, int offset, int length) {
        int value = ~crc;
        int position = offset;
        int end = offset + length;
        for (; end - position >= SLICES; position += SLICES) {
            long eight = (long) LONGS.get(bytes, position) ^ value & 0xFFFF_FFFFL;
            int folded = 0;
            for (int slice = 0; slice < SLICES; slice++) {
                folded ^= CRC_TABLES[SLICES - 1 - slice][(int) (eight >>> slice * Byte.SIZE) & 0xFF];
            }
            value = folded;
        }
        for (; position < end; position++) {
            value = value >>> Byte.SIZE ^ CRC_TABLES[0][(value ^ bytes[position]) & 0xFF];
        }
        return ~value;
    }

    /** {@code tables[k][b]}: what byte {@code b} contributes when {@code k} bytes follow it. */
    private static int[][] crcTables() {
        int[][] tables = new int[SLICES][1 << Byte.SIZE];
        for (int b = 0; b < tables[0].length; b++) {
            int value = b;
            for (int bit = 0; bit < Byte.SIZE; bit++) {
                value = (value & 1) == 0 ? value >>> 1 : value >>> 1 ^ CRC_POLYNOMIAL;
            }
            tables[0][b] = value;
        }
        for (int slice = 1; slice < SLICES; slice++) {
            for (int b = 0; b < tables[0].length; b++) {
                int before = tables[slice - 1][b];
                tables[slice][b] = before >>> Byte.SIZE ^ tables[0][before & 0xFF];
            }
        }
        return tables;
    }
}
