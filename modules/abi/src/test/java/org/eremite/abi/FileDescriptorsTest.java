package org.eremite.abi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.eremite.io.Descriptor;
import org.eremite.io.DescriptorTable;
import org.eremite.io.Errno;

class FileDescriptorsTest {
    private static final int EIO = 5;

    /** A device that takes a few bytes at a time, and none after {@code room}. */
    private static final class NarrowDevice implements Descriptor {
        private final int atOnce;
        private final int room;
        private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
        private boolean closed;

        private NarrowDevice(int atOnce, int room) {
            this.atOnce = atOnce;
            this.room = room;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            return END;
        }

        @Override
        public int write(byte[] buffer, int offset, int length) {
            int count = Math.min(Math.min(length, atOnce), room - taken.size());
            taken.write(buffer, offset, count);
            return count == 0 ? -EIO : count;
        }

        @Override
        public int available() {
            return 0;
        }

        @Override
        public int close() {
            closed = true;
            return 0;
        }
    }

    @Property(tries = 200)
    void aWriteGoesOnUntilEverythingIsTakenOrTheDeviceFails(
            @ForAll @Size(max = 100) byte[] bytes,
            @ForAll @IntRange(min = 1, max = 30) int atOnce,
            @ForAll @IntRange(max = 120) int room) {
        NarrowDevice device = new NarrowDevice(atOnce, room);
        int result = new FileDescriptors(new DescriptorTable(device)).write(1, bytes, 0, bytes.length);
        assertEquals(bytes.length <= room ? bytes.length : -EIO, result);
        assertArrayEquals(Arrays.copyOf(bytes, Math.min(bytes.length, room)), device.taken.toByteArray());
    }

    @Example
    void whatIsNotOpenIsABadDescriptor() {
        FileDescriptors descriptors = new FileDescriptors(new DescriptorTable(new NarrowDevice(1, 1)));
        for (int number : new int[] {Integer.MIN_VALUE, -1, 3, Integer.MAX_VALUE}) {
            assertEquals(-Errno.EBADF, descriptors.read(number, new byte[1], 0, 1));
            assertEquals(-Errno.EBADF, descriptors.write(number, new byte[1], 0, 1));
            assertEquals(-Errno.EBADF, descriptors.available(number));
            assertEquals(-Errno.EBADF, descriptors.close(number));
            assertEquals(-Errno.EBADF, descriptors.closeKeepingNumber(number));
        }
    }

    @Example
    void aNumberKeptAfterClosingSwallowsWritesAndIsAtItsEnd() {
        NarrowDevice device = new NarrowDevice(1, 9);
        FileDescriptors descriptors = new FileDescriptors(new DescriptorTable(device));
        for (int number = 0; number <= 2; number++) {
            assertEquals(0, descriptors.closeKeepingNumber(number));
            assertEquals(number == 2, device.closed, "closed with the last of the three");
        }
        assertEquals(4, descriptors.write(1, new byte[4], 0, 4));
        assertEquals(0, descriptors.read(0, new byte[4], 0, 4));
        assertEquals(0, device.taken.size());
    }

    @Example
    void aRangeOutsideItsBufferIsRefusedWhetherOpenOrNot() {
        FileDescriptors descriptors = new FileDescriptors(new DescriptorTable(new NarrowDevice(1, 1)));
        for (int number : new int[] {-1, 0, 77}) {
            assertThrows(IndexOutOfBoundsException.class, () -> descriptors.read(number, new byte[2], 1, 2));
            assertThrows(IndexOutOfBoundsException.class, () -> descriptors.write(number, new byte[2], -1, 1));
        }
    }
}
