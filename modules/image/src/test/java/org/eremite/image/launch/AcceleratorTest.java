package org.eremite.image.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eremite.image.ToolException;
import org.eremite.image.launch.Accelerator.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AcceleratorTest {
    @TempDir
    private Path directory;

    private Accelerator.Host host(String flags, boolean device) throws IOException {
        Path cpuInfo = Files.writeString(directory.resolve("cpuinfo"),
                "processor\t: 0\nmodel name\t: svm vmx 3000\nflags\t\t: " + flags + "\n");
        Path kvm = directory.resolve("kvm");
        if (device) {
            Files.writeString(kvm, "");
        }
        return new Accelerator.Host(cpuInfo, kvm);
    }

    @Test
    void autoTakesKvmWhereFlagsAndDeviceAllow() throws Exception {
        assertEquals(Accelerator.KVM, Accelerator.choose(Request.AUTO, host("fpu vmx sse", true), false).accelerator());
        assertEquals(Accelerator.KVM, Accelerator.choose(Request.AUTO, host("fpu svm", true), false).accelerator());
    }

    @Test
    void aDeviceWithoutCpuFlagsProvesNothing() throws Exception {
        Accelerator.Choice choice = Accelerator.choose(Request.AUTO, host("fpu sse vmx_extra", true), false);
        assertEquals(Accelerator.TCG, choice.accelerator());
        assertTrue(choice.line().contains("neither vmx nor svm"), choice.line());
    }

    @Test
    void flagsWithoutDeviceTakeTcg() throws Exception {
        Accelerator.Choice choice = Accelerator.choose(Request.AUTO, host("vmx", false), false);
        assertEquals(Accelerator.TCG, choice.accelerator());
        assertTrue(choice.line().contains("there is no"), choice.line());
    }

    @Test
    void aHostThatTellsNothingTakesTcg() throws Exception {
        Accelerator.Host host = new Accelerator.Host(directory.resolve("none"), directory.resolve("none"));
        assertEquals(Accelerator.TCG, Accelerator.choose(Request.AUTO, host, false).accelerator());
    }

    @Test
    void kvmAskedForAndMissingIsAnError() throws Exception {
        Accelerator.Host host = host("vmx", false);
        assertThrows(ToolException.class, () -> Accelerator.choose(Request.KVM, host, false));
    }

    @Test
    void kvmAskedForAgainstTheFlagsIsTakenWithAWarning() throws Exception {
        Accelerator.Choice choice = Accelerator.choose(Request.KVM, host("fpu", true), false);
        assertEquals(Accelerator.KVM, choice.accelerator());
        assertTrue(choice.line().contains("slow"), choice.line());
    }

    @Test
    void instructionCountingNeedsTcg() throws Exception {
        Accelerator.Host host = host("vmx", true);
        assertEquals(Accelerator.TCG, Accelerator.choose(Request.AUTO, host, true).accelerator());
        assertThrows(ToolException.class, () -> Accelerator.choose(Request.KVM, host, true));
    }
}
