package org.eremite.image.launch;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** This JVM sends SIGQUIT to itself, and again if that is lost: it ignores the signal while it starts its attach listener. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class QuitSignalTest {
    @Test
    void eachSignalIsToldAndNothingIsLeftBehind() throws Exception {
        long process = ProcessHandle.current().pid();
        Semaphore told = new Semaphore(0);
        try (QuitSignal _ = QuitSignal.listen(told::release)) {
            for (int signal = 0; signal < 3; signal++) {
                do {
                    new ProcessBuilder("kill", "-QUIT", "" + process).start().waitFor();
                } while (!told.tryAcquire(5, TimeUnit.SECONDS));
            }
        }
        assertFalse(Files.exists(Path.of("/tmp/.attach_pid" + process)));
        assertFalse(Files.exists(Path.of("/tmp/.java_pid" + process)));
    }
}
