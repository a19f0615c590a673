package org.eremite.image.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.eremite.image.Suggestion;
import org.eremite.image.ToolException;
import org.eremite.image.launch.BootProtocol;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The commands put together, and how failures are told: one line on standard error, with the fix.
 */
final class EremiteCommandLine {
    private static final Set<String> TAKE_ARGUMENTS = Set.of("run", "demo", "debug");
    private static final int USAGE_WIDTH = 110;

    private final Tool tool;

    EremiteCommandLine(Tool tool) {
        this.tool = tool;
    }

    @Command(name = "./build.sh", mixinStandardHelpOptions = true, versionProvider = Version.class,
            synopsisSubcommandLabel = "COMMAND",
            description = "Eremite, a library operating system for Java: assembles an application and the modules it"
                    + " requires into one bootable image, and boots it.",
            footer = {"", "APP is a MODULE of this repository, --module-path PATH MODULE[/MAINCLASS], or",
                "--class-path PATH MAINCLASS. './build.sh COMMAND --help' tells a command's options.",
                "Exit status: the application's for run, demo and debug; 2 for a command line that makes no sense, 1 for",
                "other failures of the tool."})
    private static final class Root implements Runnable {
        @CommandLine.Spec
        private CommandLine.Model.CommandSpec spec;

        @Override
        public void run() {
            throw new ParameterException(spec.commandLine(), "no command given: start with ./build.sh demo");
        }
    }

    private static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() throws IOException {
            Properties properties = new Properties();
            try (InputStream bytes = ToolException.class.getResourceAsStream("version.properties")) {
                properties.load(bytes);
            }
            return new String[] {"Eremite " + properties.getProperty("version")};
        }
    }

    /** Runs a command and returns the tool's exit status. */
    int execute(String... words) {
        List<String> own = List.of(words);
        List<String> arguments = List.of();
        int separator = own.indexOf(BootProtocol.SEPARATOR);
        if (separator >= 0 && TAKE_ARGUMENTS.contains(own.getFirst())) {
            arguments = own.subList(separator + 1, own.size());
            own = own.subList(0, separator);
        }
        return commandLine(arguments).execute(own.toArray(String[]::new));
    }

    private CommandLine commandLine(List<String> arguments) {
        CommandLine line = new CommandLine(new Root())
                .addSubcommand(new DemoCommand(tool, arguments))
                .addSubcommand(new RunCommand(tool, arguments))
                .addSubcommand(new ImageCommand(tool))
                .addSubcommand(new DebugCommand(tool, arguments))
                .addSubcommand(new JunitCommand(tool))
                .addSubcommand(new SoakCommand(tool))
                .addSubcommand(new ModulesCommand(tool))
                .addSubcommand(new DoctorCommand(tool))
                .addSubcommand("test", new ElsewhereCommand.Test())
                .addSubcommand("clean", new ElsewhereCommand.Clean())
                .addSubcommand("bench", new ElsewhereCommand.Bench());
        line.setExpandAtFiles(false);
        line.setAllowOptionsAsOptionParameters(true);
        line.setUsageHelpWidth(USAGE_WIDTH);
        line.setOut(new PrintWriter(tool.out(), true));
        line.setErr(new PrintWriter(tool.err(), true));
        line.setParameterExceptionHandler(this::refuse);
        line.setExecutionExceptionHandler(this::fail);
        return line;
    }

    private int refuse(ParameterException failure, String[] arguments) {
        String message = failure.getMessage().lines().findFirst().orElse("");
        if (failure instanceof UnmatchedArgumentException unmatched) {
            message = unmatched.getCommandLine().getParent() == null && !unmatched.isUnknownOption()
                    ? unknownCommand(unmatched) : message + suggestion(unmatched);
        }
        tool.say(message + " (" + failure.getCommandLine().getCommandSpec().qualifiedName() + " --help)");
        return ToolException.USAGE;
    }

    private static String unknownCommand(UnmatchedArgumentException unmatched) {
        String word = unmatched.getUnmatched().getFirst();
        Set<String> commands = unmatched.getCommandLine().getSubcommands().keySet();
        return "no command " + word + ": " + Suggestion.nearest(word, commands)
                .map(near -> "did you mean " + near + "?").orElse("commands are " + String.join(", ", commands));
    }

    private static String suggestion(UnmatchedArgumentException unmatched) {
        if (!unmatched.isUnknownOption()
                && TAKE_ARGUMENTS.contains(unmatched.getCommandLine().getCommandName())) {
            return ": the application's arguments come after --";
        }
        List<String> suggestions = unmatched.getSuggestions();
        return suggestions.isEmpty() ? "" : ": did you mean " + suggestions.getFirst() + "?";
    }

    private int fail(Exception failure, CommandLine line, CommandLine.ParseResult result) {
        tool.progress().end();
        if (failure instanceof ToolException expected) {
            tool.say(expected.line());
            return expected.exitStatus();
        }
        tool.say("a defect of this tool, please report it with these lines: " + Arrays.toString(
                result.originalArgs().toArray()));
        failure.printStackTrace(tool.err());
        return ToolException.FAILURE;
    }
}
