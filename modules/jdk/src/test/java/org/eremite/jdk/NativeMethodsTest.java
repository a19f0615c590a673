package org.eremite.jdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.oracle.svm.core.Uninterruptible;
import java.io.IOException;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.reflect.AccessFlag;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.eremite.vm.EremitePlatform;
import org.junit.jupiter.api.Test;

/**
 * Every native method of the modules that an image may hold is the compiler's, replaced, or in a list with the reason
 * why not. One that nobody replaces would be found only when a program calls it.
 */
class NativeMethodsTest {
    private static final List<String> MODULES = List.of("java.base", "java.logging");
    private static final String LIST = "unreplaced-natives.txt";

    private static Path location(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    private static ReplacedMethods replacedMethods() throws IOException, URISyntaxException {
        ReplacedMethods replaced = new ReplacedMethods();
        for (Class<?> origin : List.of(Uninterruptible.class, EremitePlatform.class, JdkFeature.class)) {
            replaced.addAll(location(origin));
        }
        return replaced;
    }

    /** Native methods, each as {@code package/Class.method}, which the compiler does not make itself. */
    private static Set<String> nativeMethods() throws IOException {
        Set<String> found = new TreeSet<>();
        for (String module : MODULES) {
            Path root = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("modules", module);
            try (Stream<Path> files = Files.walk(root)) {
                for (Path file : files.filter(path -> path.toString().endsWith(".class")).toList()) {
                    ClassModel model = ClassFile.of().parse(Files.readAllBytes(file));
                    model.methods().stream()
                            .filter(method -> method.flags().has(AccessFlag.NATIVE) && !isIntrinsic(method))
                            .map(method -> model.thisClass().asInternalName() + "." + method.methodName().stringValue())
                            .forEach(found::add);
                }
            }
        }
        return found;
    }

    private static boolean isIntrinsic(MethodModel method) {
        return method.findAttribute(Attributes.runtimeVisibleAnnotations()).stream()
                .flatMap(attribute -> attribute.annotations().stream())
                .anyMatch(annotation -> annotation.className().equalsString("Ljdk/internal/vm/annotation/IntrinsicCandidate;"));
    }

    /** The list's entries: each line has a class and its methods, or {@code *} for all that are left of it. */
    private static List<String> listed() throws IOException {
        try (var stream = NativeMethodsTest.class.getResourceAsStream(LIST)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .flatMap(line -> {
                        String[] words = line.split(" ");
                        return Stream.of(words).skip(1).map(method -> words[0] + "." + method);
                    })
                    .toList();
        }
    }

    @Test
    void everyNativeMethodIsReplacedOrListedWithAReason() throws IOException, URISyntaxException {
        ReplacedMethods replaced = replacedMethods();
        assertTrue(replaced.classes() > 200, "classes=" + replaced.classes());
        Set<String> left = new TreeSet<>(nativeMethods());
        left.removeIf(method -> {
            int dot = method.lastIndexOf('.');
            return replaced.contains(method.substring(0, dot), method.substring(dot + 1));
        });
        List<String> listed = listed();
        List<String> unknown = new ArrayList<>();
        Set<String> used = new HashSet<>();
        for (String method : left) {
            String all = method.substring(0, method.lastIndexOf('.')) + ".*";
            String entry = listed.contains(method) ? method : all;
            if (listed.contains(entry)) {
                used.add(entry);
            } else {
                unknown.add(method);
            }
        }
        assertEquals(List.of(), unknown, "neither replaced nor in " + LIST);
        assertEquals(List.of(), listed.stream().filter(entry -> !used.contains(entry)).toList(),
                "in " + LIST + ", but replaced or gone");
    }
}
