package org.eremite.benchmarks.runner;

import java.io.IOException;
import java.nio.file.Path;
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
    private static final List<String> ARGUMENTS = List.of(Peer.WORD, Peer.PAR);
    /** Of each machine: the largest inputs need some hundred megabytes. */
    private static final long MEMORY = 4 * ByteSize.GIB;
    /**
     * Code that replaces other code is what QEMU's translator sometimes meets half written: the JVM dies of it. So there is
     * but one compiler, the better one.
     */
    private static final List<String> JVM_OPTIONS = List.of("-Xms1g", "-Xmx2g", "-XX:-TieredCompilation");

    private final Path root;

    ParGuests(Path root) {
        this.root = root;
    }

    @Override
    public List<PeerProcess> start(int processors) throws IOException {
        try {
            Systems systems = new Systems(root, false);
            List<Path> jars = List.of(systems.jar("benchmarks/par", MODULE), systems.jar("modules/app.rayonlike", "app.rayonlike"),
                    systems.jar("modules/par", "par"));
            Optional<LinuxImage> linux = systems.linux(MODULE, jars,
                    "org.eremite.benchmarks.par/org.eremite.benchmarks.par.Main", List.of());
            if (linux.isEmpty()) {
                return List.of();
            }
            String program = "org.eremite." + MODULE;
            systems.image(MODULE, List.of("--module-path", jars.getFirst().toString(), program));
            PeerProcess image = new PeerProcess(IMAGE, List.of(root.resolve("build.sh").toString(), "run", "--accel", "tcg",
                    "--smp", Integer.toString(processors), "--memory", MEMORY / ByteSize.GIB + "G", "--module-path",
                    jars.getFirst().toString(), program, "--", ARGUMENTS.getFirst(), ARGUMENTS.getLast()));
            return List.of(image, new PeerProcess(HOTSPOT,
                    systems.command(linux.get(), processors, MEMORY, JVM_OPTIONS, ARGUMENTS), LinuxImage.BEGIN));
        } catch (ToolException failure) {
            throw new IOException(failure.line(), failure);
        }
    }
}
