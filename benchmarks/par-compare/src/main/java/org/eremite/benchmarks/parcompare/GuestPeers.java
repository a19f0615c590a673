package org.eremite.benchmarks.parcompare;

import java.io.IOException;
import java.util.List;

/** The same program with par in two guests on the same machine. */
public interface GuestPeers {
    /** What the program in an image is called. */
    String IMAGE = "image";
    /** What the program on HotSpot under Linux is called. */
    String HOTSPOT = "hotspot";

    /**
     * What boots both, the image first, on machines of so many CPUs; whoever is not asked anything waits.
     *
     * @return none, after one line that says why, where Linux cannot be had
     */
    List<PeerProcess.Start> on(int processors) throws IOException;
}
