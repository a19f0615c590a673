package org.eremite.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import jdk.internal.misc.Unsafe;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class ConsoleDescriptorTest {
    private static final Unsafe UNSAFE = Unsafe.getUnsafe();

    private static void with(ScriptedConsole console, Consumer<ConsoleDescriptor> use) {
        long staging = UNSAFE.allocateMemory(ConsoleDescriptor.STAGING_BYTES);
        try {
            use.accept(new ConsoleDescriptor(console, staging));
        } finally {
            UNSAFE.freeMemory(staging);
        }
    }

    @Property(tries = 200)
    void whatIsWrittenArrivesByteForByteInPartsOfTheStagingBuffer(
            @ForAll @Size(max = 1500) byte[] bytes, @ForAll @IntRange(max = 1500) int offset) {
        int from = Math.min(offset, bytes.length);
        ScriptedConsole console = new ScriptedConsole(List.of());
        with(console, descriptor -> assertEquals(bytes.length - from, descriptor.write(bytes, from, bytes.length - from)));
        assertArrayEquals(Arrays.copyOfRange(bytes, from, bytes.length), console.output());
        assertTrue(console.parts().stream().allMatch(part -> part <= ConsoleDescriptor.STAGING_BYTES));
    }

    @Property(tries = 50)
    void whatIsReadIsWhatArrivedWhateverTheReadersAskFor(
            @ForAll @Size(min = 1, max = 30) List<@IntRange(min = -1, max = 255) Integer> script,
            @ForAll @Size(min = 1, max = 10) List<@IntRange(min = 1, max = 9) Integer> lengths) {
        List<Integer> ending = new ArrayList<>(script);
        ending.add(0x0A);
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        ending.stream().filter(next -> next >= 0).forEach(expected::write);
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        with(new ScriptedConsole(ending.stream().filter(next -> next >= 0).toList()), descriptor -> {
            for (int i = 0; read.size() < expected.size(); i++) {
                descriptor.available();
                byte[] buffer = new byte[12];
                int length = Math.min(lengths.get(i % lengths.size()), expected.size() - read.size());
                int count = descriptor.read(buffer, 2, length);
                assertTrue(count >= 1 && count <= length);
                read.write(buffer, 2, count);
            }
        });
        assertArrayEquals(expected.toByteArray(), read.toByteArray());
    }

    @Example
    void whatIsAvailableIsNotLost() {
        with(new ScriptedConsole(List.of(-1, 7)), descriptor -> {
            assertEquals(0, descriptor.available());
            assertEquals(1, descriptor.available());
            assertEquals(1, descriptor.available());
            byte[] buffer = new byte[4];
            assertEquals(1, descriptor.read(buffer, 0, 4));
            assertEquals(7, buffer[0]);
            assertEquals(0, descriptor.available());
        });
    }

    @Example
    void aReaderWaitsUntilItIsToldThatBytesHaveArrivedAndKeepsItsInterrupt() throws InterruptedException {
        ScriptedConsole console = new ScriptedConsole(List.of(-1, -1, 7));
        long staging = UNSAFE.allocateMemory(ConsoleDescriptor.STAGING_BYTES);
        ConsoleDescriptor descriptor = new ConsoleDescriptor(console, staging);
        List<Object> seen = new ArrayList<>();
        Thread reader = new Thread(() -> {
            Thread.currentThread().interrupt();
            byte[] buffer = new byte[4];
            seen.add(descriptor.read(buffer, 0, 4));
            seen.add(buffer[0]);
            seen.add(Thread.interrupted());
        });
        reader.start();
        for (int looks = 1; looks <= 2; looks++) {
            while (console.looks() < looks || reader.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
            assertEquals(looks, console.looks(), "nobody looks at the line without a reason");
            descriptor.inputArrived();
        }
        reader.join();
        UNSAFE.freeMemory(staging);
        assertEquals(List.of(1, (byte) 7, true), seen);
    }

    @Property(tries = 100)
    void theEndComesAfterAsManyBytesAsWereAnnounced(
            @ForAll @IntRange(max = 20) int announced, @ForAll @IntRange(max = 20) int before, @ForAll boolean peek) {
        List<Integer> script = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            script.add(i);
        }
        with(new ScriptedConsole(script), descriptor -> {
            byte[] buffer = new byte[64];
            int read = before == 0 ? 0 : descriptor.read(buffer, 0, before);
            if (peek) {
                descriptor.available();
            }
            descriptor.endInputAfter(announced);
            for (int count = descriptor.read(buffer, read, 3); count > 0; count = descriptor.read(buffer, read, 3)) {
                read += count;
            }
            // What had been taken from the line before the announcement is not taken back.
            assertEquals(Math.max(announced, before + (peek ? 1 : 0)), read);
            assertEquals(0, descriptor.available());
            for (int i = 0; i < read; i++) {
                assertEquals(i, buffer[i]);
            }
        });
    }

    @Example
    void theFirstWishForInputIsToldOnce() {
        for (boolean look : new boolean[] {false, true}) {
            List<String> told = new ArrayList<>();
            with(new ScriptedConsole(List.of(1, 2, 3)), descriptor -> {
                descriptor.onFirstRead(() -> told.add("reading"));
                descriptor.read(new byte[1], 0, 0);
                assertEquals(List.of(), told);
                if (look) {
                    descriptor.available();
                }
                descriptor.read(new byte[1], 0, 1);
                descriptor.read(new byte[1], 0, 1);
                assertEquals(List.of("reading"), told);
            });
        }
    }

    @Example
    void theEndWakesAReaderThatWaits() throws InterruptedException {
        ScriptedConsole console = new ScriptedConsole(List.of());
        long staging = UNSAFE.allocateMemory(ConsoleDescriptor.STAGING_BYTES);
        ConsoleDescriptor descriptor = new ConsoleDescriptor(console, staging);
        List<Integer> counts = new ArrayList<>();
        Thread reader = new Thread(() -> counts.add(descriptor.read(new byte[1], 0, 1)));
        reader.start();
        while (reader.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        descriptor.endInputAfter(0);
        reader.join();
        UNSAFE.freeMemory(staging);
        assertEquals(List.of(0), counts);
    }

    @Example
    void rangesOutsideTheBufferAreRefusedBeforeTheLineIsTouched() {
        ScriptedConsole console = new ScriptedConsole(List.of(1));
        with(console, descriptor -> {
            int[][] ranges = {{-1, 1}, {0, 5}, {3, 2}, {0, -1}, {Integer.MAX_VALUE, Integer.MAX_VALUE}};
            for (int[] range : ranges) {
                assertThrows(IndexOutOfBoundsException.class, () -> descriptor.read(new byte[4], range[0], range[1]));
                assertThrows(IndexOutOfBoundsException.class, () -> descriptor.write(new byte[4], range[0], range[1]));
            }
            assertEquals(0, descriptor.read(new byte[4], 4, 0));
        });
        assertEquals(0, console.looks());
        assertTrue(console.parts().isEmpty());
        assertFalse(Thread.currentThread().isInterrupted());
    }

    @Example
    void writesOfSeveralThreadsStayInOnePieceEach() throws InterruptedException {
        int length = 3 * ConsoleDescriptor.STAGING_BYTES + 1;
        ScriptedConsole console = new ScriptedConsole(List.of());
        long staging = UNSAFE.allocateMemory(ConsoleDescriptor.STAGING_BYTES);
        ConsoleDescriptor descriptor = new ConsoleDescriptor(console, staging);
        List<Thread> writers = new ArrayList<>();
        for (byte name = 0; name < 4; name++) {
            byte[] bytes = new byte[length];
            Arrays.fill(bytes, name);
            writers.add(new Thread(() -> {
                for (int i = 0; i < 20; i++) {
                    descriptor.write(bytes, 0, length);
                }
            }));
        }
        writers.forEach(Thread::start);
        for (Thread writer : writers) {
            writer.join();
        }
        UNSAFE.freeMemory(staging);
        byte[] output = console.output();
        assertEquals(4 * 20 * length, output.length);
        for (int i = 0; i < output.length; i++) {
            assertEquals(output[i / length * length], output[i], "one writer within each piece");
        }
    }
}
