package org.eremite.benchmarks.runner;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eremite.benchmarks.linux.LinuxImage;
import org.eremite.image.ToolException;

/** Measurements by a program that is the same on both systems. */
final class ProgramBench {
    private static final String SYSTEM = "benchmarks.system";
    private static final String KERNEL = "benchmarks.kernel";

    private final Systems systems;
    private final Report report;

    ProgramBench(Systems systems, Report report) {
        this.systems = systems;
        this.report = report;
    }

    void run(List<Part> parts) throws ToolException {
        Path program = systems.jar("benchmarks/system", SYSTEM);
        Path image = systems.image(KERNEL, List.of("--module-path",
                systems.jar("benchmarks/kernel", KERNEL) + ":" + program, "org.eremite." + KERNEL));
        Optional<LinuxImage> linux = systems.linux(SYSTEM, List.of(program),
                "org.eremite.benchmarks.system/org.eremite.benchmarks.system.Main", List.of("jdk.unsupported"));
        for (Part part : parts) {
            count(image, part);
            if (linux.isPresent()) {
                compare(image, linux.get(), part);
            }
        }
    }

    private void count(Path image, Part part) throws ToolException {
        GuestResult first = systems.run(image, part.processors(), Systems.MEMORY, true, part.countedArguments());
        GuestResult second = systems.run(image, part.processors(), Systems.MEMORY, true, part.countedArguments());
        report.counted(part.title(), Figures.of(first.lines()), Figures.of(second.lines()), first.command());
    }

    /** One system after the other, as often as asked. */
    private void compare(Path image, LinuxImage linux, Part part) throws ToolException {
        List<Figures> ours = new ArrayList<>();
        List<Figures> theirs = new ArrayList<>();
        List<String> command = List.of();
        for (int run = 0; run < report.runs(); run++) {
            ours.add(Figures.of(systems.run(image, part.processors(), Systems.MEMORY, false, part.timedArguments()).lines()));
            GuestResult other = systems.run(linux, part.processors(), Systems.MEMORY, part.timedArguments());
            theirs.add(Figures.of(other.lines()));
            command = other.command();
        }
        report.compared(part.title(), ours, theirs, linux.kernelName(), command);
    }
}
