package org.eremite.image.builder;

import java.util.List;
import java.util.Optional;

/**
 * Choices that change the code generated.
 *
 * @param march instruction set level as the builder names it ({@code x86-64-v3}, {@code compatibility} …)
 * @param optimization the builder's optimization level: {@code b}, {@code s}, {@code 0} to {@code 3}
 * @param log levels of the kernel's log that hold unless the kernel's command line says otherwise, as
 *     {@link org.eremite.hal.log.LogLevels} reads them; empty if any will do, and info if the image is assembled
 * @param builderArguments handed to the builder unchanged, in this order; those that begin with {@code -J}, without
 *     it to the builder's JVM
 */
public record BuildOptions(String march, String optimization, Optional<String> log, List<String> builderArguments) {
    /** The builder's default instruction set level. */
    public static final String DEFAULT_MARCH = "x86-64-v3";
    /** The builder's default optimization level. */
    public static final String DEFAULT_OPTIMIZATION = "2";

    /** Levels of the log of an image for which none were asked. */
    public static final String DEFAULT_LOG = "info";

    /** Keeps an immutable copy of the arguments. */
    public BuildOptions {
        builderArguments = List.copyOf(builderArguments);
    }
}
