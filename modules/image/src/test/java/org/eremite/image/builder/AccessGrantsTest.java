package org.eremite.image.builder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.module.ModuleFinder;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessGrantsTest {
    private static final String BUILDER = "org.graalvm.nativeimage.builder";

    @TempDir
    private Path directory;

    private final BuilderInstallation installation = BuilderFixture.installation();

    @Test
    void everyPackageOfTheBaseModuleIsExportedAndOpenedToTheBuilder() {
        List<String> grants = AccessGrants.forBuilder(installation);
        Set<String> packages =
                ModuleFinder.ofSystem().find("java.base").orElseThrow().descriptor().packages();
        for (String option : List.of("--add-exports", "--add-opens")) {
            Set<String> granted = grants.stream()
                    .filter(grant -> grant.startsWith(option + "=java.base/"))
                    .map(grant -> grant.substring(grant.indexOf('/') + 1, grant.lastIndexOf('=')))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertEquals(new TreeSet<>(packages), granted);
        }
    }

    @Test
    void theBuildersModulesAndItsUnnamedOneAreTheOnlyOnesGranted() {
        List<String> targets = AccessGrants.forBuilder(installation).stream()
                .map(grant -> grant.substring(grant.lastIndexOf('=') + 1))
                .distinct()
                .toList();
        assertEquals(1, targets.size());
        List<String> names = List.of(targets.getFirst().split(","));
        assertTrue(names.containsAll(List.of(BUILDER, "jdk.graal.compiler", "ALL-UNNAMED")));
        assertEquals(installation.jars().size() + 2, names.size());
    }

    @Test
    void theCompilerInterfaceIsOpenedTooAndOtherModulesAreExportedOnly() {
        List<String> grants = AccessGrants.forBuilder(installation);
        assertTrue(grants.stream()
                .anyMatch(grant -> grant.startsWith("--add-opens=jdk.internal.vm.ci/jdk.vm.ci.meta=")));
        assertTrue(grants.stream().anyMatch(grant -> grant.startsWith("--add-exports=jdk.jfr/jdk.jfr.internal=")));
        assertFalse(grants.stream().anyMatch(grant -> grant.startsWith("--add-opens=jdk.jfr/")));
    }

    @Test
    void onlyModulesThatReadTheRuntimeAreLetIntoIt() {
        List<Path> modulePath = List.of(
                BuilderFixture.module(directory, "kernel", BUILDER), BuilderFixture.module(directory, "application"));
        List<String> grants = AccessGrants.forKernel(installation, modulePath);
        assertTrue(grants.contains("-H:AddExports=" + BUILDER + "/com.oracle.svm.core.thread=kernel"));
        assertTrue(grants.contains("-H:AddExports=java.base/jdk.internal.misc=kernel"));
        assertTrue(grants.stream().allMatch(grant -> grant.endsWith("=kernel")));
        assertTrue(grants.stream().noneMatch(grant -> grant.contains("/com.oracle.svm.hosted")));
    }

    @Test
    void everyPackageLetOutExists() {
        ModuleFinder builder = ModuleFinder.of(installation.jars().toArray(Path[]::new));
        ModuleFinder platform = ModuleFinder.compose(
                builder, ModuleFinder.of(installation.compiler()), ModuleFinder.ofSystem());
        Path kernel = BuilderFixture.module(directory, "kernel", BUILDER);
        for (String grant : AccessGrants.forKernel(installation, List.of(kernel))) {
            String module = grant.replaceFirst("-H:AddExports=(.*)/.*", "$1");
            String name = grant.replaceFirst(".*/(.*)=.*", "$1");
            assertTrue(platform.find(module).orElseThrow().descriptor().packages().contains(name), grant);
        }
    }
}
