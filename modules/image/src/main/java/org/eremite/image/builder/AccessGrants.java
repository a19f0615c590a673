package org.eremite.image.builder;

import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Module access that nobody's descriptor grants: the builder's into the JDK, and the kernel's into the runtime.
 *
 * <p>A GraalVM distribution ships a JDK that exports its internals to the builder. On an ordinary JDK every package of
 * the modules the builder reads is opened to it by option; the list is read from the descriptors.
 */
final class AccessGrants {
    /** Modules of the JDK whose internals the builder reads. */
    private static final List<String> READ_BY_BUILDER = List.of(
            "java.base",
            "java.desktop",
            "java.instrument",
            "java.logging",
            "java.management",
            "java.management.rmi",
            "java.naming",
            "java.net.http",
            "java.prefs",
            "java.rmi",
            "java.security.jgss",
            "java.security.sasl",
            "java.sql",
            "java.xml",
            "jdk.attach",
            "jdk.httpserver",
            "jdk.internal.vm.ci",
            "jdk.jartool",
            "jdk.jfr",
            "jdk.management",
            "jdk.management.agent",
            "jdk.zipfs");
    /** Modules whose private members it reads, too. */
    private static final Set<String> OPENED = Set.of("java.base", "jdk.internal.vm.ci");

    /** Packages of the builder's modules, and of the JDK, that kernel modules compile against. */
    private static final List<String> USED_BY_KERNEL = List.of(
            "java.base/jdk.internal.misc",
            "java.base/jdk.internal.util",
            "jdk.graal.compiler/jdk.graal.compiler.word",
            "org.graalvm.nativeimage/org.graalvm.nativeimage.impl");
    private static final String BUILDER = "org.graalvm.nativeimage.builder";
    private static final String RUNTIME_PACKAGES = "com.oracle.svm.core";

    private AccessGrants() {}

    /** {@code --add-exports} and {@code --add-opens} for the builder's JVM. */
    static List<String> forBuilder(BuilderInstallation installation) {
        String targets = Stream.concat(installation.jars().stream(), Stream.of(installation.compiler()))
                .flatMap(jar -> ModuleFinder.of(jar).findAll().stream())
                .map(module -> module.descriptor().name())
                .sorted()
                .collect(Collectors.joining(",", "", ",ALL-UNNAMED"));
        List<String> options = new ArrayList<>();
        for (String name : READ_BY_BUILDER) {
            ModuleFinder.ofSystem().find(name).map(ModuleReference::descriptor).ifPresent(module -> {
                for (String packageName : new TreeSet<>(module.packages())) {
                    options.add("--add-exports=" + name + "/" + packageName + "=" + targets);
                    if (OPENED.contains(name)) {
                        options.add("--add-opens=" + name + "/" + packageName + "=" + targets);
                    }
                }
            });
        }
        return options;
    }

    /**
     * {@code -H:AddExports} for those of {@code modulePath}'s modules that read the runtime, and {@code -H:AddOpens} of
     * them for the builder, which sets the aliased fields of their substitutions.
     */
    static List<String> forKernel(BuilderInstallation installation, List<Path> modulePath) {
        List<String> packages = new ArrayList<>(USED_BY_KERNEL);
        installation.jars().stream()
                .flatMap(jar -> ModuleFinder.of(jar).findAll().stream())
                .map(ModuleReference::descriptor)
                .filter(module -> module.name().equals(BUILDER))
                .flatMap(module -> module.packages().stream())
                .filter(name -> name.equals(RUNTIME_PACKAGES) || name.startsWith(RUNTIME_PACKAGES + "."))
                .sorted()
                .forEach(name -> packages.add(BUILDER + "/" + name));
        List<String> options = new ArrayList<>();
        ModuleFinder.of(modulePath.toArray(Path[]::new)).findAll().stream()
                .map(ModuleReference::descriptor)
                .filter(AccessGrants::readsRuntime)
                .sorted()
                .forEach(module -> {
                    packages.forEach(name -> options.add("-H:AddExports=" + name + "=" + module.name()));
                    new TreeSet<>(module.packages())
                            .forEach(name -> options.add("-H:AddOpens=" + module.name() + "/" + name + "=" + BUILDER));
                });
        return options;
    }

    private static boolean readsRuntime(ModuleDescriptor module) {
        return module.requires().stream().anyMatch(required -> required.name().equals(BUILDER));
    }
}
