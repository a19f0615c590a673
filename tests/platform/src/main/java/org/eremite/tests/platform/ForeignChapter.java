package org.eremite.tests.platform;

import java.lang.foreign.Arena;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Foreign memory: segments, arenas and layouts. */
final class ForeignChapter {
    private static final StructLayout POINT = MemoryLayout.structLayout(
            ValueLayout.JAVA_INT.withName("x"), MemoryLayout.paddingLayout(4), ValueLayout.JAVA_LONG.withName("y")).withName("point");
    private static final VarHandle X = POINT.varHandle(PathElement.groupElement("x"));
    private static final VarHandle Y = POINT.varHandle(PathElement.groupElement("y"));

    private ForeignChapter() {}

    static void tell(Transcript transcript) {
        arenas(transcript);
        segments(transcript);
        layouts(transcript);
    }

    private static void arenas(Transcript t) {
        t.line("arena.confined", () -> {
            MemorySegment kept;
            try (Arena arena = Arena.ofConfined()) {
                kept = arena.allocate(100);
                kept.set(ValueLayout.JAVA_LONG, 8, 42);
            }
            return kept.get(ValueLayout.JAVA_LONG, 8);
        });
        t.line("arena.wrongThread", () -> {
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment segment = arena.allocate(8);
                CompletableFuture<String> result = new CompletableFuture<>();
                Thread.ofPlatform().start(() -> {
                    try {
                        result.complete("" + segment.get(ValueLayout.JAVA_BYTE, 0));
                    } catch (WrongThreadException e) {
                        result.complete("refused");
                    }
                });
                return result.get(60, TimeUnit.SECONDS);
            }
        });
        t.line("arena.shared", () -> {
            try (Arena arena = Arena.ofShared()) {
                MemorySegment segment = arena.allocate(ValueLayout.JAVA_INT);
                Thread writer = Thread.ofPlatform().start(() -> segment.set(ValueLayout.JAVA_INT, 0, 77));
                writer.join();
                return segment.get(ValueLayout.JAVA_INT, 0);
            }
        });
        t.line("arena.sharedClosed", () -> {
            Arena arena = Arena.ofShared();
            MemorySegment segment = arena.allocate(4);
            arena.close();
            return segment.get(ValueLayout.JAVA_INT, 0);
        });
        t.line("arena.auto", () -> Arena.ofAuto().allocateFrom(ValueLayout.JAVA_INT, 1, 2, 3).toArray(ValueLayout.JAVA_INT));
        t.line("arena.global", () -> Arena.global().allocateFrom("h\u00e9").getString(0));
        t.line("arena.globalClose", () -> {
            Arena.global().close();
            return null;
        });
        t.line("arena.slicing", () -> {
            try (Arena arena = Arena.ofConfined()) {
                SegmentAllocator allocator = SegmentAllocator.slicingAllocator(arena.allocate(64));
                allocator.allocate(1);
                return allocator.allocate(8, 8).address() % 8;
            }
        });
        t.line("arena.many", () -> {
            long sum = 0;
            for (int i = 0; i < 1000; i++) {
                try (Arena arena = Arena.ofConfined()) {
                    MemorySegment segment = arena.allocate(1 << 12);
                    segment.fill((byte) i);
                    sum += segment.get(ValueLayout.JAVA_BYTE, 4095);
                }
            }
            return sum;
        });
        t.line("arena.negative", () -> Arena.ofAuto().allocate(-1));
    }

    private static void segments(Transcript t) {
        t.refusal("segment.bounds", () -> MemorySegment.ofArray(new byte[10]).get(ValueLayout.JAVA_INT_UNALIGNED, 7));
        t.line("segment.heap", () -> {
            int[] numbers = {1, 2, 3};
            MemorySegment.ofArray(numbers).setAtIndex(ValueLayout.JAVA_INT, 1, 9);
            return numbers;
        });
        t.line("segment.slice", () -> MemorySegment.ofArray(new byte[] {1, 2, 3, 4}).asSlice(1, 2).toArray(ValueLayout.JAVA_BYTE));
        t.line("segment.readOnly", () -> {
            MemorySegment.ofArray(new byte[4]).asReadOnly().set(ValueLayout.JAVA_BYTE, 0, (byte) 1);
            return null;
        });
        t.line("segment.order", () -> {
            MemorySegment segment = Arena.ofAuto().allocate(4);
            segment.set(ValueLayout.JAVA_INT.withOrder(ByteOrder.BIG_ENDIAN), 0, 0x01020304);
            return segment.get(ValueLayout.JAVA_BYTE, 0);
        });
        t.line("segment.copy", () -> {
            MemorySegment target = Arena.ofAuto().allocate(16);
            MemorySegment.copy(new long[] {5, 6}, 0, target, ValueLayout.JAVA_LONG, 0, 2);
            return target.mismatch(MemorySegment.ofArray(new long[] {5, 7}));
        });
        t.line("segment.buffer", () -> {
            MemorySegment segment = Arena.ofAuto().allocate(16);
            segment.asByteBuffer().order(ByteOrder.nativeOrder()).putInt(4, 1234);
            return segment.get(ValueLayout.JAVA_INT, 4);
        });
        t.line("segment.string", () -> {
            MemorySegment segment = Arena.ofAuto().allocate(32);
            segment.setString(3, "\u20ac uro");
            return segment.getString(3);
        });
        t.line("segment.null", () -> MemorySegment.NULL.address() + " " + MemorySegment.NULL.byteSize());
        t.line("segment.equal", () -> MemorySegment.ofArray(new byte[2]).equals(MemorySegment.ofArray(new byte[2])));
        t.line("segment.elements", () -> MemorySegment.ofArray(new short[] {1, 2, 3}).elements(ValueLayout.JAVA_SHORT).count());
    }

    private static void layouts(Transcript t) {
        t.line("layout.size", () -> POINT.byteSize() + " " + POINT.byteAlignment() + " " + POINT.byteOffset(PathElement.groupElement("y")));
        t.line("layout.text", () -> POINT);
        t.line("layout.handles", () -> {
            MemorySegment point = Arena.ofAuto().allocate(POINT);
            X.set(point, 0L, 3);
            Y.set(point, 0L, 4L);
            return (int) X.get(point, 0L) + " " + (long) Y.get(point, 0L);
        });
        t.line("layout.atomic", () -> {
            MemorySegment point = Arena.ofAuto().allocate(POINT);
            boolean set = Y.compareAndSet(point, 0L, 0L, 8L);
            return set + " " + (long) Y.getAndAdd(point, 0L, 2L) + " " + (long) Y.getVolatile(point, 0L);
        });
        t.line("layout.sequence", () -> {
            var sequence = MemoryLayout.sequenceLayout(5, POINT);
            VarHandle ys = sequence.varHandle(PathElement.sequenceElement(), PathElement.groupElement("y"));
            MemorySegment segment = Arena.ofAuto().allocate(sequence);
            for (long i = 0; i < 5; i++) {
                ys.set(segment, 0L, i, i * i);
            }
            return (long) ys.get(segment, 0L, 4L);
        });
        t.line("layout.wrong", () -> POINT.varHandle(PathElement.groupElement("z")));
        t.line("layout.address", () -> ValueLayout.ADDRESS.byteSize());
    }
}
