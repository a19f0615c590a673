package org.eremite.image.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import org.eremite.image.PhaseTimes;
import org.eremite.image.ToolException;
import org.eremite.image.application.Application;
import org.eremite.image.builder.BuildOptions;
import org.eremite.image.report.ImageReport;
import org.eremite.image.report.Json;
import org.eremite.image.store.ImageStore.StoredImage;

/**
 * An image that is up to date, and what is known of it.
 *
 * @param report what it consists of
 * @param json the same and how long its assembly took, as in the file {@code NAME.json} beside the image
 */
record Assembly(ImageReport report, Json.Fragment json) {

    /** Assembles the image of {@code application} if anything has changed. */
    static Assembly of(Tool tool, Application application, BuildOptions options) throws ToolException {
        PhaseTimes phases = new PhaseTimes(tool.progress(), System::nanoTime);
        StoredImage stored = tool.store().obtain(application, options, phases);
        if (!stored.rebuilt()) {
            tool.say(stored.elf() + " is up to date");
        }
        ImageReport report = ImageReport.of(application, stored.elf());
        Path file = stored.elf().resolveSibling(application.name() + ".json");
        try {
            if (stored.rebuilt() || !Files.exists(file)) {
                write(file, report, phases.seconds());
            }
            return new Assembly(report, new Json.Fragment(Files.readString(file).strip()));
        } catch (IOException e) {
            throw new ToolException("cannot write " + file + ": " + e.getMessage(),
                    "check its permissions and the free disk space", e);
        }
    }

    private static void write(Path file, ImageReport report, Map<String, Double> phases) throws IOException {
        Map<String, Object> json = report.json();
        json.put("assemblySeconds", phases);
        Path partial = file.resolveSibling(file.getFileName() + "." + ProcessHandle.current().pid() + ".partial");
        Files.writeString(partial, Json.write(json) + "\n");
        Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
