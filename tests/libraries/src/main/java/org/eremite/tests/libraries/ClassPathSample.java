package org.eremite.tests.libraries;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ServiceLoader;
import java.util.function.Consumer;
import java.util.logging.Level;
import org.eremite.par.Par;

/**
 * The unnamed module: resources, services named in {@code META-INF/services}, a module asked for by option, and one of the
 * JDK that nobody asks for.
 */
final class ClassPathSample {
    private static final int RANGE = 100_000;

    /** A service. */
    interface Greeter {
        /** What it has to say. */
        String greeting();
    }

    /** Named in {@code META-INF/services}. */
    public static final class Greeting implements Greeter {
        /** Found as a service. */
        public Greeting() {}

        @Override
        public String greeting() {
            return "found as a service";
        }
    }

    private ClassPathSample() {}

    static void tell(Consumer<String> out) {
        Module own = ClassPathSample.class.getModule();
        out.accept("named " + own.isNamed() + ", package " + ClassPathSample.class.getPackageName());
        out.accept("resource " + resource("greeting.txt"));
        ServiceLoader.load(Greeter.class).forEach(greeter -> out.accept("service " + greeter.greeting()));
        out.accept("added module " + Par.class.getModule().getName() + " computes "
                + Par.range(0, RANGE).mapToLong(i -> (long) i * i).sum());
        out.accept("module " + Level.class.getModule().getName() + " computes " + Level.parse("CONFIG").intValue());
        try {
            Class.forName("org.eremite.tests.libraries.Missing");
        } catch (ClassNotFoundException e) {
            // The builder writes a message of its own.
            out.accept("missing: " + e.getClass().getName());
        }
    }

    private static String resource(String name) {
        try (InputStream stream = ClassPathSample.class.getResourceAsStream(name)) {
            return stream == null ? "missing" : new String(stream.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
