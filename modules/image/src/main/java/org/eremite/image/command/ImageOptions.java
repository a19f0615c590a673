package org.eremite.image.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eremite.image.builder.BuildOptions;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/**
 * How code is generated.
 */
final class ImageOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(names = "-march", paramLabel = "NAME", defaultValue = BuildOptions.DEFAULT_MARCH,
            description = "Instruction set the image may use (default: ${DEFAULT-VALUE}).")
    private String march;

    @Option(names = "-O", paramLabel = "LEVEL", defaultValue = BuildOptions.DEFAULT_OPTIMIZATION,
            converter = Level.class,
            description = "Optimization: b (quick build), s (size), 0, 1, 2 or 3 (default: ${DEFAULT-VALUE}).")
    private String optimization;

    @Option(names = "--builder-arg", paramLabel = "ARG",
            description = "Handed to the GraalVM builder unchanged; may be repeated.")
    private List<String> builderArguments = new ArrayList<>();

    private static final class Level implements ITypeConverter<String> {
        private static final Set<String> LEVELS = Set.of("b", "s", "0", "1", "2", "3");

        @Override
        public String convert(String value) {
            if (!LEVELS.contains(value)) {
                throw new TypeConversionException("'" + value + "' is none of b, s, 0, 1, 2, 3");
            }
            return value;
        }
    }

    @Option(names = "--resource", paramLabel = "DIR:/PATH", hidden = true)
    private void resource(String value) {
        throw Later.option(command, "--resource");
    }

    /** @param log levels of the log to assemble into the image; empty if any will do */
    BuildOptions toBuildOptions(Optional<String> log) {
        return new BuildOptions(march, optimization, log, builderArguments);
    }
}
