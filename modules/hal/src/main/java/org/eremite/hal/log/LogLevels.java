package org.eremite.hal.log;

/**
 * A level for each module, and the one grammar in which users write it, on the tool's command line as on the kernel's:
 *
 * <pre>
 * levels = part *( "," part )
 * part   = LEVEL / MODULE "=" LEVEL
 * </pre>
 *
 * A part without a module is for all modules; of parts for the same module the last counts. {@code sched=debug} leaves
 * all other modules as they were. Plain Java.
 *
 * @param table the levels as the kernel reads them, a {@link LogTable}
 */
public record LogLevels(long table) {
    /** What holds if nobody says otherwise: {@link LogLevel#INFO} for every module. */
    public static final LogLevels DEFAULT = new LogLevels(0).withAll(LogLevel.INFO);

    private static final int LONGEST = 256;

    /**
     * These levels, changed as {@code text} says.
     *
     * @throws IllegalArgumentException with a message for the user if {@code text} is not in the grammar
     */
    public LogLevels with(String text) {
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException("levels of the log take more than " + LONGEST + " characters");
        }
        LogLevels levels = this;
        for (String part : text.split(",", -1)) {
            int equals = part.indexOf('=');
            LogLevel level = LogLevel.named(part.substring(equals + 1)).orElseThrow(() -> new IllegalArgumentException(
                    "'" + part.substring(equals + 1) + "' is none of " + LogLevel.labels()));
            levels = equals < 0 ? levels.withAll(level) : levels.with(module(part.substring(0, equals)), level);
        }
        return levels;
    }

    private static LogModule module(String name) {
        return LogModule.named(name).orElseThrow(() -> new IllegalArgumentException(
                "'" + name + "' is none of the modules " + LogModule.labels()));
    }

    private LogLevels withAll(LogLevel level) {
        LogLevels levels = this;
        for (LogModule module : LogModule.values()) {
            levels = levels.with(module, level);
        }
        return levels;
    }

    private LogLevels with(LogModule module, LogLevel level) {
        return new LogLevels(LogTable.with(table, module.number(), level.ordinal()));
    }

    /** The level of {@code module}. */
    public LogLevel level(LogModule module) {
        return LogLevel.values()[LogTable.level(table, module.number())];
    }

    /** Whether a message of {@code level} from {@code module} is shown. */
    public boolean shows(LogModule module, LogLevel level) {
        return LogTable.shows(table, module.number(), level.ordinal());
    }
}
