package org.eremite.hal.log;

import com.oracle.svm.core.Uninterruptible;
import java.nio.charset.StandardCharsets;

/**
 * A line that the kernel may write to its {@link KernelLog}, built with the image: a text of ASCII in which {@code %d} and
 * {@code %x} stand for values, decimal and hexadecimal. By convention {@code what: name=%d name=%x}.
 */
public final class LogMessage {
    /** Most values of one message. */
    public static final int VALUES = 3;

    /** Stands for a decimal value; no text has such a character. */
    static final byte DECIMAL = 1;
    /** Stands for a hexadecimal value. */
    static final byte HEXADECIMAL = 2;

    private final int module;
    private final int level;
    private final byte[] template;

    /**
     * @param module number of a module, see {@link LogTable}
     * @param level number of a level, see {@link LogTable}
     * @throws IllegalArgumentException if the text is not ASCII or has more than {@link #VALUES} values
     */
    public LogMessage(int module, int level, String text) {
        if (!text.matches("\\p{Print}+") || text.split("%[dx]", -1).length > VALUES + 1) {
            throw new IllegalArgumentException("no text of a message: " + text);
        }
        this.module = module;
        this.level = level;
        template = text.replace("%d", "\u0001").replace("%x", "\u0002").getBytes(StandardCharsets.US_ASCII);
    }

    /** Number of the module that says this. */
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    int module() {
        return module;
    }

    /** Number of its level. */
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    int level() {
        return level;
    }

    /** The text, with {@link #DECIMAL} and {@link #HEXADECIMAL} where values go. */
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    byte[] template() {
        return template;
    }
}
