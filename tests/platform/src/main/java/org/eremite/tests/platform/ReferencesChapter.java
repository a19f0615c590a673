package org.eremite.tests.platform;

import java.lang.ref.Cleaner;
import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.SoftReference;
import java.lang.ref.WeakReference;
import java.util.WeakHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** {@code java.lang.ref}: what the collector makes of objects that nobody holds. */
final class ReferencesChapter {
    private static final Cleaner CLEANER = Cleaner.create();

    private ReferencesChapter() {}

    static void tell(Transcript t) {
        t.line("weak.cleared", () -> {
            WeakReference<Object> weak = new WeakReference<>(new Object());
            return collectedUntil(() -> weak.get() == null);
        });
        t.line("weak.held", () -> {
            Object held = new Object();
            WeakReference<Object> weak = new WeakReference<>(held);
            System.gc();
            boolean there = weak.get() != null;
            Reference.reachabilityFence(held);
            return there;
        });
        t.line("weak.queued", () -> {
            ReferenceQueue<Object> queue = new ReferenceQueue<>();
            WeakReference<Object> weak = new WeakReference<>(new Object(), queue);
            return collectedUntil(() -> weak.get() == null) + " " + (queue.remove(60_000) == weak);
        });
        t.line("phantom.queued", () -> {
            ReferenceQueue<Object> queue = new ReferenceQueue<>();
            PhantomReference<Object> phantom = new PhantomReference<>(new Object(), queue);
            boolean[] found = new boolean[1];
            boolean done = collectedUntil(() -> {
                found[0] |= queue.poll() == phantom;
                return found[0];
            });
            return done + " " + phantom.refersTo(null);
        });
        t.line("soft.held", () -> {
            SoftReference<byte[]> soft = new SoftReference<>(new byte[10]);
            System.gc();
            return soft.get() != null;
        });
        t.line("weakMap", () -> {
            WeakHashMap<Object, String> map = new WeakHashMap<>();
            map.put(new Object(), "value");
            return collectedUntil(map::isEmpty);
        });
        t.line("cleaner.collected", () -> {
            CountDownLatch cleaned = new CountDownLatch(1);
            CLEANER.register(new Object(), cleaned::countDown);
            return collectedUntil(() -> cleaned.getCount() == 0);
        });
        t.line("cleaner.explicit", () -> {
            CountDownLatch cleaned = new CountDownLatch(1);
            Cleaner.Cleanable cleanable = CLEANER.register(new Object(), cleaned::countDown);
            cleanable.clean();
            cleanable.clean();
            return cleaned.await(60, TimeUnit.SECONDS);
        });
        t.line("reference.clear", () -> {
            WeakReference<String> weak = new WeakReference<>("constant");
            weak.clear();
            return weak.get();
        });
        t.line("collections", () -> {
            long used = 0;
            for (int i = 0; i < 300; i++) {
                used += new byte[1 << 17].length;
            }
            return used;
        });
    }

    /** Whether {@code condition} came true within some collections. */
    private static boolean collectedUntil(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return false;
            }
            System.gc();
            Thread.sleep(1);
        }
        return true;
    }
}
