package org.eremite.image.builder;

import java.util.List;

/**
 * Choices that change the code generated.
 *
 * @param march instruction set level as the builder names it ({@code x86-64-v3}, {@code compatibility} …)
 * @param optimization the builder's optimization level: {@code b}, {@code s}, {@code 0} to {@code 3}
 * @param builderArguments handed to the builder unchanged, in this order; those that begin with {@code -J}, without
 *     it to the builder's JVM
 */
public record BuildOptions(String march, String optimization, List<String> builderArguments) {
    /** The builder's default instruction set level. */
    public static final String DEFAULT_MARCH = "x86-64-v3";
    /** The builder's default optimization level. */
    public static final String DEFAULT_OPTIMIZATION = "2";

    /** Keeps an immutable copy of the arguments. */
    public BuildOptions {
        builderArguments = List.copyOf(builderArguments);
    }
}
