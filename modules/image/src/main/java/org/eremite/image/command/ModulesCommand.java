package org.eremite.image.command;

import java.util.Locale;
import java.util.concurrent.Callable;
import org.eremite.image.ToolException;
import org.eremite.image.application.Application;
import org.eremite.image.application.ApplicationModule;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code modules APP}. */
@Command(name = "modules", mixinStandardHelpOptions = true, sortOptions = false,
        customSynopsis = "./build.sh modules APP [OPTIONS]",
        description = "Lists the modules of an application's image: name, why it is there, where it comes from.")
final class ModulesCommand implements Callable<Integer> {
    private final Tool tool;

    @Mixin
    private ApplicationOptions application;

    ModulesCommand(Tool tool) {
        this.tool = tool;
    }

    @Override
    public Integer call() throws ToolException {
        Application resolved = tool.resolver().resolve(application.selector(tool));
        for (ApplicationModule module : resolved.modules()) {
            tool.out().printf("%-32s %-12s %s%n", module.name(), module.role().name().toLowerCase(Locale.ROOT),
                    module.location());
        }
        for (String name : resolved.platformModules()) {
            tool.out().printf("%-32s %-12s%n", name, "jdk");
        }
        return 0;
    }
}
