package org.eremite.tests.libraries;

import java.util.function.Consumer;

/** The parts of the program, one for each library or language. */
enum Sample {
    /** What an application without descriptor is to the platform. */
    CLASSPATH(ClassPathSample::tell),
    /** JSON, by reflection. */
    GSON(GsonSample::tell),
    /** A command line, by reflection on annotations. */
    PICOCLI(PicocliSample::tell),
    /** Numerical mathematics. */
    MATH(MathSample::tell),
    /** A program in Kotlin. */
    KOTLIN(out -> KotlinSample.INSTANCE.tell(line -> {
        out.accept(line);
        return kotlin.Unit.INSTANCE;
    })),
    /** A program in Scala. */
    SCALA(ScalaSample::tell);

    private final Consumer<Consumer<String>> program;

    Sample(Consumer<Consumer<String>> program) {
        this.program = program;
    }

    /** Tells {@code out} what the sample computes, line by line. */
    void tell(Consumer<String> out) {
        program.accept(out);
    }
}
