package org.eremite.image.command;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eremite.image.ToolException;
import org.eremite.image.launch.Accelerator;
import org.eremite.image.launch.BootProtocol;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * The machine to boot on and what to tell the guest.
 */
final class RunOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(names = "--smp", paramLabel = "N", converter = Converters.Processors.class,
            description = "Number of CPUs, 1 to 64 (default: 1; demo: the host's, at least 2).")
    private Integer processors;

    @Option(names = "--memory", paramLabel = "SIZE", defaultValue = "1G", converter = Converters.Size.class,
            description = "RAM, for example 512M or 2G (default: ${DEFAULT-VALUE}).")
    private long memory;

    @Option(names = "--accel", paramLabel = "auto|kvm|tcg", defaultValue = "auto",
            converter = Converters.AcceleratorRequest.class,
            description = "What executes the guest (default: KVM where the CPU's flags and /dev/kvm allow, else TCG).")
    private Accelerator.Request accelerator;

    @Option(names = "--machine", paramLabel = "q35|pc|microvm", defaultValue = "q35", converter = Converters.Machine.class,
            description = "Machine type (default: ${DEFAULT-VALUE}).")
    private String machine;

    @Option(names = "--cpu", paramLabel = "MODEL", defaultValue = "max",
            description = "CPU model, as QEMU names it (default: ${DEFAULT-VALUE}).")
    private String cpuModel;

    @Option(names = "--timeout", paramLabel = "SECONDS", converter = Converters.Seconds.class,
            description = "End the guest after this time, with exit status 124.")
    private Duration timeout;

    @Option(names = "--icount",
            description = "The guest's clock counts instructions: two runs are the same (TCG, one host thread).")
    private boolean instructionCounting;

    @Option(names = "--env", paramLabel = "KEY=VALUE", description = "Environment variable of the application.")
    private Map<String, String> environment = new LinkedHashMap<>();

    @Option(names = "-D", paramLabel = "KEY=VALUE", mapFallbackValue = "",
            description = "System property of the application.")
    private Map<String, String> properties = new LinkedHashMap<>();

    @Option(names = "-X", paramLabel = "mxSIZE", converter = Converters.MaximumHeap.class,
            description = "-Xmx: largest size of the Java heap.")
    private Long maximumHeap;

    @Mixin
    private LogOption log;

    @Option(names = "--kernel-args", paramLabel = "WORDS",
            description = "More words for the kernel, as on its command line.")
    private String kernelArguments = "";

    @Option(names = "--qemu-arg", paramLabel = "ARG", description = "Handed to QEMU unchanged; may be repeated.")
    private List<String> qemuArguments = new ArrayList<>();

    @Option(names = "--json",
            description = "Tell the outcome also as JSON: one line, the last on standard error.")
    private boolean json;

    @Option(names = "--verbose", description = "Print the QEMU command line, and hints when the guest just ends.")
    private boolean verbose;

    @Option(names = "--plot", paramLabel = "FILE.svg",
            description = "Draw the speed-ups that app.rayonlike prints, for example after -- --threads 1,2,4.")
    private Path plot;

    @Option(names = "--net", paramLabel = "none|user|tap=IF", hidden = true)
    private void net(String value) {
        throw Later.option(command, "--net");
    }

    @Option(names = "--forward", paramLabel = "HOST:GUEST", hidden = true)
    private void forward(String value) {
        throw Later.option(command, "--forward");
    }

    @Option(names = "--share", paramLabel = "DIR:TAG[:ro]", hidden = true)
    private void share(String value) {
        throw Later.option(command, "--share");
    }

    Optional<Integer> processors() {
        return Optional.ofNullable(processors);
    }

    long memory() {
        return memory;
    }

    Accelerator.Request accelerator() {
        return accelerator;
    }

    String machine() {
        return machine;
    }

    String cpuModel() {
        return cpuModel;
    }

    Optional<Duration> timeout() {
        return Optional.ofNullable(timeout);
    }

    boolean instructionCounting() {
        return instructionCounting;
    }

    List<String> qemuArguments() {
        return qemuArguments;
    }

    Optional<Path> plot() {
        return Optional.ofNullable(plot);
    }

    boolean json() {
        return json;
    }

    boolean verbose() {
        return verbose;
    }

    /** The kernel words these options and {@code variables} of the host stand for; those of {@link #rawKernelWords} not among them. */
    List<String> kernelWords(Map<String, String> variables) throws ToolException {
        List<String> words = new ArrayList<>();
        environment.forEach((key, value) -> words.add(BootProtocol.WORD_ENVIRONMENT + key + "=" + value));
        properties.forEach((key, value) -> words.add(BootProtocol.WORD_PROPERTY + key + "=" + value));
        if (maximumHeap != null) {
            words.add(BootProtocol.WORD_MAXIMUM_HEAP + maximumHeap);
        }
        log.levels(variables).ifPresent(levels -> words.add(BootProtocol.WORD_LOG + levels));
        return words;
    }

    /** The words of {@code --kernel-args}, as the user wrote them. */
    List<String> rawKernelWords() {
        return Arrays.stream(kernelArguments.strip().split("\\s+")).filter(word -> !word.isEmpty()).toList();
    }
}
