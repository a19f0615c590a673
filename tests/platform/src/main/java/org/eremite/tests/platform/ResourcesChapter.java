package org.eremite.tests.platform;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.ServiceLoader;

/** Resources and services of the module. */
public final class ResourcesChapter {
    private ResourcesChapter() {}

    static void tell(Transcript transcript) {
        resources(transcript);
        services(transcript);
    }

    private static void resources(Transcript t) {
        t.line("resource.relative", () -> read(ResourcesChapter.class.getResourceAsStream("plain.txt")));
        t.line("resource.absolute", () -> read(ResourcesChapter.class.getResourceAsStream("/org/eremite/tests/platform/plain.txt")));
        t.line("resource.module", () -> read(ResourcesChapter.class.getModule().getResourceAsStream("org/eremite/tests/platform/plain.txt")));
        t.line("resource.url", () -> read(ResourcesChapter.class.getResource("plain.txt").openStream()));
        t.line("resource.missing", () -> ResourcesChapter.class.getResourceAsStream("absent.txt"));
        t.line("resource.missingUrl", () -> ResourcesChapter.class.getResource("absent.txt"));
    }

    private static List<String> read(InputStream stream) throws java.io.IOException {
        try (stream) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    private static void services(Transcript t) {
        t.line("service.own", () -> ServiceLoader.load(Codec.class).stream().map(provider -> provider.type().getSimpleName()).sorted().toList());
        t.line("service.used", () -> {
            StringBuilder text = new StringBuilder();
            ServiceLoader.load(Codec.class).forEach(codec -> text.append(codec.encode("abc")));
            return text.chars().sorted().boxed().toList();
        });
        t.line("service.first", () -> ServiceLoader.load(Codec.class).findFirst().isPresent());
        t.line("service.layer", () -> ServiceLoader.load(ModuleLayer.boot(), Codec.class).stream().count());
        t.refusal("service.undeclared", () -> ServiceLoader.load(Runnable.class));
        t.line("service.fileSystems", () -> java.nio.file.spi.FileSystemProvider.installedProviders().getFirst().getScheme());
    }

    /** A service of this module. */
    public interface Codec {
        /** {@code text} in another form. */
        String encode(String text);
    }

    /** Backwards. */
    public static final class Reversing implements Codec {
        /** Found as a service. */
        public Reversing() {}

        @Override
        public String encode(String text) {
            return new StringBuilder(text).reverse().toString();
        }
    }

    /** Large. */
    public static final class Capitals implements Codec {
        private Capitals() {}

        /** Found as a service. */
        public static Capitals provider() {
            return new Capitals();
        }

        @Override
        public String encode(String text) {
            return text.toUpperCase(java.util.Locale.ROOT);
        }
    }
}
