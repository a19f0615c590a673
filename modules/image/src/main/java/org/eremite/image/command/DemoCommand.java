package org.eremite.image.command;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.eremite.image.ToolException;
import org.eremite.image.application.ApplicationSelector;
import org.eremite.image.launch.GuestOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code demo [options] [-- ARGS]}. */
@Command(name = "demo", mixinStandardHelpOptions = true, sortOptions = false,
        customSynopsis = "./build.sh demo [OPTIONS] [-- ARGS]",
        description = "Assembles and boots app.rayonlike, data parallelism on all CPUs of the host, at least 2.",
        footer = {"", "Exit status: as of run."})
final class DemoCommand implements Callable<Integer> {
    private static final String APPLICATION = "app.rayonlike";
    private static final int FEWEST_PROCESSORS = 2;

    private final Tool tool;
    private final List<String> arguments;

    @Mixin
    private ImageOptions image;
    @Mixin
    private RunOptions run;

    DemoCommand(Tool tool, List<String> arguments) {
        this.tool = tool;
        this.arguments = arguments;
    }

    @Override
    public Integer call() throws ToolException {
        int processors = Math.clamp(tool.processors(), FEWEST_PROCESSORS, GuestOptions.MAXIMUM_PROCESSORS);
        return new GuestRun(tool, run, processors).start(
                new ApplicationSelector.OfRepository(APPLICATION, List.of()), image.toBuildOptions(Optional.empty()), arguments);
    }
}
