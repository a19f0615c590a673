package org.eremite.image.builder;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.eremite.image.application.Application;
import org.eremite.image.application.ApplicationModule;
import org.eremite.image.application.ApplicationModule.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What jars say about themselves reaches the builder. */
class ReachabilityMetadataTest {
    private static final String ROOT = "META-INF/native-image/group/artifact/";

    @TempDir
    private Path work;

    @Test
    void everyKindOfFileBecomesAnOptionWithItsResource() throws IOException {
        Path jar = jar("a.jar", Map.of(
                ROOT + "reachability-metadata.json", "{}",
                ROOT + "reflect-config.json", "[]",
                ROOT + "other.json", "[]",
                "META-INF/native-image/jni-config.json", "[]",
                "reflect-config.json", "[]"));
        assertEquals(
                List.of(
                        "-H:ReachabilityMetadataResources=" + ROOT + "reachability-metadata.json",
                        "-H:ReflectionConfigurationResources=" + ROOT + "reflect-config.json",
                        "-H:JNIConfigurationResources=META-INF/native-image/jni-config.json"),
                options(jar));
    }

    @Test
    void directoriesAreReadAsJarsAre() throws IOException {
        Path file = work.resolve("classes").resolve(ROOT + "proxy-config.json");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "[]");
        assertEquals(List.of("-H:DynamicProxyConfigurationResources=" + ROOT + "proxy-config.json"),
                options(work.resolve("classes")));
    }

    @Test
    void argumentsOfJarsAreTranslatedForTheBuilder() throws IOException {
        Path jar = jar("b.jar", Map.of(ROOT + "native-image.properties", """
                Args = -H:ResourceConfigurationResources=${.}/mine.json \\
                       --initialize-at-build-time=a.B,c --features=d.E --no-fallback
                """));
        assertEquals(
                List.of(
                        "-H:ResourceConfigurationResources=" + ROOT + "mine.json",
                        "-H:ClassInitialization=a.B:build_time,c:build_time",
                        "-H:Features=d.E"),
                options(jar));
    }

    @Test
    void theSamePathInTwoJarsIsGivenOnce() throws IOException {
        Path first = jar("c.jar", Map.of(ROOT + "reflect-config.json", "[]"));
        Path second = jar("d.jar", Map.of(ROOT + "reflect-config.json", "[]"));
        assertEquals(List.of("-H:ReflectionConfigurationResources=" + ROOT + "reflect-config.json"), options(first, second));
    }

    @Test
    void theBuilderSeesAllOfTheApplicationsModulesAndNothingIsChangedForTheSystems() throws IOException {
        Path module = BuilderFixture.module(work, "some.module");
        Files.createDirectories(module.resolve("some/thing"));
        Files.write(module.resolve("some/thing/Type.class"), new byte[0]);
        Application application = new Application("app", Optional.of("some.module"), "some.thing.Type",
                List.of(new ApplicationModule("some.module", module, Role.APPLICATION),
                        new ApplicationModule("org.eremite.vm", work.resolve("absent"), Role.SYSTEM)),
                List.of(), List.of());
        assertEquals(List.of("-H:AddOpens=some.module/some.thing=org.graalvm.nativeimage.builder"),
                ReachabilityMetadata.of(application).options());
    }

    private static List<String> options(Path... classPath) throws IOException {
        return ReachabilityMetadata.of(
                new Application("app", Optional.empty(), "Main", List.of(), List.of(), List.of(classPath))).options();
    }

    private Path jar(String name, Map<String, String> entries) throws IOException {
        Path jar = work.resolve(name);
        try (OutputStream bytes = Files.newOutputStream(jar); JarOutputStream out = new JarOutputStream(bytes)) {
            for (Map.Entry<String, String> entry : new TreeMap<>(entries).entrySet()) {
                out.putNextEntry(new JarEntry(entry.getKey()));
                out.write(entry.getValue().getBytes());
            }
        }
        return jar;
    }
}
