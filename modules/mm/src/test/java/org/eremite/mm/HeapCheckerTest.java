package org.eremite.mm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.Consumer;
import org.eremite.hal.Pages;
import org.eremite.hal.RawMemory;
import org.eremite.hal.sim.SimMemory;
import org.eremite.hal.sim.SimPanic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The kernel heap in checking mode. */
class HeapCheckerTest {
    private static final long[] SIZES = {0, 1, 15, 16, 17, 100, 5000, 10_240, 40_000, 1 << 20};

    private static void use(Consumer<KernelHeap> program) {
        try (SimMemory memory = new SimMemory(Pages.LARGE, 16L << 20)) {
            KernelHeap heap = new KernelHeap(FrameAllocatorTest.initialized(memory), memory, new FakeProcessors(), new SimPanic());
            assertTrue(heap.initialize(true));
            program.accept(heap);
        }
    }

    private static void assertPanic(String message, Consumer<KernelHeap> misuse) {
        use(heap -> {
            String raised = assertThrows(SimPanic.Raised.class, () -> misuse.accept(heap)).getMessage();
            assertTrue(raised.startsWith(message), raised);
        });
    }

    @Test
    void memoryFreedTwiceIsFoundAtOnce() {
        for (long bytes : SIZES) {
            assertPanic(bytes <= HeapChecker.QUARANTINE_LARGEST ? "memory freed twice" : "no memory of the heap", heap -> {
                long address = heap.allocate(bytes);
                heap.allocate(bytes);
                heap.free(address);
                heap.free(address);
            });
        }
    }

    @Test
    void aWriteBehindTheEndIsFoundWhenTheMemoryIsFreed() {
        for (long bytes : SIZES) {
            for (long offset : new long[] {0, 1, 7, 15}) {
                assertPanic("memory written behind its end", heap -> {
                    long address = heap.allocate(bytes);
                    RawMemory.putByte(address + bytes + offset, (byte) 0);
                    heap.free(address);
                });
            }
        }
    }

    @Test
    void aWriteBeforeTheStartIsFoundWhenTheMemoryIsFreed() {
        for (long bytes : SIZES) {
            assertPanic("no memory of the heap starts here, or it was written before its start", heap -> {
                long address = heap.allocate(bytes);
                RawMemory.putByte(address - 1, (byte) 0);
                heap.free(address);
            });
        }
    }

    @Test
    void aWriteToFreedMemoryIsFoundWhenItLeavesTheQuarantine() {
        for (long bytes : new long[] {1, 8, 100, 10_240, 100_000}) {
            for (long offset : new long[] {0, bytes / 2, bytes - 1}) {
                assertPanic("memory written after it was freed", heap -> {
                    long address = heap.allocate(bytes);
                    heap.free(address);
                    RawMemory.putByte(address + offset, (byte) 0);
                    heap.trim();
                });
                assertPanic("memory written after it was freed", heap -> {
                    long address = heap.allocate(bytes);
                    heap.free(address);
                    RawMemory.putByte(address + offset, (byte) 0);
                    for (long freed = 0; freed < 2 * HeapChecker.QUARANTINE_BYTES; freed += 1000) {
                        heap.free(heap.allocate(1000));
                    }
                });
            }
        }
    }

    @Test
    void freedMemoryIsNotUsedAgainBeforeOthersHaveBeenFreed() {
        use(heap -> {
            long address = heap.allocate(1000);
            heap.free(address);
            long least = HeapChecker.QUARANTINE_BYTES - 2000 - EnvelopeDescriptor.HEADER_BYTES;
            for (long freed = 0; freed + 1000 + EnvelopeDescriptor.HEADER_BYTES < least; freed += 1000 + EnvelopeDescriptor.HEADER_BYTES) {
                long other = heap.allocate(1000);
                assertNotEquals(address, other);
                heap.free(other);
            }
        });
    }

    @Test
    void neitherNewNorFreedMemoryLooksLikeZeros() {
        use(heap -> {
            long address = heap.allocate(64);
            assertEquals(EnvelopeDescriptor.FRESH, RawMemory.getByte(address));
            assertEquals(EnvelopeDescriptor.FRESH, RawMemory.getByte(address + 63));
            heap.free(address);
            assertEquals(EnvelopeDescriptor.FREED, RawMemory.getByte(address));
            assertEquals(EnvelopeDescriptor.FREED, RawMemory.getByte(address + 63));
        });
    }

    @Test
    void whatIsMovedLeavesNothingBehind() {
        use(heap -> {
            long address = heap.allocate(10);
            assertEquals(10, heap.bytesOf(address));
            RawMemory.putLong(address, 42);
            long moved = heap.reallocate(address, 12);
            assertNotEquals(address, moved);
            assertEquals(42, RawMemory.getLong(moved));
            assertEquals(12, heap.bytesOf(moved));
            assertThrows(SimPanic.Raised.class, () -> heap.bytesOf(address));
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 8, -16, 64, 4096})
    void onlyWhatWasAllocatedCanBeFreed(long offset) {
        assertPanic("no memory of the heap", heap -> {
            long address = heap.allocate(10_000);
            RawMemory.fillLongs(address, 10_000, 0);
            heap.free(address + offset);
        });
    }

    @Test
    void requestsThatNoMemoryHoldsAreRefused() {
        use(heap -> {
            for (long bytes : new long[] {-1, Long.MIN_VALUE, Long.MAX_VALUE, 1L << 30, 15L << 20}) {
                assertEquals(0, heap.allocate(bytes));
            }
            long address = heap.allocate(100);
            assertEquals(0, heap.reallocate(address, Long.MAX_VALUE));
            heap.free(address);
        });
    }
}
