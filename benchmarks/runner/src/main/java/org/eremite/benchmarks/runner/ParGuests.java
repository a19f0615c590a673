package org.eremite.benchmarks.runner;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eremite.benchmarks.linux.LinuxImage;
import org.eremite.benchmarks.par.Peer;
import org.eremite.benchmarks.parcompare.GuestPeers;
import org.eremite.benchmarks.parcompare.PeerProcess;
import org.eremite.image.ByteSize;
import org.eremite.image.ToolException;

/** The families with par in an image, and with the same class files under Linux; assembled when first needed. */
final class ParGuests implements GuestPeers {
    private static final String MODULE = "benchmarks.par";
    private static final String PROGRAM = "org.eremite." + MODULE;
    private static final List<String> ARGUMENTS = List.of(Peer.WORD, Peer.PAR);
    /** Of each machine: the largest inputs need some hundred megabytes. */
    private static final long MEMORY = 4 * ByteSize.GIB;
    /**
     * Code that replaces other code is what QEMU's translator sometimes meets half written: the JVM dies of it. So there is
     * but one compiler, the better one.
     */
    private static final List<String> JVM_OPTIONS = List.of("-Xms1g", "-Xmx2g", "-XX:-TieredCompilation");

    private final Path root;
    private Systems systems;
    private String modulePath;
    private Optional<LinuxImage> linux = Optional.empty();

    ParGuests(Path root) {
        this.root = root;
    }

    @Override
    public List<PeerProcess.Start> on(int processors) throws IOException {
        try {
            if (systems == null) {
                prepare();
            }
            if (linux.isEmpty()) {
                return List.of();
            }
            List<String> image = new ArrayList<>(List.of(root.resolve("build.sh").toString(), "run", "--accel", "tcg",
                    "--smp", Integer.toString(processors), "--memory", MEMORY / ByteSize.GIB + "G",
                    "--module-path", modulePath, PROGRAM, "--"));
            image.addAll(ARGUMENTS);
            List<String> hotspot = systems.command(linux.get(), processors, MEMORY, JVM_OPTIONS, ARGUMENTS);
            return List.of(() -> new PeerProcess(IMAGE, image), () -> new PeerProcess(HOTSPOT, hotspot, LinuxImage.BEGIN));
        } catch (ToolException failure) {
            throw new IOException(failure.line(), failure);
        }
    }

    /** Once for all numbers of CPUs. */
    private void prepare() throws ToolException {
        Systems made = new Systems(root, false);
        List<Path> jars = List.of(made.jar("benchmarks/par", MODULE), made.jar("modules/app.rayonlike", "app.rayonlike"),
                made.jar("modules/par", "par"));
        modulePath = jars.getFirst().toString();
        linux = made.linux(MODULE, jars, PROGRAM + "/" + PROGRAM + ".Main", List.of());
        if (linux.isPresent()) {
            made.image(MODULE, List.of("--module-path", modulePath, PROGRAM));
        }
        systems = made;
    }
}
