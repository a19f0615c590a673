package org.eremite.hal.log;

import com.oracle.svm.core.Uninterruptible;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.eremite.hal.Clock;
import org.eremite.hal.Console;
import org.eremite.hal.Processors;
import org.eremite.hal.RawMemory;
import org.eremite.hal.SpinLock;

/**
 * The kernel's log: lines {@code [cpu][ms][module] text}, of which the last {@link #LINES} are kept in a ring for the
 * report of a panic, and those that the levels show go to the console, too. Kernel dialect; any CPU at any time, in
 * interrupt handlers as well, but not with another kernel lock held.
 *
 * <p>The ring takes every line up to level debug, whatever is shown. Until {@link #show} nothing goes to the console, and
 * then what was kept: what happens early in boot is judged by the levels of the command line, which are known later.
 *
 * <p>Whoever writes a line formats it in the ring, under a spin lock. Bringing lines to the console takes longer and is
 * done without the lock, by one CPU at a time ({@code OWNER}): who finds another one at it leaves the line to that one.
 *
 * <pre>
 *      0      4       8         16        24        32        36        64             320
 *      +------+-------+---------+---------+---------+---------+---------+--------------+---------------------------+
 *      | LOCK | OWNER | WRITTEN | SHOWN   | LEVELS  | SHOWING |    -    | OUTPUT       | {@value #LINES} lines      |
 *      +------+-------+---------+---------+---------+---------+---------+--------------+---------------------------+
 *
 *      line:   0        4     5     8                                                256
 *              +--------+-----+-----+-------------------------------------------------+
 *              | length | mod | lev | text with line feed                             |
 *              +--------+-----+-----+-------------------------------------------------+
 * </pre>
 *
 * Line {@code n} is in place {@code n} modulo {@link #LINES}; WRITTEN and SHOWN count lines.
 */
public final class KernelLog {
    /** Lines kept; a power of two. */
    public static final int LINES = 64;

    private static final long LOCK = 0;
    private static final long OWNER = 4;
    private static final long WRITTEN = 8;
    private static final long SHOWN = 16;
    private static final long LEVELS = 24;
    private static final long SHOWING = 32;
    private static final long OUTPUT = 64;
    private static final long LINE_BYTES = 256;
    private static final long RING = OUTPUT + LINE_BYTES;

    private static final long LENGTH = 0;
    private static final long MODULE = 4;
    private static final long LEVEL = 5;
    private static final long TEXT = 8;
    /** Bytes of a line's text without its line feed. */
    static final long TEXT_BYTES = LINE_BYTES - TEXT - 1;

    /** Bytes of memory, all zero to begin with. */
    public static final int BYTES = (int) (RING + LINES * LINE_BYTES);

    private static final long NANOSECONDS_PER_MILLISECOND = 1_000_000;

    private final Processors processors;
    private final Clock clock;
    private final Console console;
    private final SpinLock locks;
    private final byte[][] labels;
    private long memory;

    /** Wires the log; before {@link #initialize} nothing may be written to it. */
    public KernelLog(Processors processors, Clock clock, Console console) {
        this.processors = processors;
        this.clock = clock;
        this.console = console;
        locks = new SpinLock(processors);
        labels = new byte[LogModule.values().length][];
        Arrays.stream(LogModule.values()).forEach(
                module -> labels[module.number()] = module.label().getBytes(StandardCharsets.US_ASCII));
    }

    /** Takes {@link #BYTES} zero bytes at {@code address}, aligned to 8. */
    @Uninterruptible(reason = "Runs before there is a Java thread.")
    public void initialize(long address) {
        memory = address;
    }

    /** From now on lines that {@code levels}, a {@link LogTable}, shows go to the console, those kept so far included. */
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    public void show(long levels) {
        RawMemory.putLongVolatile(memory + LEVELS, levels);
        RawMemory.putIntVolatile(memory + SHOWING, 1);
        drain();
    }

    /** Writes {@code message}. */
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    public void write(LogMessage message) {
        write(message, 0, 0, 0);
    }

    /** Writes {@code message} with its value. */
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    public void write(LogMessage message, long value) {
        write(message, value, 0, 0);
    }

    /** Writes {@code message} with its values. */
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    public void write(LogMessage message, long first, long second) {
        write(message, first, second, 0);
    }

    /** Writes {@code message} with its values; those it has no place for do not appear. */
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    public void write(LogMessage message, long first, long second, long third) {
        if (isWanted(message.module(), message.level())) {
            long token = locks.acquire(memory + LOCK);
            long line = place(RawMemory.getLong(memory + WRITTEN));
            long end = line + TEXT + TEXT_BYTES;
            long at = format(begin(line, end, message.module()), end, message.template(), first, second, third);
            finish(line, at, end, message.module(), message.level(), token);
            drain();
        }
    }

