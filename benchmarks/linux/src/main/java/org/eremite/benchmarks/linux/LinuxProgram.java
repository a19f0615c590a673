package org.eremite.benchmarks.linux;

import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A Java program to run on HotSpot in the Linux guest.
 *
 * @param name names the initial RAM file system
 * @param jars its jars, all on the module path
 * @param mainModule MODULE/CLASS, as the launcher java takes it
 * @param javaModules modules of the JDK that it needs
 */
public record LinuxProgram(String name, List<Path> jars, String mainModule, SortedSet<String> javaModules) {
    /** Keeps immutable copies; java.base is always there. */
    public LinuxProgram {
        jars = List.copyOf(jars);
        javaModules = new TreeSet<>(javaModules);
        javaModules.add("java.base");
    }
}
