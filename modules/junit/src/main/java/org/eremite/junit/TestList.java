package org.eremite.junit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.platform.engine.discovery.ClassNameFilter;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Finds test classes, on the host and on the class path that the image will have; writes the unique identifier of each as a line
 * of a file.
 */
public final class TestList {
    private TestList() {}

    /**
     * Called in a JVM of its own.
     *
     * @param arguments the file to write, directories of classes separated by {@code :}, and regular expressions for the names
     *     of test classes
     */
    public static void main(String[] arguments) throws IOException {
        Set<Path> directories = Arrays.stream(arguments[1].split(":")).map(Path::of)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        String[] names = Arrays.copyOfRange(arguments, 2, arguments.length);
        Files.write(Path.of(arguments[0]), identifiers(directories, names), StandardCharsets.UTF_8);
    }

    /** Sorted, so that the same tests always make the same image. */
    static List<String> identifiers(Set<Path> directories, String... names) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(DiscoverySelectors.selectClasspathRoots(directories))
                .filters(ClassNameFilter.includeClassNamePatterns(names))
                .build();
        Launcher launcher = LauncherFactory.create();
        TestPlan plan = launcher.discover(request);
        Set<String> identifiers = new TreeSet<>();
        for (TestIdentifier engine : plan.getRoots()) {
            plan.getChildren(engine).forEach(child -> identifiers.add(child.getUniqueId()));
        }
        return List.copyOf(identifiers);
    }
}
