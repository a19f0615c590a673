package org.eremite.hal.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.eremite.hal.Clock;
import org.eremite.hal.Console;
import org.eremite.hal.Processors;
import org.eremite.hal.RawMemory;

class KernelLogTest {
    private static final long NANOS = 12_345_678;
    private static final int CPU = 3;
    private static final LogMessage PLAIN = new LogMessage(LogTable.VM, LogTable.INFO, "up");
    private static final LogMessage DETAIL = new LogMessage(LogTable.SCHED, LogTable.DEBUG, "thread: handle=%x stack=%d");
    private static final LogMessage TRACE = new LogMessage(LogTable.MM, LogTable.TRACE, "page: n=%d");

    private final ByteArrayOutputStream console = new ByteArrayOutputStream();
    private final KernelLog log = new KernelLog(new OneCpu(), new FixedClock(), new Screen());

    private final MemorySegment memory = Arena.ofAuto().allocate(KernelLog.BYTES, Long.BYTES);

    KernelLogTest() {
        log.initialize(memory.address());
    }

    /** Every caller is CPU 3, and there are no interrupts. */
    private static final class OneCpu implements Processors {
        @Override
        public int present() {
            return 1;
        }

        @Override
        public int online() {
            return 1;
        }

        @Override
        public int current() {
            return CPU;
        }

        @Override
        public long disableInterrupts() {
            return 0;
        }

        @Override
        public void restoreInterrupts(long token) {}

        @Override
        public void pause() {
            Thread.yield();
        }

        @Override
        public void reschedule(int cpu) {}

        @Override
        public boolean start(int cpu, long area, long idleContext) {
            return false;
        }

        @Override
        public long areaBytes() {
            return 0;
        }

        @Override
        public void waitForInterrupt() {}
    }

    private static final class FixedClock implements Clock {
        @Override
        public long nanoTime() {
            return NANOS;
        }

        @Override
        public long wallClockNanos() {
            return 0;
        }
    }

    private final class Screen implements Console {
        @Override
        public void write(long address, long length) {
            for (long i = 0; i < length; i++) {
                console.write(RawMemory.getByte(address + i));
            }
        }

        @Override
        public int read() {
            return -1;
        }
    }

    private String shown() {
        String text = console.toString(StandardCharsets.UTF_8);
        console.reset();
        return text;
    }

    private static long levels(String text) {
        return LogLevels.DEFAULT.with(text).table();
    }

    @Example
    void aLineHasCpuMillisecondsModuleAndTheMessageWithItsValues() {
        log.show(levels("debug"));
        log.write(PLAIN);
        log.write(DETAIL, 0xABCL, -512);
        assertEquals("[3][12][vm] up\n[3][12][sched] thread: handle=0xabc stack=-512\n", shown());
    }

    @Property
    void valuesAreWrittenAsJavaWritesThem(@ForAll long hexadecimal, @ForAll long decimal) {
        log.show(levels("debug"));
        log.write(DETAIL, hexadecimal, decimal);
        assertEquals("[3][12][sched] thread: handle=0x" + Long.toHexString(hexadecimal) + " stack=" + decimal + "\n", shown());
    }

    @Example
    void onlyWhatTheLevelsShowGoesToTheConsole() {
        log.show(levels("info"));
        log.write(DETAIL, 1, 2);
        assertEquals("", shown());
        log.write(PLAIN);
        assertEquals("[3][12][vm] up\n", shown());
        log.show(levels("off,mm=trace"));
        log.write(PLAIN);
        log.write(TRACE, 7);
        assertEquals("[3][12][mm] page: n=7\n", shown());
    }

    @Example
    void whatWasWrittenBeforeTheLevelsAreKnownIsShownThen() {
        log.write(PLAIN);
        log.write(DETAIL, 1, 2);
        assertEquals("", shown());
        log.show(levels("off,sched=debug"));
        assertEquals("[3][12][sched] thread: handle=0x1 stack=2\n", shown());
    }

    @Property
    void aPanicSeesTheLastLinesWhateverIsShown(@ForAll @IntRange(max = 200) int written, @ForAll @IntRange(max = 80) int wanted) {
        memory.fill((byte) 0);
        log.show(levels("off"));
        for (int i = 0; i < written; i++) {
            log.write(DETAIL, 0, i);
            log.write(TRACE, i);
        }
        log.replay(wanted);
        int first = Math.max(0, written - Math.min(wanted, KernelLog.LINES));
        assertEquals(IntStream.range(first, written).mapToObj(i -> "[3][12][sched] thread: handle=0x0 stack=" + i).toList(),
                shown().lines().toList());
    }

    @Example
    void aPanicSeesTheLastLinesEvenIfSomebodyStandsStillWithTheLock() {
        log.show(levels("off"));
        log.write(DETAIL, 0, 1);
        memory.set(ValueLayout.JAVA_INT, 0, 1);
        log.replay(1);
        assertEquals("[3][12][sched] thread: handle=0x0 stack=1\n", shown());
    }

    @Property
    void aLineFromOutsideStaysOneLineWithoutControlCharacters(@ForAll @StringLength(max = 400) String text) {
        log.show(levels("info"));
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        log.write(LogTable.JDK, LogTable.WARN, bytes);
        byte[] line = console.toByteArray();
        console.reset();
        String head = "[3][12][jdk] ";
        boolean cut = head.length() + bytes.length >= KernelLog.TEXT_BYTES;
        assertEquals(cut ? KernelLog.TEXT_BYTES + 1 : head.length() + bytes.length + 1, line.length);
        for (int i = 0; i < line.length - 1; i++) {
            assertTrue(line[i] < 0 || line[i] >= ' ' && line[i] != 0x7F);
        }
        assertEquals('\n', line[line.length - 1]);
        assertEquals(cut, cut && new String(line, StandardCharsets.ISO_8859_1).endsWith("...\n"));
    }

    @Property(tries = 20)
    void linesOfSeveralCpusNeitherMixNorGetLost(@ForAll @Size(value = 3) List<@IntRange(min = 1, max = 15) Integer> counts)
            throws InterruptedException {
        log.show(levels("debug"));
        List<Thread> threads = new ArrayList<>();
        for (int writer = 0; writer < counts.size(); writer++) {
            long number = writer;
            int count = counts.get(writer);
            threads.add(Thread.ofPlatform().start(() -> IntStream.range(0, count).forEach(i -> log.write(DETAIL, number, i))));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        List<String> lines = shown().lines().toList();
        for (int writer = 0; writer < counts.size(); writer++) {
            String head = "[3][12][sched] thread: handle=0x" + writer + " stack=";
            assertEquals(IntStream.range(0, counts.get(writer)).mapToObj(i -> head + i).toList(),
                    lines.stream().filter(line -> line.startsWith(head)).toList());
        }
        assertEquals(counts.stream().mapToInt(Integer::intValue).sum(), lines.size());
    }

    @Example
    void textsThatAreNoMessageAreRefusedWhenTheImageIsBuilt() {
        Stream.of("", "a\nb", "gr\u00fcn", "%d %d %d %x").forEach(text -> assertThrows(IllegalArgumentException.class,
                () -> new LogMessage(LogTable.VM, LogTable.INFO, text), text));
    }
}
