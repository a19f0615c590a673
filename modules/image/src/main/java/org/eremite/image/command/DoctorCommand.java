package org.eremite.image.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eremite.image.ByteSize;
import org.eremite.image.ToolException;
import org.eremite.image.launch.ProgramSearch;
import org.eremite.image.launch.QemuInstallation;
import picocli.CommandLine.Command;

/** {@code doctor}: one line for everything the tool depends on. */
@Command(name = "doctor", mixinStandardHelpOptions = true,
        description = "Checks what this machine has: one line each, with the fix. Exit status 1 if something needed is missing.")
final class DoctorCommand implements Callable<Integer> {
    private static final int JDK_VERSION = 25;
    private static final long MEMORY_FOR_ASSEMBLY = 3 * ByteSize.GIB;
    private static final long DISK_FOR_ASSEMBLY = 2 * ByteSize.GIB;
    private static final Path MEMORY_INFO = Path.of("/proc/meminfo");
    private static final Pattern MEMORY_AVAILABLE = Pattern.compile("MemAvailable:\\s*(\\d{1,15}) kB");

    private final Tool tool;
    private boolean healthy = true;

    DoctorCommand(Tool tool) {
        this.tool = tool;
    }

    @Override
    public Integer call() {
        needed(Runtime.version().feature() == JDK_VERSION, "JDK " + Runtime.version() + " in "
                + System.getProperty("java.home"), "set JAVA_HOME to a JDK " + JDK_VERSION);
        Optional<String> maven = ProgramSearch.onPath("mvn", tool.environment());
        needed(maven.isPresent(), "Maven" + maven.map(" "::concat).orElse(""), "sudo apt-get install -y maven");
        qemu();
        wished(ProgramSearch.onPath("setsid", tool.environment()).isPresent(), "setsid",
                "without it Ctrl-C ends QEMU before shutdown hooks run (util-linux)");
        Optional<String> obstacle = tool.host().obstacle();
        wished(obstacle.isEmpty(), "KVM" + obstacle.map(": "::concat).orElse(" is usable"), "images run under TCG, slower");
        wished(tool.processors() > 1, tool.processors() + " CPUs", "assembling takes longer on one");
        memory();
        long disk = tool.repository().root().toFile().getUsableSpace();
        wished(disk >= DISK_FOR_ASSEMBLY, ByteSize.format(disk) + " of disk free",
                "assembling wants " + ByteSize.format(DISK_FOR_ASSEMBLY));
        return healthy ? 0 : ToolException.FAILURE;
    }

    private void qemu() {
        Optional<String> program = new QemuInstallation(tool.environment()).find();
        Optional<QemuInstallation.Version> version = program.flatMap(QemuInstallation::version);
        needed(version.isPresent() && version.get().major() >= QemuInstallation.OLDEST_MAJOR_VERSION,
                "QEMU" + version.map(found -> " " + found.text()).orElse("")
                        + program.map(path -> " " + path).orElse(""),
                version.isEmpty() ? QemuInstallation.installLine()
                        : "version " + QemuInstallation.OLDEST_MAJOR_VERSION + " or newer is needed");
    }

    private void memory() {
        long available = 0;
        try {
            Matcher matcher = MEMORY_AVAILABLE.matcher(Files.readString(MEMORY_INFO, StandardCharsets.US_ASCII));
            if (matcher.find()) {
                available = Long.parseLong(matcher.group(1)) * ByteSize.KIB;
            }
        } catch (IOException e) {
            wished(false, "RAM: " + MEMORY_INFO + " cannot be read", "look for yourself");
            return;
        }
        wished(available >= MEMORY_FOR_ASSEMBLY, ByteSize.format(available) + " of RAM available",
                "assembling wants " + ByteSize.format(MEMORY_FOR_ASSEMBLY));
    }

    private void needed(boolean good, String what, String fix) {
        healthy &= good;
        wished(good, what, fix);
    }

    private void wished(boolean good, String what, String fix) {
        tool.out().println(good ? "✓ " + what : "✗ " + what + ": " + fix);
    }
}
