package org.eremite.image.command;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.eremite.image.ToolException;
import org.eremite.image.application.Application;
import org.eremite.image.builder.BuildOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code image APP [options]}. */
@Command(name = "image", mixinStandardHelpOptions = true, sortOptions = false,
        customSynopsis = "./build.sh image APP [OPTIONS]",
        description = "Assembles target/images/NAME.elf, if anything has changed, and tells what it consists of.")
final class ImageCommand implements Callable<Integer> {
    private final Tool tool;

    @Mixin
    private ApplicationOptions application;
    @Mixin
    private ImageOptions image;
    @Mixin
    private LogOption log;

    @Option(names = "--json", description = "Tell sizes also as JSON: one line, the last on standard error.")
    private boolean json;

    ImageCommand(Tool tool) {
        this.tool = tool;
    }

    @Override
    public Integer call() throws ToolException {
        Application resolved = tool.resolver().resolve(application.selector(tool));
        String levels = log.levels(tool.environment()).orElse(BuildOptions.DEFAULT_LOG);
        Assembly assembly = Assembly.of(tool, resolved, image.toBuildOptions(Optional.of(levels)));
        assembly.report().lines().forEach(tool.err()::println);
        if (json) {
            tool.err().println(assembly.json().text());
        }
        return 0;
    }
}
