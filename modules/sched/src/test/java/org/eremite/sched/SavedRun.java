package org.eremite.sched;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.RandomGenerator;
import org.eremite.hal.sim.Schedule;
import org.eremite.sched.Program.Defect;
import org.eremite.sched.Program.Operation;
import org.eremite.sched.Program.Report;
import org.eremite.sched.Program.Step;
import org.eremite.sched.Program.Worker;

/**
 * A program and the schedule under which it fails, as text:
 * <pre>
 *   defect, CPUs, seed and nanoseconds for each step
 *   for each thread a line: "thread", priority, whether it is detached, then its steps as OPERATION:SUBJECT:AMOUNT
 *   choices of the schedule that are not 0, as INDEX:CHOICE
 * </pre>
 */
record SavedRun(Program program, Defect defect, int[] choices) {
    private static final Path DIRECTORY = Path.of("target", "failing-runs");
    private static final long STEPS = 2_000_000;
    private static final int LEAST_ATTEMPTS = 10;
    private static final int MOST_ATTEMPTS = 500;
    private static final String THREAD = "thread";

    /** {@code program}, which fails, with as few surprises in its schedule as still make it violate the same invariant. */
    static SavedRun ofFailure(Program program, Defect defect) {
        Report report = Programs.run(program, defect);
        int attempts = (int) Math.max(LEAST_ATTEMPTS, Math.min(MOST_ATTEMPTS, STEPS / report.steps()));
        int[] choices = Schedule.shrink(report.choices(),
                fewer -> Programs.run(program, defect, Schedule.of(fewer)).violated() == report.violated(), attempts);
        return new SavedRun(program, defect, choices);
    }

    /** The first program about the invariant that {@code defect} violates, by a generator of that seed, that shows it; or null. */
    static Program firstViolation(Defect defect, long seed, long steps) {
        Arbitrary<Program> programs = Programs.about(defect.violated());
        RandomGenerator<Program> generator = programs.generator(1000, true);
        Random random = new Random(seed);
        for (long taken = 0; taken < steps;) {
            Program program = generator.next(random).value();
            Report report = Programs.run(program, defect);
            if (report.violated() == defect.violated()) {
                return program;
            }
            taken += report.steps();
        }
        return null;
    }

    /** Runs it. */
    Report replay() {
        return Programs.run(program, defect, Schedule.of(choices));
    }

    /** Saves it in a file; returns what to tell. */
    String write() throws IOException {
        Files.createDirectories(DIRECTORY);
        Path file = DIRECTORY.resolve(Integer.toHexString(format().hashCode()) + ".txt");
        Files.writeString(file, format());
        Report report = replay();
        return report.violated() + ": " + report.failure() + "; " + Schedule.surprises(choices)
                + " choices of its schedule matter; to run it again: -Dtest=ReplayTest -Deremite.replay="
                + file.toAbsolutePath();
    }

    String format() {
        StringBuilder text = new StringBuilder();
        text.append(defect).append(' ').append(program.cpus()).append(' ').append(program.seed()).append(' ')
                .append(program.nanosPerStep()).append('\n');
        for (Worker worker : program.threads()) {
            text.append(THREAD).append(' ').append(worker.priority()).append(' ').append(worker.detached());
            for (Step step : worker.steps()) {
                text.append(' ').append(step.operation()).append(':').append(step.subject()).append(':').append(step.amount());
            }
            text.append('\n');
        }
        for (int i = 0; i < choices.length; i++) {
            if (choices[i] != 0) {
                text.append(i).append(':').append(choices[i]).append(' ');
            }
        }
        return text.append('\n').toString();
    }

    static SavedRun parse(String text) {
        List<String> lines = text.lines().toList();
        String[] head = lines.getFirst().split(" ");
        List<Worker> workers = new ArrayList<>();
        for (String line : lines.subList(1, lines.size() - 1)) {
            String[] words = line.split(" ");
            List<Step> steps = new ArrayList<>();
            for (int i = 3; i < words.length; i++) {
                String[] step = words[i].split(":");
                steps.add(new Step(Operation.valueOf(step[0]), Integer.parseInt(step[1]), Integer.parseInt(step[2])));
            }
            workers.add(new Worker(Integer.parseInt(words[1]), Boolean.parseBoolean(words[2]), steps));
        }
        Program program = new Program(
                Integer.parseInt(head[1]), Long.parseLong(head[2]), Integer.parseInt(head[3]), workers);
        return new SavedRun(program, Defect.valueOf(head[0]), choices(lines.getLast()));
    }

    private static int[] choices(String line) {
        int[] choices = new int[0];
        for (String word : line.isBlank() ? new String[0] : line.trim().split(" ")) {
            String[] choice = word.split(":");
            choices = Arrays.copyOf(choices, Integer.parseInt(choice[0]) + 1);
            choices[choices.length - 1] = Integer.parseInt(choice[1]);
        }
        return choices;
    }
}
