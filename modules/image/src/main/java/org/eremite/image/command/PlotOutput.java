package org.eremite.image.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eremite.image.ToolException;
import org.eremite.image.report.SpeedUpPlot;

/** What {@code --plot} adds to a run: QEMU keeps a copy of the console, from which the picture is drawn afterwards. */
final class PlotOutput {
    private final Optional<Path> picture;
    private final Path console;

    private PlotOutput(Optional<Path> picture, Path console) {
        this.picture = picture;
        this.console = console;
    }

    /** With nothing to draw it does nothing. */
    static PlotOutput of(Optional<Path> picture) throws ToolException {
        if (picture.isEmpty()) {
            return new PlotOutput(picture, null);
        }
        try {
            // Tried before the guest takes its time.
            Files.writeString(picture.get(), "");
            Path console = Files.createTempFile("eremite-", ".console");
            console.toFile().deleteOnExit();
            return new PlotOutput(picture, console);
        } catch (IOException e) {
            throw new ToolException("cannot write " + picture.get() + " (" + e + ")", "choose another --plot", e);
        }
    }

    /** The arguments for QEMU, with those for the copy. */
    List<String> arguments(List<String> arguments) {
        List<String> all = new ArrayList<>(arguments);
        if (picture.isPresent()) {
            all.addAll(List.of("-set", "chardev.console.logfile=" + console));
        }
        return all;
    }

    /** Draws what the guest has told. */
    void draw(Tool tool) throws ToolException {
        if (picture.isEmpty()) {
            return;
        }
        try {
            SpeedUpPlot plot = SpeedUpPlot.of(Files.readString(console, StandardCharsets.ISO_8859_1).lines().toList());
            if (plot.isEmpty()) {
                throw new ToolException("the guest printed no speed-ups, so there is nothing to plot",
                        "run app.rayonlike, or leave out --plot");
            }
            Files.writeString(picture.get(), plot.draw());
            tool.say("wrote " + picture.get());
        } catch (NoSuchFileException ending) {
            // The tool is being ended by a signal, and the copy is gone already.
            return;
        } catch (IOException e) {
            throw new ToolException("cannot write " + picture.get() + " (" + e + ")", "choose another --plot", e);
        }
    }
}
