package org.eremite.tests.platform;

import java.util.List;
import java.util.concurrent.TimeUnit;

/** The process itself, others that cannot be, and native code that is not there. */
final class ProcessesChapter {
    private static final String MISSING = "/no/such/program";

    private ProcessesChapter() {}

    static void tell(Transcript transcript) {
        self(transcript);
        others(transcript);
        libraries(transcript);
    }

    private static void self(Transcript t) {
        ProcessHandle self = ProcessHandle.current();
        t.line("process.alive", () -> self.isAlive());
        t.line("process.pid", () -> self.pid() > 0);
        t.line("process.equal", () -> ProcessHandle.of(self.pid()).orElseThrow().equals(self));
        t.line("process.listed", () -> ProcessHandle.allProcesses().anyMatch(self::equals));
        t.line("process.info", () -> self.info().user().isPresent() && self.info().startInstant().isPresent());
        t.line("process.started", () -> {
            long age = System.currentTimeMillis() - self.info().startInstant().orElseThrow().toEpochMilli();
            return age > -60_000 && age < TimeUnit.HOURS.toMillis(1);
        });
        t.line("process.children", () -> self.children().count());
        t.line("process.destroy", () -> self.destroy());
        t.line("process.onExit", () -> self.onExit());
        t.line("process.supports", () -> self.supportsNormalTermination());
        t.line("process.none", () -> ProcessHandle.of(Integer.MAX_VALUE - 1).isPresent());
        t.line("hook", () -> {
            Thread hook = new Thread(() -> {});
            Runtime.getRuntime().addShutdownHook(hook);
            return Runtime.getRuntime().removeShutdownHook(hook);
        });
    }

    private static void others(Transcript t) {
        t.refusal("exec", () -> Runtime.getRuntime().exec(new String[] {MISSING, "-x"}));
        t.refusal("builder", () -> new ProcessBuilder(MISSING).start());
        t.refusal("builder.inherited", () -> new ProcessBuilder(MISSING).inheritIO().start());
        t.refusal("builder.pipeline", () -> ProcessBuilder.startPipeline(List.of(new ProcessBuilder(MISSING), new ProcessBuilder(MISSING))));
        t.refusal("builder.empty", () -> new ProcessBuilder(List.of()).start());
        t.line("builder.message", () -> {
            try {
                return new ProcessBuilder(MISSING).start();
            } catch (java.io.IOException e) {
                return e.getMessage().startsWith("Cannot run program \"" + MISSING + "\"");
            }
        });
    }

    @SuppressWarnings("restricted")
    private static void libraries(Transcript t) {
        t.refusal("library.name", () -> System.loadLibrary("no-such-library"));
        t.refusal("library.path", () -> System.load("/no/such/library.so"));
        t.line("library.relative", () -> {
            System.load("relative.so");
            return null;
        });
        t.line("library.mapped", () -> System.mapLibraryName("x"));
        t.refusal("library.method", ProcessesChapter::absent);
    }

    private static native void absent();
}
