package org.eremite.hal.log;

import com.oracle.svm.core.Uninterruptible;

/**
 * A level for each module, in one 64-bit word that the kernel can read anywhere; kernel dialect.
 *
 * <pre>
 *  63                      28 27  24 23  20 19  16 15  12 11   8 7    4 3    0
 * +--------------------------+------+------+------+------+------+------+------+
 * |            0             | JDK  | ABI  |  IO  |  VM  |SCHED |  MM  | HAL  |
 * +--------------------------+------+------+------+------+------+------+------+
 * </pre>
 *
 * A level is the ordinal of a {@link LogLevel}: 0 shows nothing, and each number includes those below it.
 */
public final class LogTable {
    /** Number of the machine. */
    public static final int HAL = 0;
    /** Number of memory management. */
    public static final int MM = 1;
    /** Number of the scheduler. */
    public static final int SCHED = 2;
    /** Number of the runtime's platform. */
    public static final int VM = 3;
    /** Number of descriptors. */
    public static final int IO = 4;
    /** Number of the system's face. */
    public static final int ABI = 5;
    /** Number of the JDK's native methods. */
    public static final int JDK = 6;

    /** Level of what went wrong. */
    public static final int ERROR = 1;
    /** Level of what looks wrong. */
    public static final int WARN = 2;
    /** Level of what a user wants to know. */
    public static final int INFO = 3;
    /** Level of what a developer wants to know. */
    public static final int DEBUG = 4;
    /** Level of everything. */
    public static final int TRACE = 5;

    /** Bits of one level. */
    private static final int LEVEL_BITS = 4;
    private static final long LEVEL_MASK = (1 << LEVEL_BITS) - 1;

    private LogTable() {}

    /** The level of {@code module} in {@code table}. */
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    public static int level(long table, int module) {
        return (int) (table >>> (module * LEVEL_BITS) & LEVEL_MASK);
    }

    /** Whether a message of {@code level} from {@code module} is shown. */
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    public static boolean shows(long table, int module, int level) {
        return level(table, module) >= level;
    }

    /** {@code table} with another level for {@code module}. */
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    public static long with(long table, int module, int level) {
        int shift = module * LEVEL_BITS;
        return table & ~(LEVEL_MASK << shift) | (long) level << shift;
    }
}
