package org.eremite.abi;

import java.util.Locale;
import java.util.Optional;

/** How much the system says about itself; each level includes those before it. */
public enum LogLevel {
    /** Nothing. */
    OFF,
    /** What went wrong. */
    ERROR,
    /** What looks wrong. */
    WARN,
    /** The default: nothing beyond warnings yet. */
    INFO,
    /** Phases of boot with their times. */
    DEBUG,
    /** The same; nothing says more yet. */
    TRACE;

    /** The level with this name in lower case. */
    static Optional<LogLevel> named(String name) {
        for (LogLevel level : values()) {
            if (level.name().toLowerCase(Locale.ROOT).equals(name)) {
                return Optional.of(level);
            }
        }
        return Optional.empty();
    }

    /** Whether a message of {@code level} is to be shown at this one. */
    public boolean shows(LogLevel level) {
        return compareTo(level) >= 0;
    }
}
