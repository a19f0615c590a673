package org.eremite.benchmarks.linux;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.eremite.image.ToolException;

/** Short programs of the host whose output matters. */
final class HostCommand {
    private HostCommand() {
    }

    /** What {@code words}, started in {@code directory}, prints; it must end with status 0. */
    static String output(List<String> words, Path directory) throws ToolException {
        String line = String.join(" ", words);
        try {
            Process process = new ProcessBuilder(words).directory(directory.toFile()).redirectErrorStream(true)
                    .redirectInput(Redirect.from(new File("/dev/null"))).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int status = process.waitFor();
            if (status != 0) {
                throw new ToolException(line + " failed with status " + status + ": "
                        + output.lines().reduce((_, last) -> last).orElse(""), "run it by hand and see why");
            }
            return output;
        } catch (IOException e) {
            throw new ToolException("cannot run " + line + ": " + e.getMessage(), "run it by hand and see why", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ToolException("interrupted", "start again", e);
        }
    }
}
