package org.eremite.tests.platform;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryUsage;
import java.lang.management.RuntimeMXBean;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;

/** {@code java.lang.management}: figures differ, relations between them do not. */
final class ManagementChapter {
    private ManagementChapter() {}

    static void tell(Transcript transcript) {
        runtime(transcript);
        memory(transcript);
        threads(transcript);
        system(transcript);
    }

    private static void runtime(Transcript t) {
        RuntimeMXBean runtime = ManagementFactory.getRuntimeMXBean();
        t.line("runtime.uptime", () -> runtime.getUptime() > 0 && runtime.getUptime() < 3_600_000);
        t.line("runtime.start", () -> Math.abs(System.currentTimeMillis() - runtime.getUptime() - runtime.getStartTime()) < 60_000);
        t.line("runtime.pid", () -> runtime.getPid() == ProcessHandle.current().pid());
        t.line("runtime.name", () -> !runtime.getName().isEmpty());
        t.line("runtime.specification", () -> runtime.getSpecVersion());
        t.line("runtime.vm", () -> !runtime.getVmName().isEmpty() && !runtime.getVmVendor().isEmpty());
        t.line("runtime.arguments", () -> runtime.getInputArguments() != null);
        t.line("runtime.properties", () -> runtime.getSystemProperties().get("java.specification.version"));
    }

    private static void memory(Transcript t) {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        t.line("memory.heap", () -> sane(memory.getHeapMemoryUsage()));
        t.line("memory.grows", () -> {
            byte[][] held = new byte[64][];
            // A collection in the middle finds no garbage any more that would outweigh what is held.
            memory.gc();
            long before = memory.getHeapMemoryUsage().getUsed();
            for (int i = 0; i < held.length; i++) {
                held[i] = new byte[1 << 17];
            }
            return memory.getHeapMemoryUsage().getUsed() - before > 1 << 20 && held[63].length > 0;
        });
        t.line("memory.pools", () -> ManagementFactory.getMemoryPoolMXBeans().stream().map(MemoryPoolMXBean::getName).distinct().count() >= 2);
        t.line("memory.poolUsage", () -> ManagementFactory.getMemoryPoolMXBeans().stream().map(MemoryPoolMXBean::getUsage).allMatch(ManagementChapter::sane));
        t.line("memory.gc", () -> {
            memory.gc();
            return "collected";
        });
        t.line("gc.counts", () -> {
            long before = collections();
            System.gc();
            return collections() > before;
        });
        t.line("gc.times", () -> ManagementFactory.getGarbageCollectorMXBeans().stream().allMatch(bean -> bean.getCollectionTime() >= 0 && bean.isValid()));
    }

    private static boolean sane(MemoryUsage usage) {
        return usage.getUsed() >= 0 && usage.getUsed() <= usage.getCommitted() && (usage.getMax() < 0 || usage.getCommitted() <= usage.getMax());
    }

    private static long collections() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream().mapToLong(GarbageCollectorMXBean::getCollectionCount).sum();
    }

    private static void threads(Transcript t) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        t.line("threads.count", () -> threads.getThreadCount() >= 1 && threads.getPeakThreadCount() >= threads.getThreadCount());
        t.line("threads.started", () -> {
            long before = threads.getTotalStartedThreadCount();
            Thread thread = Thread.ofPlatform().start(() -> {});
            thread.join();
            return threads.getTotalStartedThreadCount() > before;
        });
        t.line("threads.daemon", () -> threads.getDaemonThreadCount() >= 0 && threads.getDaemonThreadCount() <= threads.getThreadCount());
        t.line("threads.ids", () -> Arrays.stream(threads.getAllThreadIds()).anyMatch(id -> id == Thread.currentThread().threadId()));
        t.line("threads.info", () -> {
            ThreadInfo info = threads.getThreadInfo(Thread.currentThread().threadId());
            return info.getThreadName() + " " + info.getThreadState();
        });
        t.line("threads.stack", () -> Thread.getAllStackTraces().get(Thread.currentThread()).length > 0);
        t.line("threads.dump", () -> Arrays.stream(threads.dumpAllThreads(false, false))
                .anyMatch(info -> info.getThreadId() == Thread.currentThread().threadId() && info.getStackTrace().length > 0));
        t.line("threads.deadlocked", () -> deadlocked(threads));
        t.line("threads.cpu", () -> {
            long before = threads.getCurrentThreadCpuTime();
            double sum = 0;
            for (int i = 1; i < 300_000; i++) {
                sum += Math.sqrt(i);
            }
            return threads.isCurrentThreadCpuTimeSupported() + " " + (threads.getCurrentThreadCpuTime() > before && sum > 0);
        });
    }

    /** Two threads that each own a lock which the other one wants, found; then interrupted, and no longer found. */
    private static String deadlocked(ThreadMXBean threads) throws InterruptedException {
        ReentrantLock one = new ReentrantLock();
        ReentrantLock other = new ReentrantLock();
        CountDownLatch both = new CountDownLatch(2);
        List<Thread> pair = List.of(inTurn(one, other, both), inTurn(other, one, both));
        while (threads.findDeadlockedThreads() == null) {
            Thread.onSpinWait();
        }
        boolean found = Arrays.equals(Arrays.stream(threads.findDeadlockedThreads()).sorted().toArray(),
                pair.stream().mapToLong(Thread::threadId).sorted().toArray());
        boolean monitors = threads.findMonitorDeadlockedThreads() != null;
        for (Thread thread : pair) {
            thread.interrupt();
            thread.join();
        }
        return found + " " + monitors + " " + (threads.findDeadlockedThreads() == null);
    }

    private static Thread inTurn(ReentrantLock first, ReentrantLock second, CountDownLatch both) {
        return Thread.ofPlatform().daemon().start(() -> {
            first.lock();
            both.countDown();
            try {
                both.await();
                second.lockInterruptibly();
            } catch (InterruptedException e) {
                return;
            } finally {
                first.unlock();
            }
        });
    }

    private static void system(Transcript t) {
        t.line("system.processors", () -> ManagementFactory.getOperatingSystemMXBean().getAvailableProcessors() == Runtime.getRuntime().availableProcessors());
        t.line("system.arch", () -> ManagementFactory.getOperatingSystemMXBean().getArch());
        t.line("system.name", () -> !ManagementFactory.getOperatingSystemMXBean().getName().isEmpty());
        t.line("compilation", () -> List.of(ManagementFactory.getPlatformMXBeans(RuntimeMXBean.class).size()));
        t.line("server", () -> ManagementFactory.getPlatformMBeanServer().isRegistered(
                new javax.management.ObjectName(ManagementFactory.RUNTIME_MXBEAN_NAME)));
    }
}
