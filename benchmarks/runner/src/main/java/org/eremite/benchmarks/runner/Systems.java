package org.eremite.benchmarks.runner;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import org.eremite.benchmarks.linux.LinuxGuest;
import org.eremite.benchmarks.linux.LinuxImage;
import org.eremite.benchmarks.linux.LinuxProgram;
import org.eremite.benchmarks.linux.LinuxRun;
import org.eremite.image.ByteSize;
import org.eremite.image.ToolException;
import org.eremite.image.launch.Accelerator;
import org.eremite.image.launch.CommandLineCodec;
import org.eremite.image.launch.GuestConsole;
import org.eremite.image.launch.GuestOptions;
import org.eremite.image.launch.Launcher;
import org.eremite.image.launch.MachineType;
import org.eremite.image.launch.Outcome;
import org.eremite.image.launch.QemuInstallation;

/** The two systems that are compared: images, and Linux with HotSpot, on the same machine. */
final class Systems {
    /** Memory of the machine unless a benchmark says otherwise. */
    static final long MEMORY = ByteSize.GIB;
    private static final Duration TIMEOUT = Duration.ofMinutes(10);
    private static final String CPU_MODEL = "max";
    /** The collector of images, and HotSpot's own choice on a small machine; the warning about Unsafe is not output. */
    private static final List<String> JVM_OPTIONS =
            List.of("-XX:+UseSerialGC", "-Xshare:auto", "--sun-misc-unsafe-memory-access=allow");

    private final Path root;
    private final String qemu;
    private final LinuxGuest linux;
    private final boolean quick;

    /** {@code quick}: without Linux. */
    Systems(Path root, boolean quick) throws ToolException {
        this.root = root;
        this.quick = quick;
        this.qemu = new QemuInstallation(System.getenv()).find().orElseThrow(
                () -> new ToolException("QEMU not found", QemuInstallation.installLine()));
        this.linux = new LinuxGuest(root.resolve("target/linux"), System.getenv());
    }

    /** QEMU's version. */
    String qemuVersion() {
        return QemuInstallation.version(qemu).map(QemuInstallation.Version::text).orElse("unknown");
    }

    /** The jar of a module in {@code directory}, whose name is that of the module without {@code org.eremite.}. */
    Path jar(String directory, String module) throws ToolException {
        Path target = root.resolve(directory).resolve("target");
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(target, "org.eremite." + module + "-*.jar")) {
            for (Path jar : jars) {
                return jar;
            }
        } catch (IOException e) {
            throw new ToolException("cannot read " + target + ": " + e.getMessage(), "./build.sh clean, then start again", e);
        }
        throw new ToolException("no jar of " + module + " in " + target, "./build.sh clean, then start again");
    }

    /** Assembles an image if anything has changed; {@code words} are those of {@code ./build.sh image}. */
    Path image(String name, List<String> words) throws ToolException {
        List<String> command = new ArrayList<>(List.of(root.resolve("build.sh").toString(), "image"));
        command.addAll(words);
        try {
            if (new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.INHERIT)
                    .start().waitFor() != 0) {
                throw new ToolException("no image of " + name, "the messages above say why");
            }
            return root.resolve("target/images").resolve(name + ".elf");
        } catch (IOException e) {
            throw new ToolException("cannot run " + command.getFirst() + ": " + e.getMessage(), "check its permissions", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ToolException("interrupted", "start again", e);
        }
    }

    /** The program for Linux; empty, after one line that says why, where Linux cannot be had or is not asked for. */
    Optional<LinuxImage> linux(String name, List<Path> jars, String mainModule, List<String> javaModules) {
        if (quick) {
            return Optional.empty();
        }
        try {
            return Optional.of(linux.prepare(new LinuxProgram(name, jars, mainModule, new TreeSet<>(javaModules))));
        } catch (ToolException unavailable) {
            System.err.println("eremite: only instructions are counted: " + unavailable.line());
            return Optional.empty();
        }
    }

    /** Runs {@code image}; {@code counted} counts instructions. */
    GuestResult run(Path image, int processors, long memory, boolean counted, List<String> arguments)
            throws ToolException {
        LineClock output = new LineClock();
        Launcher launcher = new Launcher(qemu, System.getenv(),
                new GuestConsole(InputStream.nullInputStream(), output), System.err);
        Launcher.Run run = launcher.run(machine(image, processors, memory, counted,
                CommandLineCodec.encode(List.of(), arguments)), Optional.of(TIMEOUT), Launcher.Observer.NONE);
        Outcome outcome = run.outcome();
        if (outcome.exitStatus() != 0) {
            throw new ToolException(image.getFileName() + " ended with status " + outcome.exitStatus() + " ("
                    + outcome.ending() + "), its last line: " + last(output.lines()), "run it with ./build.sh run");
        }
        return new GuestResult(output.lines(), output.firstLineNanoseconds(), outcome.boot().phases(), run.command());
    }

    /** Runs {@code program} under Linux. */
    GuestResult run(LinuxImage program, int processors, long memory, List<String> arguments) throws ToolException {
        LinuxRun run = program.run(qemu, machine(root, processors, memory, false, ""), JVM_OPTIONS, arguments, TIMEOUT);
        if (run.exitStatus().orElse(-1) != 0 || run.firstLineNanoseconds().isEmpty()) {
            throw new ToolException("the program under Linux ended with status " + run.exitStatus() + ", its last line: "
                    + last(run.lines()), "the command was " + String.join(" ", run.command()));
        }
        return new GuestResult(run.lines(), run.firstLineNanoseconds().getAsLong(), Map.of(), run.command());
    }

    /** The words that boot {@code program} under Linux, with its console on standard input and output. */
    List<String> command(LinuxImage program, int processors, long memory, List<String> jvmOptions, List<String> arguments)
            throws ToolException {
        List<String> options = new ArrayList<>(JVM_OPTIONS);
        options.addAll(jvmOptions);
        return program.command(qemu, machine(root, processors, memory, false, ""), options, arguments);
    }

    private static String last(List<String> lines) {
        return lines.isEmpty() ? "none" : lines.getLast();
    }

    private static GuestOptions machine(Path image, int processors, long memory, boolean counted, String commandLine) {
        return new GuestOptions(image, MachineType.Q35.label(), CPU_MODEL, processors, memory, Accelerator.TCG, counted,
                commandLine, OptionalInt.empty(), List.of());
    }
}
