package org.eremite.image.command;

import java.io.File;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import org.eremite.image.ConsoleProgress;
import org.eremite.image.Progress;
import org.eremite.image.ToolException;
import org.eremite.image.application.ApplicationResolver;
import org.eremite.image.application.Repository;
import org.eremite.image.application.SystemModules;
import org.eremite.image.builder.ImageAssembler;
import org.eremite.image.launch.Accelerator;
import org.eremite.image.launch.GuestConsole;
import org.eremite.image.launch.Terminal;
import org.eremite.image.store.ImageStore;

/**
 * What commands work with: the source tree, the streams, the host.
 *
 * @param repository the source tree
 * @param systemModules modules of every image
 * @param assembler makes images; empty if this build of the tool has none
 * @param toolPath the tool's own jars
 * @param host where the host tells about its CPU
 * @param environment environment variables
 * @param processors number of the host's CPUs
 * @param console where the guest's console begins and ends
 * @param out what a command was asked to print
 * @param err everything else the tool says
 * @param progress lines about longer work, on {@code err}
 */
record Tool(
        Repository repository,
        List<String> systemModules,
        Optional<ImageAssembler> assembler,
        List<Path> toolPath,
        Accelerator.Host host,
        Map<String, String> environment,
        int processors,
        GuestConsole console,
        PrintStream out,
        PrintStream err,
        Progress progress) {

    /** System property with the top of the source tree; the working directory if it is not set. */
    private static final String ROOT_PROPERTY = "eremite.root";

    /** The tool as started in this process. */
    static Tool ofThisProcess() {
        Path root = Path.of(System.getProperty(ROOT_PROPERTY, "")).toAbsolutePath().normalize();
        List<Path> toolPath = Arrays.stream(System.getProperty("jdk.module.path", "").split(File.pathSeparator))
                .filter(entry -> !entry.isEmpty()).map(Path::of).toList();
        return new Tool(new Repository(root), SystemModules.NAMES,
                ServiceLoader.load(ImageAssembler.class).findFirst(), toolPath,
                Accelerator.Host.ofThisMachine(), System.getenv(), Runtime.getRuntime().availableProcessors(),
                GuestConsole.ofThisProcess(), System.out, System.err,
                new ConsoleProgress(System.err, Terminal.isTerminal(Terminal.STANDARD_ERROR), System::nanoTime));
    }

    ApplicationResolver resolver() {
        return new ApplicationResolver(repository, systemModules);
    }

    ImageStore store() throws ToolException {
        return new ImageStore(repository.root().resolve("target/images"), toolPath, assembler.orElseThrow(
                () -> new ToolException("this build of the tool has no image assembler", "build the whole repository")));
    }

    /** One line for the user, marked as the tool's. */
    void say(String line) {
        err.println("eremite: " + line);
    }
}
