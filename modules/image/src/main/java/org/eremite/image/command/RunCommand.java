package org.eremite.image.command;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.eremite.image.ToolException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code run APP [options] [-- ARGS]}. */
@Command(name = "run", mixinStandardHelpOptions = true, sortOptions = false,
        customSynopsis = "./build.sh run APP [OPTIONS] [-- ARGS]",
        description = "Assembles an application, if anything has changed, and boots it in QEMU.",
        footer = {"", "Exit status: the application's (0 to 255); 134 a panic, 125 a guest that ended without stating"
                + " one, 124 a timeout, 2 a command line that makes no sense.",
            "The guest's console is standard input and output; everything this tool says goes to standard error.",
            "Ctrl-C and SIGTERM run the guest's shutdown hooks; Ctrl-\\ and SIGQUIT have it print"
                + " on its console what its threads do."})
final class RunCommand implements Callable<Integer> {
    private static final int DEFAULT_PROCESSORS = 1;

    private final Tool tool;
    private final List<String> arguments;

    @Mixin
    private ApplicationOptions application;
    @Mixin
    private ImageOptions image;
    @Mixin
    private RunOptions run;

    RunCommand(Tool tool, List<String> arguments) {
        this.tool = tool;
        this.arguments = arguments;
    }

    @Override
    public Integer call() throws ToolException {
        return new GuestRun(tool, run, DEFAULT_PROCESSORS)
                .start(application.selector(tool), image.toBuildOptions(Optional.empty()), arguments);
    }
}
