package org.eremite.hal.log;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** How much a module says about itself; each level includes those before it. Plain Java; in a {@link LogTable} its ordinal. */
public enum LogLevel {
    /** Nothing. */
    OFF,
    /** What went wrong. */
    ERROR,
    /** What looks wrong. */
    WARN,
    /** The default: what a user wants to know once. */
    INFO,
    /** What a developer of the module wants to know. */
    DEBUG,
    /** Everything. */
    TRACE;

    /** The level with this name in lower case. */
    public static Optional<LogLevel> named(String name) {
        return Arrays.stream(values()).filter(level -> level.label().equals(name)).findFirst();
    }

    /** Its name in lower case. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** All names, for messages. */
    public static String labels() {
        return Arrays.stream(values()).map(LogLevel::label).collect(Collectors.joining(", "));
    }
}
