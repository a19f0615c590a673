package org.eremite.image.command;

import java.util.ArrayList;
import java.util.List;
import org.eremite.image.ToolException;
import org.eremite.image.application.ApplicationSelector;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Which application.
 */
final class ApplicationOptions {
    @Parameters(arity = "0..1", paramLabel = "APP",
            description = "MODULE of this repository, MODULE[/MAINCLASS] on --module-path, or MAINCLASS on --class-path.")
    private String application;

    @Option(names = "--module-path", paramLabel = "PATH",
            description = "Where APP and the modules it requires are: jars and directories, separated by ':'.")
    private String modulePath;

    @Option(names = "--class-path", paramLabel = "PATH",
            description = "Where APP, a class, is: jars, directories, DIR/* for all jars in DIR, separated by ':'.")
    private String classPath;

    @Option(names = "--add-modules", split = ",", paramLabel = "MODULE",
            description = "Modules to put into the image besides those required.")
    private List<String> addModules = new ArrayList<>();

    ApplicationSelector selector(Tool tool) throws ToolException {
        if (modulePath != null && classPath != null) {
            throw ToolException.usage("--module-path and --class-path exclude each other", "leave one out");
        }
        if (application == null) {
            throw ToolException.usage("no application named", modulePath != null ? "write MODULE or MODULE/MAINCLASS"
                    : classPath != null ? "write the main class"
                    : "write one of " + String.join(", ", tool.repository().applications())
                            + ", or use --module-path or --class-path");
        }
        List<String> added = List.copyOf(addModules);
        if (modulePath != null) {
            return new ApplicationSelector.OnModulePath(modulePath, application, added);
        }
        return classPath != null ? new ApplicationSelector.OnClassPath(classPath, application, added)
                : new ApplicationSelector.OfRepository(application, added);
    }
}
