package org.eremite.image.builder;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eremite.image.application.Application;
import org.eremite.image.application.ApplicationModule;
import org.eremite.image.application.ApplicationModule.Role;

/**
 * What jars say about themselves in {@code META-INF/native-image}: what is reached by reflection, as a resource or through
 * a proxy, and arguments for the builder.
 *
 * <p>A GraalVM distribution's launcher reads it and calls the builder; here there is only the builder.
 * Arguments for that launcher itself have no effect, but for those that name classes.
 */
final class ReachabilityMetadata {
    private static final String ROOT = "META-INF/native-image";
    /** The builder's option for each kind of file. */
    private static final Map<String, String> OPTIONS = Map.of(
            "reachability-metadata.json", "ReachabilityMetadataResources",
            "reflect-config.json", "ReflectionConfigurationResources",
            "resource-config.json", "ResourceConfigurationResources",
            "proxy-config.json", "DynamicProxyConfigurationResources",
            "serialization-config.json", "SerializationConfigurationResources",
            "jni-config.json", "JNIConfigurationResources",
            "predefined-classes-config.json", "PredefinedClassesConfigurationResources");
    private static final String ARGUMENTS_FILE = "native-image.properties";
    private static final String ARGUMENTS_KEY = "Args";
    /** In an argument: the directory of the file that it is in. */
    private static final String DIRECTORY = "${.}";
    private static final String BUILDER_OPTION = "-H:";
    private static final String BUILDER = "org.graalvm.nativeimage.builder";
    /** Arguments of the launcher that name classes, and what they become. */
    private static final Map<String, String> INITIALIZATION =
            Map.of("--initialize-at-build-time", "build_time", "--initialize-at-run-time", "run_time");
    private static final String FEATURES = "--features=";

    private final Set<String> options = new LinkedHashSet<>();

    private ReachabilityMetadata() {}

    /** Of everything in the image that is not the system's own. */
    static ReachabilityMetadata of(Application application) throws IOException {
        ReachabilityMetadata metadata = new ReachabilityMetadata();
        List<Path> places = new ArrayList<>(application.classPath());
        for (ApplicationModule module : application.modules()) {
            if (module.role() != Role.SYSTEM) {
                places.add(module.location());
                metadata.open(module.location());
            }
        }
        for (Path place : places) {
            metadata.read(place);
        }
        return metadata;
    }

    /** Arguments for the builder. */
    List<String> options() {
        return List.copyOf(options);
    }

    /** Metadata name classes of any package, and the builder looks at their private members, too. */
    private void open(Path place) {
        ModuleFinder.of(place).findAll().stream().map(ModuleReference::descriptor).filter(module -> !module.isOpen())
                .forEach(module -> new TreeSet<>(module.packages()).forEach(
                        name -> options.add("-H:AddOpens=" + module.name() + "/" + name + "=" + BUILDER)));
    }

    private void read(Path place) throws IOException {
        if (Files.isDirectory(place)) {
            readTree(place);
        } else {
            try (FileSystem jar = FileSystems.newFileSystem(URI.create("jar:" + place.toUri()), Map.of())) {
                readTree(jar.getPath("/"));
            }
        }
    }

    private void readTree(Path top) throws IOException {
        Path root = top.resolve(ROOT);
        if (!Files.isDirectory(root)) {
            return;
        }
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                String name = file.getFileName().toString();
                String resource = top.relativize(file).toString().replace(top.getFileSystem().getSeparator(), "/");
                if (OPTIONS.containsKey(name)) {
                    options.add(BUILDER_OPTION + OPTIONS.get(name) + "=" + resource);
                } else if (name.equals(ARGUMENTS_FILE)) {
                    readArguments(Files.readString(file), resource.substring(0, resource.lastIndexOf('/')));
                }
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void readArguments(String text, String directory) throws IOException {
        Properties properties = new Properties();
        properties.load(new StringReader(text));
        for (String argument : properties.getProperty(ARGUMENTS_KEY, "").strip().split("\\s+")) {
            accept(argument.replace(DIRECTORY, directory));
        }
    }

    private void accept(String argument) {
        int equals = argument.indexOf('=');
        String name = equals < 0 ? argument : argument.substring(0, equals);
        if (argument.startsWith(BUILDER_OPTION)) {
            options.add(argument);
        } else if (INITIALIZATION.containsKey(name)) {
            // Without any names: all classes, which the builder writes as an empty one.
            String names = equals < 0 ? "" : argument.substring(equals + 1);
            options.add(Arrays.stream(names.split(","))
                    .map(prefix -> prefix + ":" + INITIALIZATION.get(name))
                    .collect(Collectors.joining(",", BUILDER_OPTION + "ClassInitialization=", "")));
        } else if (argument.startsWith(FEATURES)) {
            options.add(BUILDER_OPTION + "Features=" + argument.substring(FEATURES.length()));
        }
    }
}
