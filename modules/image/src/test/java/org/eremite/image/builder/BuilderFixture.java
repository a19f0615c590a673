package org.eremite.image.builder;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.attribute.ModuleAttribute;
import java.lang.classfile.attribute.ModuleRequireInfo;
import java.lang.constant.ModuleDesc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The builder's jars, which are on the class path of these tests, and modules for it to read. */
final class BuilderFixture {
    private static final String GROUP = File.separator + "org" + File.separator + "graalvm" + File.separator;

    private BuilderFixture() {}

    static BuilderInstallation installation() {
        Predicate<Path> compiler = jar -> jar.getFileName().toString().startsWith("compiler-");
        List<Path> jars = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.contains(GROUP))
                .map(Path::of)
                .toList();
        return new BuilderInstallation(
                jars.stream().filter(compiler).findFirst().orElseThrow(),
                jars.stream().filter(compiler.negate()).sorted().toList());
    }

    /** A module without classes, as a directory below {@code root}. */
    static Path module(Path root, String name, String... requires) {
        byte[] descriptor = ClassFile.of().buildModule(ModuleAttribute.of(ModuleDesc.of(name), module -> {
            module.requires(ModuleRequireInfo.of(ModuleDesc.of("java.base"), ClassFile.ACC_MANDATED, null));
            for (String required : requires) {
                module.requires(ModuleRequireInfo.of(ModuleDesc.of(required), ClassFile.ACC_STATIC_PHASE, null));
            }
        }));
        try {
            Path directory = Files.createDirectories(root.resolve(name));
            Files.write(directory.resolve("module-info.class"), descriptor);
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A class of the builder's, read and not loaded. */
    static ClassModel builderClass(String binaryName) {
        String resource = binaryName.replace('.', '/') + ".class";
        try (InputStream bytes = BuilderFixture.class.getClassLoader().getResourceAsStream(resource)) {
            return ClassFile.of().parse(bytes.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lines of every resource of the builder's that has this name. */
    static List<String> builderLines(String resource) {
        return BuilderFixture.class
                .getClassLoader()
                .resources(resource)
                .flatMap(url -> {
                    try (InputStream bytes = url.openStream()) {
                        return Stream.of(new String(bytes.readAllBytes()).split("\\R"));
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .toList();
    }
}
