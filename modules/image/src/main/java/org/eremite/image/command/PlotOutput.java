package org.eremite.image.command;

import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.eremite.image.ToolException;
import org.eremite.image.launch.GuestConsole;
import org.eremite.image.report.SpeedUpPlot;

/** What {@code --plot} adds to a run: a copy of the console, from which the picture is drawn afterwards. */
final class PlotOutput {
    private final Optional<Path> picture;
    private final ByteArrayOutputStream copy = new ByteArrayOutputStream();

    private PlotOutput(Optional<Path> picture) {
        this.picture = picture;
    }

    /** With nothing to draw it does nothing. */
    static PlotOutput of(Optional<Path> picture) throws ToolException {
        if (picture.isPresent()) {
            try {
                // Tried before the guest takes its time.
                Files.writeString(picture.get(), "");
            } catch (IOException e) {
                throw cannotWrite(picture.get(), e);
            }
        }
        return new PlotOutput(picture);
    }

    /** {@code console}, copied if there is something to draw. */
    GuestConsole listeningTo(GuestConsole console) {
        return picture.isEmpty() ? console : new GuestConsole(console.input(), new Copying(console.output(), copy));
    }

    /** Draws what the guest has told. */
    void draw(Tool tool) throws ToolException {
        if (picture.isEmpty()) {
            return;
        }
        try {
            SpeedUpPlot plot = SpeedUpPlot.of(copy.toString(StandardCharsets.ISO_8859_1).lines().toList());
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
            throw cannotWrite(picture.get(), e);
        }
    }

    private static ToolException cannotWrite(Path picture, IOException e) {
        return new ToolException("cannot write " + picture + " (" + e + ")", "choose another --plot", e);
    }

    /** Writes to {@code out}, and what that has taken to a copy. */
    private static final class Copying extends FilterOutputStream {
        private final ByteArrayOutputStream copy;

        Copying(OutputStream out, ByteArrayOutputStream copy) {
            super(out);
            this.copy = copy;
        }

        @Override
        public void write(int value) throws IOException {
            out.write(value);
            copy.write(value);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
            copy.write(bytes, offset, length);
        }
    }
}
