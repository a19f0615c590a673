package org.eremite.jdk;

import com.oracle.svm.core.annotate.Alias;
import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import java.util.zip.Adler32;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.eremite.jdk.zip.Checksums;

/** Natives of {@link Inflater}. */
@TargetClass(Inflater.class)
final class Target_java_util_zip_Inflater {
    @Alias int inputConsumed;
    @Alias int outputConsumed;

    private Target_java_util_zip_Inflater() {}

    @Substitute
    private static void initIDs() {}

    @Substitute
    private static long init(boolean nowrap) {
        return Compression.openInflater(nowrap);
    }

    @Substitute
    private static void setDictionary(long addr, byte[] b, int off, int len) {
        Compression.setInflaterDictionary(addr, Bytes.of(b, off, len));
    }

    @Substitute
    private static void setDictionaryBuffer(long addr, long bufAddress, int len) {
        Compression.setInflaterDictionary(addr, Bytes.at(bufAddress, len));
    }

    @Substitute
    private long inflateBytesBytes(
            long addr, byte[] inputArray, int inputOff, int inputLen, byte[] outputArray, int outputOff, int outputLen)
            throws DataFormatException {
        return Inflation.inflate(
                this, addr, Bytes.of(inputArray, inputOff, inputLen), Bytes.of(outputArray, outputOff, outputLen));
    }

    @Substitute
    private long inflateBytesBuffer(
            long addr, byte[] inputArray, int inputOff, int inputLen, long outputAddress, int outputLen)
            throws DataFormatException {
        return Inflation.inflate(
                this, addr, Bytes.of(inputArray, inputOff, inputLen), Bytes.at(outputAddress, outputLen));
    }

    @Substitute
    private long inflateBufferBytes(
            long addr, long inputAddress, int inputLen, byte[] outputArray, int outputOff, int outputLen)
            throws DataFormatException {
        return Inflation.inflate(
                this, addr, Bytes.at(inputAddress, inputLen), Bytes.of(outputArray, outputOff, outputLen));
    }

    @Substitute
    private long inflateBufferBuffer(long addr, long inputAddress, int inputLen, long outputAddress, int outputLen)
            throws DataFormatException {
        return Inflation.inflate(this, addr, Bytes.at(inputAddress, inputLen), Bytes.at(outputAddress, outputLen));
    }

    @Substitute
    private static int getAdler(long addr) {
        return Compression.inflater(addr).adler();
    }

    @Substitute
    private static void reset(long addr) {
        Compression.inflater(addr).reset();
    }

    @Substitute
    private static void end(long addr) {
        Compression.closeInflater(addr);
    }
}

/** Decompression for the JDK. */
final class Inflation {
    private Inflation() {}

    /** {@link Compression#inflate}, with the counts of a failure left where the JDK looks for them. */
    static long inflate(Target_java_util_zip_Inflater inflater, long handle, Bytes in, Bytes out)
            throws DataFormatException {
        try {
            return Compression.inflate(handle, in, out);
        } catch (Compression.MalformedException e) {
            inflater.inputConsumed = e.consumed();
            inflater.outputConsumed = e.produced();
            throw new DataFormatException(e.getMessage());
        }
    }
}

/** Natives of {@link Deflater}. */
@TargetClass(Deflater.class)
final class Target_java_util_zip_Deflater {
    private Target_java_util_zip_Deflater() {}

    @Substitute
    private static long init(int level, int strategy, boolean nowrap) {
        return Compression.openDeflater(level, strategy, nowrap);
    }

    @Substitute
    private static void setDictionary(long addr, byte[] b, int off, int len) {
        Compression.setDeflaterDictionary(addr, Bytes.of(b, off, len));
    }

    @Substitute
    private static void setDictionaryBuffer(long addr, long bufAddress, int len) {
        Compression.setDeflaterDictionary(addr, Bytes.at(bufAddress, len));
    }

    @Substitute
    private long deflateBytesBytes(
            long addr,
            byte[] inputArray,
            int inputOff,
            int inputLen,
            byte[] outputArray,
            int outputOff,
            int outputLen,
            int flush,
            int params) {
        return Compression.deflate(addr, Bytes.of(inputArray, inputOff, inputLen),
                Bytes.of(outputArray, outputOff, outputLen), flush, params);
    }

    @Substitute
    private long deflateBytesBuffer(
            long addr,
            byte[] inputArray,
            int inputOff,
            int inputLen,
            long outputAddress,
            int outputLen,
            int flush,
            int params) {
        return Compression.deflate(
                addr, Bytes.of(inputArray, inputOff, inputLen), Bytes.at(outputAddress, outputLen), flush, params);
    }

    @Substitute
    private long deflateBufferBytes(
            long addr,
            long inputAddress,
            int inputLen,
            byte[] outputArray,
            int outputOff,
            int outputLen,
            int flush,
            int params) {
        return Compression.deflate(
                addr, Bytes.at(inputAddress, inputLen), Bytes.of(outputArray, outputOff, outputLen), flush, params);
    }

    @Substitute
    private long deflateBufferBuffer(
            long addr, long inputAddress, int inputLen, long outputAddress, int outputLen, int flush, int params) {
        return Compression.deflate(
                addr, Bytes.at(inputAddress, inputLen), Bytes.at(outputAddress, outputLen), flush, params);
    }

    @Substitute
    private static int getAdler(long addr) {
        return Compression.deflater(addr).adler();
    }

    @Substitute
    private static void reset(long addr) {
        Compression.deflater(addr).reset();
    }

    @Substitute
    private static void end(long addr) {
        Compression.closeDeflater(addr);
    }
}

/** Natives of {@link CRC32}. */
@TargetClass(CRC32.class)
final class Target_java_util_zip_CRC32 {
    private Target_java_util_zip_CRC32() {}

    @Substitute
    private static int update(int crc, int b) {
        return Checksums.crc32(crc, new byte[] {(byte) b}, 0, 1);
    }

    @Substitute
    private static int updateBytes0(int crc, byte[] b, int off, int len) {
        return Checksums.crc32(crc, b, off, len);
    }

    @Substitute
    private static int updateByteBuffer0(int alder, long addr, int off, int len) {
        Bytes bytes = Bytes.at(addr + off, len);
        byte[] piece = new byte[bytes.piece(0, Bytes.PIECE)];
        int crc = alder;
        for (int done = 0; done < len; ) {
            int count = bytes.piece(done, piece.length);
            bytes.load(done, piece, count);
            crc = Checksums.crc32(crc, piece, 0, count);
            done += count;
        }
        return crc;
    }
}

/** Natives of {@link Adler32}. */
@TargetClass(Adler32.class)
final class Target_java_util_zip_Adler32 {
    private Target_java_util_zip_Adler32() {}

    @Substitute
    private static int update(int adler, int b) {
        return Checksums.adler32(adler, new byte[] {(byte) b}, 0, 1);
    }

    @Substitute
    private static int updateBytes(int adler, byte[] b, int off, int len) {
        return Checksums.adler32(adler, b, off, len);
    }

    @Substitute
    private static int updateByteBuffer(int adler, long addr, int off, int len) {
        Bytes bytes = Bytes.at(addr + off, len);
        byte[] piece = new byte[bytes.piece(0, Bytes.PIECE)];
        int sum = adler;
        for (int done = 0; done < len; ) {
            int count = bytes.piece(done, piece.length);
            bytes.load(done, piece, count);
            sum = Checksums.adler32(sum, piece, 0, count);
            done += count;
        }
        return sum;
    }
}
