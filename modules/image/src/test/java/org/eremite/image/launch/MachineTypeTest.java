package org.eremite.image.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MachineTypeTest {
    @ParameterizedTest
    @EnumSource
    void everyTypeIsFoundByItsNameAndIsThatTypeOfQemu(MachineType type) {
        assertEquals(Optional.of(type), MachineType.named(type.label()));
        assertEquals(type.label(), type.option().split(",")[0]);
        assertTrue(MachineType.labels().contains(type.label()));
    }

    @Test
    void qemuAddsNothingToTheCommandLineOfAMicrovm() {
        assertTrue(MachineType.MICROVM.option().contains("auto-kernel-cmdline=off"));
    }

    @Test
    void otherNamesAreRefused() {
        assertEquals(Optional.empty(), MachineType.named("Q35"));
        assertEquals(Optional.empty(), MachineType.named(""));
    }
}
