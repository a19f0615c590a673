package org.eremite.tests.architecture;

import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Rules about which files there are. */
final class SourceFiles {
    private static final Pattern NATIVE = Pattern.compile(".*\\.(c|h|s|S|asm|nasm|inc|cc|cpp|cxx|hh|hpp|rs)");
    private static final String PACKAGE_INFO = "package-info.java";
    private static final String MODULE_INFO = "module-info.java";
    private static final Pattern JAVA_ROOT = Pattern.compile(".*/src/(main|test)/java/");

    private SourceFiles() {
    }

    /** Sources in C, assembler and the like. */
    static List<Path> nativeSources(Collection<Path> files) {
        return files.stream().filter(file -> NATIVE.matcher(file.getFileName().toString()).matches()).toList();
    }

    /**
     * Packages without a package-info. One is enough for a package of a module and its tests.
     *
     * @param files of one module
     */
    static Set<String> packagesUndescribed(Collection<Path> files) {
        Set<String> packages = new TreeSet<>();
        Set<String> described = new HashSet<>();
        for (Path file : files) {
            String name = file.getFileName().toString();
            if (name.endsWith(".java") && !name.equals(MODULE_INFO)) {
                String directory = JAVA_ROOT.matcher(file.getParent().toString().replace('\\', '/') + "/").replaceFirst("");
                (name.equals(PACKAGE_INFO) ? described : packages).add(directory);
            }
        }
        packages.removeAll(described);
        return packages;
    }
}
