package org.eremite.benchmarks.linux;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.eremite.image.ToolException;
import org.eremite.image.launch.GuestOptions;
import org.eremite.image.launch.QemuCommand;

/** A program ready to boot under Linux, any number of times. */
public final class LinuxImage {
    /** Longest kernel command line, in bytes: COMMAND_LINE_SIZE of x86 less its terminator. */
    private static final int LONGEST_COMMAND_LINE = 2047;
    /** Most arguments that the kernel hands to init: CONFIG_INIT_ENV_ARG_LIMIT. */
    private static final int MOST_ARGUMENTS = 32;
    /** How the line ends after which the program runs: what it prints follows, and what is typed is for it. */
    public static final String BEGIN = InitScript.BEGIN;
    private static final String KERNEL_WORDS = "console=ttyS0 quiet panic=-1 rdinit=/init --";
    /** What passes through the kernel's parser unchanged. */
    private static final Pattern PLAIN_WORD = Pattern.compile("[!#-~&&[^'\\\\]]+");

    private final Path kernel;
    private final Path files;
    private final List<String> java;

    /** Boots {@code kernel} with the archive {@code files}; {@code java} are launcher and program. */
    LinuxImage(Path kernel, Path files, List<String> java) {
        this.kernel = kernel;
        this.files = files;
        this.java = java;
    }

    /** Which Linux, as its file is called. */
    public String kernelName() {
        return kernel.getFileName().toString();
    }

    /**
     * Boots, runs the program and waits for its end.
     *
     * @param qemu the program QEMU
     * @param machine the machine, as an image would be booted on it; its image and command line are replaced
     * @param jvmOptions options of the JVM
     * @param arguments the program's
     * @param timeout after which the guest is ended
     */
    public LinuxRun run(String qemu, GuestOptions machine, List<String> jvmOptions, List<String> arguments,
            Duration timeout) throws ToolException {
        try {
            return run(command(qemu, machine, jvmOptions, arguments), timeout);
        } catch (IOException e) {
            throw new ToolException("cannot run " + qemu + ": " + e.getMessage(), "check ./build.sh doctor", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ToolException("interrupted", "start again", e);
        }
    }

    /** The words that boot it, with its console on standard input and output; see {@link #run}. */
    public List<String> command(String qemu, GuestOptions machine, List<String> jvmOptions, List<String> arguments)
            throws ToolException {
        GuestOptions guest = new GuestOptions(kernel, machine.machine(), machine.cpuModel(), machine.processors(),
                machine.memoryBytes(), machine.accelerator(), machine.instructionCounting(),
                commandLine(jvmOptions, arguments), machine.debugPort(), machine.extraArguments());
        List<String> command = new ArrayList<>(QemuCommand.machine(List.of(qemu), guest));
        command.addAll(List.of("-initrd", files.toString()));
        command.addAll(guest.extraArguments());
        return command;
    }

    private String commandLine(List<String> jvmOptions, List<String> arguments) throws ToolException {
        List<String> words = new ArrayList<>();
        words.add(java.getFirst());
        words.addAll(jvmOptions);
        words.addAll(java.subList(1, java.size()));
        words.addAll(arguments);
        for (String word : words) {
            if (!PLAIN_WORD.matcher(word).matches()) {
                throw ToolException.usage("the Linux guest cannot be told '" + word + "'",
                        "words are printable ASCII without spaces, quotes and backslashes");
            }
        }
        String line = KERNEL_WORDS + " " + String.join(" ", words);
        if (words.size() > MOST_ARGUMENTS || line.length() > LONGEST_COMMAND_LINE) {
            throw ToolException.usage("the Linux guest cannot be told " + words.size() + " words of " + line.length()
                    + " bytes", "at most " + MOST_ARGUMENTS + " words and " + LONGEST_COMMAND_LINE + " bytes fit");
        }
        return line;
    }

    private static LinuxRun run(List<String> command, Duration timeout) throws IOException, InterruptedException {
        long start = System.nanoTime();
        Process process = new ProcessBuilder(command).redirectInput(Redirect.from(new File("/dev/null")))
                .redirectError(Redirect.INHERIT).start();
        // Should this JVM be ended, the guest must not outlive it.
        Thread hook = new Thread(process::destroyForcibly, "end of Linux guest");
        Runtime.getRuntime().addShutdownHook(hook);
        Thread alarm = Thread.ofVirtual().start(() -> endAfter(process, timeout));
        try (InputStream console = process.getInputStream()) {
            ConsoleReader reader = new ConsoleReader(start);
            reader.readAll(console);
            process.waitFor();
            return new LinuxRun(reader.lines(), reader.status(), reader.firstLine(), System.nanoTime() - start, command);
        } finally {
            alarm.interrupt();
            process.destroyForcibly();
            Runtime.getRuntime().removeShutdownHook(hook);
        }
    }

    private static void endAfter(Process process, Duration timeout) {
        try {
            if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    /** Takes the program's lines from what the machine prints. */
    static final class ConsoleReader {
        private final long start;
        private final List<String> lines = new ArrayList<>();
        private final StringBuilder line = new StringBuilder();
        private boolean begun;
        private OptionalInt status = OptionalInt.empty();
        private OptionalLong firstLine = OptionalLong.empty();

        /** {@code start} is when the machine started, by {@link System#nanoTime}. */
        ConsoleReader(long start) {
            this.start = start;
        }

        void readAll(InputStream console) throws IOException {
            byte[] bytes = new byte[1 << 12];
            int count;
            while ((count = console.read(bytes)) > 0) {
                for (char c : new String(bytes, 0, count, StandardCharsets.ISO_8859_1).toCharArray()) {
                    if (c == '\n') {
                        end();
                    } else if (c != '\r') {
                        line.append(c);
                    }
                }
            }
        }

        private void end() {
            String text = line.toString();
            line.setLength(0);
            if (!begun) {
                // Firmware and kernel may leave something on the line before.
                begun = text.endsWith(InitScript.BEGIN);
            } else if (status.isEmpty() && text.startsWith(InitScript.STATUS)) {
                status = statusOf(text.substring(InitScript.STATUS.length()));
                // The empty line that makes sure the status begins one.
                if (!lines.isEmpty() && lines.getLast().isEmpty()) {
                    lines.removeLast();
                }
            } else if (status.isEmpty()) {
                if (lines.isEmpty()) {
                    firstLine = OptionalLong.of(System.nanoTime() - start);
                }
                lines.add(text);
            }
        }

        private static OptionalInt statusOf(String digits) {
            return digits.matches("\\d{1,3}") ? OptionalInt.of(Integer.parseInt(digits)) : OptionalInt.empty();
        }

        List<String> lines() {
            return List.copyOf(lines);
        }

        OptionalInt status() {
            return status;
        }

        OptionalLong firstLine() {
            return firstLine;
        }
    }
}
