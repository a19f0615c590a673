package org.eremite.image.command;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eremite.image.ConsoleProgress;
import org.eremite.image.Progress;
import org.eremite.image.ToolException;
import org.eremite.image.application.Repository;
import org.eremite.image.builder.BuildRequest;
import org.eremite.image.builder.ImageAssembler;
import org.eremite.image.launch.Accelerator;
import org.eremite.image.launch.GuestConsole;

/**
 * The tool over a small source tree, with an assembler that copies a finished image. As a program, it is a process of
 * its own whose streams, signals and exit status can be observed.
 */
final class FixtureTool {
    private FixtureTool() {
    }

    /** Arguments: the tree, the finished image, then the command line. */
    public static void main(String[] arguments) {
        Tool tool = tool(Path.of(arguments[0]), Path.of(arguments[1]), System.getenv(), System.out, System.err);
        String[] words = List.of(arguments).subList(2, arguments.length).toArray(String[]::new);
        System.exit(new EremiteCommandLine(tool).execute(words));
    }

    static Tool tool(Path root, Path image, Map<String, String> environment, PrintStream out, PrintStream err) {
        Path none = root.resolve("none");
        return new Tool(new Repository(root), List.of("org.eremite.vm"), Optional.of(new CopyingAssembler(image)),
                List.of(image), new Accelerator.Host(none, none), environment, 3,
                GuestConsole.ofThisProcess(), out, err,
                new ConsoleProgress(err, false, System::nanoTime));
    }

    private record CopyingAssembler(Path image) implements ImageAssembler {
        @Override
        public int phases() {
            return 1;
        }

        @Override
        public Path assemble(BuildRequest request, Progress progress) throws ToolException {
            progress.begin("copying");
            try {
                return Files.copy(image, request.output());
            } catch (IOException e) {
                throw new ToolException("cannot copy", "see", e);
            }
        }
    }
}
