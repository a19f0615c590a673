package org.eremite.tests.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No arrow between modules goes up. */
class LayersTest {
    private static final int FEWEST_MODULES = 13;

    @Test
    void arrowsBetweenModulesOnlyGoDown() throws IOException {
        List<String> faults = new ArrayList<>();
        List<Path> modules = SourceTree.modules();
        assertTrue(modules.size() >= FEWEST_MODULES, "looks at the wrong directory: " + modules);
        for (Path module : modules) {
            ModuleDescriptor descriptor = SourceTree.descriptor(module);
            assertEquals("org.eremite." + module.getFileName(), descriptor.name());
            faults.addAll(Layers.faults(descriptor));
        }
        assertEquals(List.of(), faults);
    }

    private static List<String> faultsOf(String from, String to) {
        return Layers.faults(ModuleDescriptor.newModule("org.eremite." + from).requires("org.eremite." + to).build());
    }

    @ParameterizedTest
    @CsvSource({"mm, sched", "sched, vm", "hal, mm", "vm, io", "io, abi", "abi, jdk", "jdk, par", "par, par.guest",
        "par, app.hello", "app.hello, app.rayonlike", "mm, hal.x86_64", "app.hello, hal.x86_64", "vm, hal.sim", "hal.x86_64, mm",
        "hal.x86_64, hal.sim", "vm, image", "image, vm", "image, hal.x86_64", "abi, net", "jdk, fs.virtio",
        "fs.virtio, net", "virtio, io", "app.hello, nosuch", "vm, vm.more"})
    void anArrowUpIsFound(String from, String to) {
        assertEquals(List.of(from + " must not require " + to), faultsOf(from, to));
    }

    @ParameterizedTest
    @CsvSource({"par.guest, par", "par.guest, abi", "app.netbench, net", "app.hello, hal", "net, virtio", "net, io",
        "jdk, vm", "hal.x86_64, hal", "image, hal"})
    void anArrowDownIsAllowed(String from, String to) {
        assertEquals(List.of(), faultsOf(from, to));
    }

    @Test
    void aModuleOutsideThePictureIsFound() {
        assertEquals(List.of("more has no place in the layer picture"),
                Layers.faults(ModuleDescriptor.newModule("org.eremite.more").requires("java.base").build()));
    }
}
