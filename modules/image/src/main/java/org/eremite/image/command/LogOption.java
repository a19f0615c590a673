package org.eremite.image.command;

import java.util.Map;
import java.util.Optional;
import org.eremite.hal.log.LogLevels;
import org.eremite.image.ToolException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code --log LEVELS}, or else the variable {@code EREMITE_LOG}. */
final class LogOption {
    private static final String VARIABLE = "EREMITE_LOG";

    @Option(names = "--log", paramLabel = "LEVELS", converter = Levels.class,
            description = "What the kernel reports: off, error, warn, info, debug or trace, for all modules or MODULE=LEVEL,"
                    + " separated by ',' (default: variable EREMITE_LOG, else what the image was assembled with; image: info).")
    private String levels;

    private static final class Levels implements ITypeConverter<String> {
        @Override
        public String convert(String value) {
            try {
                LogLevels.DEFAULT.with(value);
                return value;
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }

    /** What the user wrote, if anything. */
    Optional<String> levels(Map<String, String> environment) throws ToolException {
        String value = levels != null ? levels : environment.getOrDefault(VARIABLE, "");
        if (value.isEmpty()) {
            return Optional.empty();
        }
        try {
            LogLevels.DEFAULT.with(value);
            return Optional.of(value);
        } catch (IllegalArgumentException e) {
            throw ToolException.usage(VARIABLE + ": " + e.getMessage(), "for example " + VARIABLE + "=info,sched=debug, or unset it");
        }
    }
}
