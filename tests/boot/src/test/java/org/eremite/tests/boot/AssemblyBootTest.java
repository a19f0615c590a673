package org.eremite.tests.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.eremite.tests.boot.EremiteTool.Result;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What has gone into the image that the other tests boot. */
class AssemblyBootTest {
    private static final String PREFIX = "org.eremite.";
    private static final Path IMAGES = EremiteTool.ROOT.resolve("target/images");
    private static final Path IMAGE = IMAGES.resolve("tests.guest.elf");
    /** The jar tool adds the module's version to its copy. */
    private static final String DESCRIPTOR = "module-info.class";
    /** The builder's command line, as it was executed. */
    private static final Path BUILDER_ARGUMENTS = IMAGES.resolve("tests.guest.work/builder.args");

    @BeforeAll
    static void assemble() {
        Result result = EremiteTool.aboutGuest("image");
        assertEquals(0, result.status(), result::everything);
    }

    /** Names and jars of the modules the tool resolves, without those of the JDK. */
    private static Map<String, Path> modules() {
        Result result = EremiteTool.aboutGuest("modules");
        assertEquals(0, result.status(), result::everything);
        Map<String, Path> modules = new TreeMap<>();
        result.output().lines().map(line -> line.split("\\s+", 3))
                .filter(words -> words.length == 3 && !words[2].isBlank())
                .forEach(words -> modules.put(words[0], Path.of(words[2])));
        return modules;
    }

    @Test
    void anUnchangedImageIsNotAssembledAgain() throws IOException {
        FileTime before = Files.getLastModifiedTime(IMAGE);
        Result result = EremiteTool.aboutGuest("image");
        assertEquals(0, result.status(), result::everything);
        assertTrue(result.errors().contains("is up to date"), result::everything);
        assertEquals(before, Files.getLastModifiedTime(IMAGE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"hal", "mm", "sched", "io", "abi", "par"})
    void theClassFilesAreThoseTestedOnTheDesk(String module) throws Exception {
        Path jar = modules().get(PREFIX + module);
        assertTrue(Files.readString(BUILDER_ARGUMENTS).contains(jar.toString()), () -> jar + " was not given to the builder");
        Map<String, String> tested = hashesOfDirectory(EremiteTool.ROOT.resolve("modules").resolve(module).resolve("target/classes"));
        assertTrue(tested.size() > 2, () -> module + " has not been built: " + tested);
        assertEquals(tested, hashesOfJar(jar));
    }

    @Test
    void nothingIsInTheImageFromOutsideTheResolvedModules() throws IOException {
        Map<String, Path> resolved = modules();
        String image = Files.readString(IMAGE, StandardCharsets.ISO_8859_1);
        assertTrue(image.contains(PREFIX + "mm."), "class names cannot be found in the image");
        try (Stream<Path> directories = Files.list(EremiteTool.ROOT.resolve("modules"))) {
            for (Path directory : directories.toList()) {
                String module = PREFIX + directory.getFileName();
                if (!resolved.containsKey(module)) {
                    assertFalse(image.contains(module + "."), () -> "the image names classes of " + module);
                }
            }
        }
        List<String> onBuildersPath = Arrays.stream(Files.readString(BUILDER_ARGUMENTS).split("[\":\\s]+"))
                .filter(word -> word.endsWith(".jar") && word.contains("/" + PREFIX)).sorted().distinct().toList();
        assertEquals(resolved.values().stream().map(Path::toString).sorted().toList(), onBuildersPath);
    }

    private static boolean isClass(String name) {
        return name.endsWith(".class") && !name.equals(DESCRIPTOR);
    }

    private static Map<String, String> hashesOfDirectory(Path classes) throws Exception {
        Map<String, String> hashes = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(classes)) {
            for (Path file : walk.filter(entry -> isClass(classes.relativize(entry).toString())).toList()) {
                hashes.put(classes.relativize(file).toString(), hash(Files.readAllBytes(file)));
            }
        }
        return hashes;
    }

    private static Map<String, String> hashesOfJar(Path jar) throws Exception {
        Map<String, String> hashes = new TreeMap<>();
        try (JarFile file = new JarFile(jar.toFile())) {
            for (JarEntry entry : file.stream().filter(entry -> isClass(entry.getName())).toList()) {
                try (InputStream bytes = file.getInputStream(entry)) {
                    hashes.put(entry.getName(), hash(bytes.readAllBytes()));
                }
            }
        }
        return hashes;
    }

    private static String hash(byte[] bytes) throws NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
