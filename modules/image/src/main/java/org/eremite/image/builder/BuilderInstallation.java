package org.eremite.image.builder;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.eremite.image.ToolException;

/**
 * The jars of the GraalVM builder, which the build of this tool puts into {@code graalvm} beside its own jar.
 *
 * @param compiler the compiler's jar, which takes the place of the JDK's empty module of its name
 * @param jars     all others
 */
record BuilderInstallation(Path compiler, List<Path> jars) {
    private static final String DIRECTORY = "graalvm";
    private static final String REMEDY = "build the tool again: ./build.sh clean";

    /** The builder beside the jar or directory of classes that {@code anchor} came from. */
    static BuilderInstallation beside(Class<?> anchor) throws IOException, ToolException {
        return in(locationOf(anchor).resolveSibling(DIRECTORY));
    }

    /** The builder in {@code directory}. */
    static BuilderInstallation in(Path directory) throws IOException, ToolException {
        List<Path> jars = new ArrayList<>();
        Path compiler = null;
        if (Files.isDirectory(directory)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*.jar")) {
                for (Path jar : files) {
                    if (jar.getFileName().toString().startsWith("compiler-")) {
                        if (compiler != null) {
                            throw new ToolException("two versions of the image builder in " + directory, REMEDY);
                        }
                        compiler = jar;
                    } else {
                        jars.add(jar);
                    }
                }
            }
        }
        if (compiler == null || jars.isEmpty()) {
            throw new ToolException("no image builder in " + directory, REMEDY);
        }
        Collections.sort(jars);
        return new BuilderInstallation(compiler, List.copyOf(jars));
    }

    private static Path locationOf(Class<?> anchor) {
        try {
            return Path.of(anchor.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("location of the tool is no path", e);
        }
    }
}
