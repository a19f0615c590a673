package org.eremite.image.builder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eremite.hal.code.MachineCode;
import org.eremite.image.Progress;
import org.eremite.image.ToolException;
import org.eremite.image.application.Application;
import org.eremite.image.link.LinkException;
import org.eremite.image.link.LinkedImage;
import org.eremite.image.link.Linker;
import org.eremite.image.link.RelocatableObject;

/**
 * Assembles an image: the GraalVM builder, in a JVM of its own, compiles application, kernel and runtime into one
 * relocatable object; the linker adds the machine's code and tables.
 */
public final class GraalImageAssembler implements ImageAssembler {
    /** Writing the object file, and the link. */
    private static final int FURTHER_PHASES = 2;

    /** Variables by which a host gives options to every JVM; an image does not depend on its host. */
    private static final Set<String> HOST_OPTIONS = Set.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

    /** Found as a service. */
    public GraalImageAssembler() {}

    @Override
    public int phases() {
        return BuilderLog.PHASES.size() + FURTHER_PHASES;
    }

    @Override
    public Path assemble(BuildRequest request, Progress progress) throws ToolException {
        try {
            progress.begin(BuilderLog.PHASES.getFirst());
            BuilderInstallation installation = BuilderInstallation.beside(GraalImageAssembler.class);
            MachineCode machine = machineFor(request.options().march(), machineOf(request.application()));
            Path objects = emptyDirectory(request.workDirectory().resolve("objects"));
            List<String> command = new BuilderCommand(installation, request, objects).write();
            runBuilder(command, request, progress);
            progress.begin("linking");
            link(onlyObject(objects), machine, request.output());
            return request.output();
        } catch (IOException e) {
            throw new ToolException(
                    "image cannot be assembled: " + e, "check free space and permissions of " + request.workDirectory(), e);
        }
    }

    private static void runBuilder(List<String> command, BuildRequest request, Progress progress)
            throws IOException, ToolException {
        Path logFile = request.workDirectory().resolve("builder.log");
        BuilderLog log = new BuilderLog(logFile, progress);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeAll(HOST_OPTIONS);
        Process process = builder.start();
        Thread ending = Thread.ofPlatform().unstarted(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(ending);
        try {
            process.getOutputStream().close();
            log.consume(process.inputReader());
            int status = process.waitFor();
            requireSuccess(status, log, logFile);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ToolException("interrupted while the image builder ran", "run the command again", e);
        } finally {
            process.destroyForcibly();
            removeHook(ending);
        }
    }

    static void requireSuccess(int status, BuilderLog log, Path logFile) throws ToolException {
        String report = "the whole report is in " + logFile;
        if (status != 0) {
            String cause = log.fault().orElse("exit status " + status);
            throw new ToolException("the image builder failed: " + cause, report);
        }
        if (log.foreignLayout().isPresent()) {
            throw new ToolException("the image would corrupt memory: " + log.foreignLayout().get(), report);
        }
    }

    private static void removeHook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            // The hook runs or has run: nothing to remove.
            return;
        }
    }

    private static void link(Path object, MachineCode machine, Path output) throws IOException, ToolException {
        try {
            LinkedImage image = Linker.link(RelocatableObject.read(object), machine, RuntimeSymbols.ALIASES, Map.of());
            image.write(output);
        } catch (LinkException e) {
            throw new ToolException(
                    "image cannot be linked: " + e.getMessage(), "keep " + object + " and report it with this line", e);
        }
    }

    /** The machine code of the image's one HAL provider, loaded from the image's own modules. */
    private static MachineCode machineOf(Application application) throws ToolException {
        ModuleFinder finder = ModuleFinder.of(application.modulePath().toArray(Path[]::new));
        Set<String> providers = finder.findAll().stream()
                .map(ModuleReference::descriptor)
                .filter(module -> module.provides().stream()
                        .anyMatch(provided -> provided.service().equals(MachineCode.class.getName())))
                .map(module -> module.name())
                .collect(Collectors.toSet());
        if (providers.size() != 1) {
            throw new ToolException("an image needs exactly one HAL provider, found " + providers, "name one module");
        }
        ModuleLayer parent = MachineCode.class.getModule().getLayer();
        Configuration configuration =
                parent.configuration().resolve(ModuleFinder.of(), finder, providers);
        ModuleLayer layer = parent.defineModulesWithOneLoader(configuration, MachineCode.class.getClassLoader());
        return ServiceLoader.load(layer, MachineCode.class).findFirst().orElseThrow();
    }

    private static MachineCode machineFor(String march, MachineCode machine) throws ToolException {
        try {
            return machine.forInstructionSet(march);
        } catch (IllegalArgumentException e) {
            throw ToolException.usage("-march=" + march + " cannot be checked at boot: " + e.getMessage(), "name one of them");
        }
    }

    private static Path onlyObject(Path directory) throws IOException, ToolException {
        try (Stream<Path> files = Files.walk(directory)) {
            List<Path> objects = files.filter(file -> file.toString().endsWith(".o")).toList();
            if (objects.size() != 1) {
                throw new ToolException(
                        "the image builder left " + objects.size() + " object files", "look into " + directory);
            }
            return objects.getFirst();
        }
    }

    private static Path emptyDirectory(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (Stream<Path> files = Files.walk(directory)) {
                files.sorted(Comparator.reverseOrder()).forEach(GraalImageAssembler::delete);
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
        }
        return Files.createDirectories(directory);
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
