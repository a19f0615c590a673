package org.eremite.image.application;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * An application with everything its image consists of, besides the JDK's own modules.
 *
 * @param name name of the image, safe as a file name
 * @param mainModule the module with the main class, empty for an application on the class path
 * @param mainClass binary name of the class with {@code public static void main(String[])}
 * @param modules the modules of the image, sorted by name
 * @param platformModules names of the JDK's modules these read, sorted
 * @param classPath jars and directories of an application without a descriptor, in search order
 */
public record Application(
        String name,
        Optional<String> mainModule,
        String mainClass,
        List<ApplicationModule> modules,
        List<String> platformModules,
        List<Path> classPath) {

    /** Keeps immutable copies. */
    public Application {
        modules = List.copyOf(modules);
        platformModules = List.copyOf(platformModules);
        classPath = List.copyOf(classPath);
    }

    /** The same application in an image of another name, safe as a file name. */
    public Application named(String imageName) {
        return new Application(imageName, mainModule, mainClass, modules, platformModules, classPath);
    }

    /** Locations of all modules: the image's module path. */
    public List<Path> modulePath() {
        return modules.stream().map(ApplicationModule::location).toList();
    }
}
