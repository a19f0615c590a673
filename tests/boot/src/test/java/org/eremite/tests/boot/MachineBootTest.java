package org.eremite.tests.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.eremite.tests.boot.EremiteTool.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Machine types, many CPUs, much memory, and what a CPU has or lacks; one image, except where its level is the matter. */
class MachineBootTest {
    private static final String SECONDS = "200";

    private static Result on(String machine, int cpus, String... arguments) {
        return EremiteTool.guest(List.of("--machine", machine, "--smp", "" + cpus, "--timeout", SECONDS), arguments);
    }

    @ParameterizedTest(name = "{0} with {1} CPUs")
    @CsvSource({"q35,1", "q35,16", "pc,1", "pc,4", "microvm,1", "microvm,4"})
    void threadsRunOnEveryCpuOfEveryMachine(String machine, int cpus) {
        Result result = on(machine, cpus, "cpus=" + cpus, "smoke", "threads", "parallel");
        assertEquals(0, result.status(), result::everything);
        assertTrue(result.output().contains(" passed, 0 failed"), result::everything);
    }

    @ParameterizedTest
    @ValueSource(strings = {"q35", "microvm"})
    void sixtyFourCpusStart(String machine) {
        Result result = on(machine, 64, "cpus=64", "smoke");
        assertEquals(0, result.status(), result::everything);
    }

    @ParameterizedTest(name = "{0} ends with {1}")
    @CsvSource({"pc,0", "pc,255", "microvm,0", "microvm,200"})
    void allBitsOfTheStatusArriveFromEveryMachine(String machine, int status) {
        assertEquals(status, on(machine, 1, "exit", "" + status).status());
    }

    /** Pages that the guest never touches take nothing of the host. */
    @ParameterizedTest
    @ValueSource(strings = {"q35", "pc", "microvm"})
    void sixtyFourGibibytesAreUsable(String machine) {
        Result result = EremiteTool.guest(
                List.of("--machine", machine, "--smp", "2", "--timeout", SECONDS, "--memory", "64G", "-Xmx8g",
                        "--qemu-arg=-object", "--qemu-arg=memory-backend-ram,id=ram,size=64G,reserve=off",
                        "--qemu-arg=-machine", "--qemu-arg=memory-backend=ram"),
                "smoke", "memory");
        assertEquals(0, result.status(), result::everything);
        assertFalse(result.output().contains("asks for more than this machine has"), result::everything);
    }

    @ParameterizedTest
    @ValueSource(strings = {"q35", "pc", "microvm"})
    void everyByteOfALongInputArrives(String machine) {
        String text = new Random(machine.hashCode())
                .ints(50_000, ' ', '~')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        Result result = EremiteTool.guestReading(
                text,
                List.of("--machine", machine, "--timeout", SECONDS),
                "digest", "" + bytes.length);
        assertEquals(0, result.status(), result::everything);
        assertTrue(result.output().contains("digest " + Arrays.hashCode(bytes) + "\n"), result::everything);
    }

    @Test
    void noTwoBootsDrawTheSameRandomNumbers() {
        List<String> drawn = new ArrayList<>();
        for (int boot = 0; boot < 2; boot++) {
            Result result = on("q35", 1, "uuid");
            assertEquals(0, result.status(), result::everything);
            drawn.add(result.output().lines().filter(line -> line.startsWith("uuid ")).findFirst().orElseThrow());
        }
        assertNotEquals(drawn.get(0), drawn.get(1));
    }

    @ParameterizedTest(name = "--cpu {0}")
    @CsvSource(delimiter = ' ', value = {"max,-rdseed entropy", "max,-rdrand,-rdseed no_entropy"})
    void randomNumbersComeFromTheCpuOrNotAtAll(String cpu, String group) {
        Result result = EremiteTool.guest(List.of("--cpu", cpu, "--timeout", SECONDS), group);
        assertEquals(0, result.status(), result::everything);
    }

    @Test
    void anImageOfALowerLevelRunsOnACpuThatHasNoMore() {
        Result result = EremiteTool.run(Map.of(), "", List.of(
                "run", "app.hello", "-march=x86-64-v2", "--cpu", "max,-avx,-avx2,-fma,-bmi1,-bmi2,-pdpe1gb",
                "--memory", "6G", "--timeout", SECONDS));
        assertEquals(0, result.status(), result::everything);
        assertTrue(result.everything().contains("this CPU cannot reach for want of 1 GiB pages"), result::everything);
    }

    @Test
    void aLevelThatBootCannotCheckIsOneLine() {
        Result result = EremiteTool.run(Map.of(), "", List.of("run", "app.hello", "-march=native"));
        assertEquals(2, result.status(), result::everything);
        assertTrue(result.errors().contains("'native' is none of x86-64-v1, "), result::everything);
    }
}
