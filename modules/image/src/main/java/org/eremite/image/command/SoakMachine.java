package org.eremite.image.command;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.eremite.image.ToolException;
import org.eremite.image.launch.Accelerator;
import org.eremite.image.launch.GuestConsole;
import org.eremite.image.launch.GuestOptions;
import org.eremite.image.launch.Launcher;
import org.eremite.image.launch.Outcome;
import org.eremite.image.launch.QemuInstallation;
import org.eremite.image.report.Json;

/**
 * Where a soak test boots its image, and what its report says of that.
 *
 * @param qemu the program
 * @param memory RAM in bytes
 * @param directory where consoles and reports go
 */
record SoakMachine(Tool tool, String qemu, Accelerator.Choice choice, Assembly assembly, long memory, Path directory) {
    private static final String CPU_MODEL = "max";
    private static final String MACHINE = "q35";

    /**
     * A boot and its end.
     *
     * @param outcome how it ended
     * @param console what the guest wrote
     */
    record Boot(Outcome outcome, String console) {
        boolean good() {
            return outcome.ending() == Outcome.Ending.EXITED && outcome.exitStatus() == 0;
        }

        boolean interrupted() {
            return outcome.ending() == Outcome.Ending.SIGNALLED;
        }
    }

    /** Boots the image on {@code processors} CPUs and waits for its end. */
    Boot boot(int processors, String commandLine, Duration timeout) throws ToolException {
        GuestOptions guest = new GuestOptions(assembly.report().image(), MACHINE, CPU_MODEL, processors, memory,
                choice.accelerator(), false, commandLine, OptionalInt.empty(), List.of());
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        GuestConsole console = new GuestConsole(InputStream.nullInputStream(), output);
        Outcome outcome = new Launcher(qemu, tool.environment(), console, tool.err())
                .run(guest, Optional.of(timeout), Launcher.Observer.NONE).outcome();
        return new Boot(outcome, output.toString(StandardCharsets.UTF_8));
    }

    /** Keeps the console of {@code boot}, which did not end well, as {@code name}; returns what to tell of it. */
    String failure(Boot boot, String name) throws IOException {
        Path kept = directory.resolve(name + ".console");
        Files.writeString(kept, boot.console());
        return boot.outcome().ending().name().toLowerCase(Locale.ROOT) + ", status " + boot.outcome().exitStatus()
                + ", console in " + kept;
    }

    /** Writes the report of the test {@code name}. */
    void report(String name, Map<String, Object> about, List<Map<String, Object>> series) throws IOException {
        Map<String, Object> json = new LinkedHashMap<>(about);
        json.put("qemu", QemuInstallation.version(qemu).map(QemuInstallation.Version::text).orElse(null));
        json.put("machine", MACHINE);
        json.put("accelerator", choice.line());
        json.put("hostProcessors", tool.processors());
        json.put("memory", memory);
        json.put("series", series);
        json.put("image", assembly.json());
        Path file = directory.resolve(name + ".json");
        Files.writeString(file, Json.write(json) + "\n");
        tool.say("the report is " + file);
    }
}
