package org.eremite.image.command;

import java.util.concurrent.Callable;
import org.eremite.image.ToolException;
import org.eremite.image.application.Application;
import org.eremite.image.report.ImageReport;
import org.eremite.image.report.Json;
import org.eremite.image.store.ImageStore.StoredImage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code image APP [options]}. */
@Command(name = "image", mixinStandardHelpOptions = true, sortOptions = false,
        customSynopsis = "./build.sh image APP [OPTIONS]",
        description = "Assembles target/images/NAME.elf, if anything has changed, and tells what it consists of.")
final class ImageCommand implements Callable<Integer> {
    private final Tool tool;

    @Spec
    private CommandSpec command;
    @Mixin
    private ApplicationOptions application;
    @Mixin
    private ImageOptions image;

    @Option(names = "--json", description = "Tell sizes also as JSON: one line, the last on standard error.")
    private boolean json;

    ImageCommand(Tool tool) {
        this.tool = tool;
    }

    @Option(names = "--log", paramLabel = "LEVEL", hidden = true)
    private void log(String value) {
        throw Later.option(command, "--log");
    }

    @Override
    public Integer call() throws ToolException {
        Application resolved = tool.resolver().resolve(application.selector(tool));
        StoredImage stored = tool.store().obtain(resolved, image.toBuildOptions(), tool.progress());
        if (!stored.rebuilt()) {
            tool.say(stored.elf() + " is up to date");
        }
        ImageReport report = ImageReport.of(resolved, stored.elf());
        report.lines().forEach(tool.err()::println);
        if (json) {
            tool.err().println(Json.write(report.json()));
        }
        return 0;
    }
}