    /** Writes a line from outside the kernel: its bytes, one line feed added. */
    @Uninterruptible(reason = "The bytes must not move meanwhile.")
    public void write(int module, int level, byte[] text) {
        if (isWanted(module, level)) {
            long token = locks.acquire(memory + LOCK);
            long line = place(RawMemory.getLong(memory + WRITTEN));
            long end = line + TEXT + TEXT_BYTES;
            long at = LineWriter.bytes(begin(line, end, module), end, text);
            finish(line, at, end, module, level, token);
            drain();
        }
    }

    /** Writes the last lines of the ring to the console, shown before or not; takes no lock. For a machine that ends. */
    @Uninterruptible(reason = "Called by the panic report.")
    public void replay(int lines) {
        if (memory == 0) {
            return;
        }
        long written = RawMemory.getLongVolatile(memory + WRITTEN);
        int count = lines < LINES ? lines : LINES;
        for (long line = written < count ? 0 : written - count; line < written; line++) {
            console.write(place(line) + TEXT, RawMemory.getInt(place(line) + LENGTH));
        }
    }

    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    private boolean isWanted(int module, int level) {
        return level <= LogTable.DEBUG || LogTable.shows(RawMemory.getLongVolatile(memory + LEVELS), module, level);
    }

    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    private long place(long line) {
        return memory + RING + (line & LINES - 1) * LINE_BYTES;
    }

    /** Writes {@code [cpu][ms][module]} and a space. */
    @Uninterruptible(reason = "Called with a kernel lock held.")
    private long begin(long line, long end, int module) {
        long at = LineWriter.character(line + TEXT, end, '[');
        at = LineWriter.decimal(at, end, processors.current());
        at = LineWriter.character(LineWriter.character(at, end, ']'), end, '[');
        at = LineWriter.decimal(at, end, clock.nanoTime() / NANOSECONDS_PER_MILLISECOND);
        at = LineWriter.character(LineWriter.character(at, end, ']'), end, '[');
        at = LineWriter.bytes(at, end, labels[module]);
        return LineWriter.character(LineWriter.character(at, end, ']'), end, ' ');
    }

    @Uninterruptible(reason = "Called with a kernel lock held.")
    private static long format(long start, long end, byte[] template, long first, long second, long third) {
        long at = start;
        int values = 0;
        for (int i = 0; i < template.length; i++) {
            byte next = template[i];
            if (next != LogMessage.DECIMAL && next != LogMessage.HEXADECIMAL) {
                at = LineWriter.character(at, end, next);
                continue;
            }
            long value = values == 0 ? first : values == 1 ? second : third;
            at = next == LogMessage.DECIMAL ? LineWriter.decimal(at, end, value) : LineWriter.hexadecimal(at, end, value);
            values++;
        }
        return at;
    }

    /** The line counts only now that it is complete: a panic of another CPU reads the ring without the lock. */
    @Uninterruptible(reason = "Called with a kernel lock held.")
    private void finish(long line, long at, long end, int module, int level, long token) {
        RawMemory.putInt(line + LENGTH, (int) (LineWriter.endOfLine(at, end) - line - TEXT));
        RawMemory.putByte(line + MODULE, (byte) module);
        RawMemory.putByte(line + LEVEL, (byte) level);
        RawMemory.putLongVolatile(memory + WRITTEN, RawMemory.getLong(memory + WRITTEN) + 1);
        locks.release(memory + LOCK, token);
    }

    /** Brings lines to the console, unless somebody else is at it, who will then see all that is written by now. */
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    private void drain() {
        while (RawMemory.getIntVolatile(memory + SHOWING) != 0
                && RawMemory.getLongVolatile(memory + SHOWN) != RawMemory.getLongVolatile(memory + WRITTEN)
                && RawMemory.compareAndSetInt(memory + OWNER, 0, 1)) {
            for (int length = next(); length != 0; length = next()) {
                console.write(memory + OUTPUT, length);
            }
            RawMemory.putIntVolatile(memory + OWNER, 0);
        }
    }

    /** Copies the next line that is to be shown; its length, or 0 if there is none. Lines that the ring has lost are skipped. */
    @Uninterruptible(reason = "Takes a kernel lock.")
    private int next() {
        long token = locks.acquire(memory + LOCK);
        long written = RawMemory.getLong(memory + WRITTEN);
        long shown = RawMemory.getLong(memory + SHOWN);
        if (written - shown > LINES) {
            shown = written - LINES;
        }
        int length = 0;
        while (length == 0 && shown != written) {
            long line = place(shown);
            if (LogTable.shows(RawMemory.getLong(memory + LEVELS), RawMemory.getByte(line + MODULE), RawMemory.getByte(line + LEVEL))) {
                length = RawMemory.getInt(line + LENGTH);
                RawMemory.copy(line + TEXT, memory + OUTPUT, length);
            }
            shown++;
        }
        RawMemory.putLongVolatile(memory + SHOWN, shown);
        locks.release(memory + LOCK, token);
        return length;
    }
}
