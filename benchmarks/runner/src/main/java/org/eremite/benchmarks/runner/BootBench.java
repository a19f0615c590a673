package org.eremite.benchmarks.runner;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eremite.benchmarks.linux.LinuxImage;
import org.eremite.image.ByteSize;
import org.eremite.image.ToolException;
import org.eremite.image.report.ElfFile;

/** From the start of QEMU to the first line of a greeting. */
final class BootBench {
    private static final String HELLO = "app.hello";
    private static final long[] MEMORIES = {128 * ByteSize.MIB, 8 * ByteSize.GIB};

    private final Systems systems;
    private final Report report;

    BootBench(Systems systems, Report report) {
        this.systems = systems;
        this.report = report;
    }

    void run() throws ToolException {
        Path image = systems.image(HELLO, List.of(HELLO));
        for (long memory : MEMORIES) {
            GuestResult first = systems.run(image, 1, memory, true, List.of());
            GuestResult second = systems.run(image, 1, memory, true, List.of());
            report.counted("boot with " + ByteSize.format(memory), phases(first.phases()), phases(second.phases()),
                    first.command());
        }
        report.fact("smallest memory of " + HELLO + ", bytes", smallestMemory(image));
        Optional<LinuxImage> linux = systems.linux(HELLO, List.of(systems.jar("modules/" + HELLO, HELLO)),
                "org.eremite.app.hello/org.eremite.app.hello.Main", List.of());
        if (linux.isPresent()) {
            compare(image, linux.get());
        }
    }

    /** Each phase as a figure of one sample, the instructions from the start of the clock, within the first, to its end. */
    private static Figures phases(Map<String, Long> ends) {
        Map<String, Map<String, Double>> figures = new LinkedHashMap<>();
        ends.forEach((name, end) -> figures.put("clock-to-" + name, Map.of("p50", (double) end)));
        return new Figures(figures);
    }

    private void compare(Path image, LinuxImage linux) throws ToolException {
        double[] ours = new double[report.runs()];
        double[] theirs = new double[report.runs()];
        List<String> command = List.of();
        for (int run = 0; run < report.runs(); run++) {
            ours[run] = systems.run(image, 1, Systems.MEMORY, false, List.of()).firstLineNanoseconds();
            GuestResult other = systems.run(linux, 1, Systems.MEMORY, List.of());
            theirs[run] = other.firstLineNanoseconds();
            command = other.command();
        }
        report.compared("boot", "start-of-QEMU-to-first-line", ours, theirs, linux.kernelName(), command);
    }

    /** To a MiB, between what the image itself takes and what certainly suffices. */
    private long smallestMemory(Path image) throws ToolException {
        long fails = 0;
        long works = MEMORIES[0] / ByteSize.MIB;
        while (works - fails > 1) {
            long middle = (fails + works) / 2;
            if (runsIn(image, middle * ByteSize.MIB)) {
                works = middle;
            } else {
                fails = middle;
            }
        }
        return works * ByteSize.MIB;
    }

    private boolean runsIn(Path image, long memory) throws ToolException {
        long end = ElfFile.read(image).segments().stream().filter(segment -> segment.type() == ElfFile.PT_LOAD)
                .mapToLong(segment -> segment.physicalAddress() + segment.memorySize()).max().orElse(0);
        if (memory <= end) {
            return false;
        }
        try {
            return !systems.run(image, 1, memory, false, List.of()).lines().isEmpty();
        } catch (ToolException tooSmall) {
            return false;
        }
    }
}
