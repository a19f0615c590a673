package org.eremite.image.application;

import java.util.List;

/**
 * How the user named an application.
 */
public sealed interface ApplicationSelector {
    /** Modules to add as roots besides the application's own. */
    List<String> addModules();

    /**
     * A module of this repository.
     *
     * @param name its name or its directory's
     * @param addModules further root modules
     */
    record OfRepository(String name, List<String> addModules) implements ApplicationSelector {
    }

    /**
     * A module on a path of the user's.
     *
     * @param modulePath jars, directories of jars or of classes, separated by {@code :}
     * @param module {@code MODULE} or {@code MODULE/MAINCLASS}
     * @param addModules further root modules
     */
    record OnModulePath(String modulePath, String module, List<String> addModules) implements ApplicationSelector {
    }

    /**
     * A class on a class path.
     *
     * @param classPath jars, directories of classes, {@code DIR/*} for all jars in DIR, separated by {@code :}
     * @param mainClass the main class
     * @param addModules further root modules
     */
    record OnClassPath(String classPath, String mainClass, List<String> addModules) implements ApplicationSelector {
    }
}
