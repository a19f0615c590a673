package org.eremite.image.builder;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * Answers to the questions the builder would otherwise put to a C compiler: sizes, offsets and constants of C structures
 * that its runtime declares. Here no C code shares them; all that matters is that Java agrees with itself.
 */
final class QueryAnswers {
    /** One file for each group of declarations, in the builder's own cache format. */
    static final List<String> FILES = List.of(
            "AArch64LibCHelperDirectives.cap",
            "AMD64LibCHelperDirectives.cap",
            "BuiltinDirectives.cap",
            "JNIHeaderDirectives.cap",
            "LocaleDirectives.cap",
            "RISCV64LibCHelperDirectives.cap");

    private QueryAnswers() {}

    /** Copies the files to {@code directory} and returns it. */
    static Path writeTo(Path directory) throws IOException {
        Files.createDirectories(directory);
        for (String name : FILES) {
            try (InputStream content = QueryAnswers.class.getResourceAsStream("cap/" + name)) {
                Files.copy(content, directory.resolve(name), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        return directory;
    }
}
