package org.eremite.image.launch;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;

/**
 * The machine an image is booted on.
 *
 * @param image the ELF file
 * @param machine QEMU's machine type
 * @param cpuModel QEMU's CPU model
 * @param processors number of CPUs
 * @param memoryBytes RAM, in bytes
 * @param accelerator what executes the guest
 * @param instructionCounting whether the guest's clock counts instructions (deterministic, one host thread)
 * @param commandLine the kernel command line
 * @param debugPort TCP port of this host on which a debugger is waited for before the first instruction; empty without
 * @param extraArguments handed to QEMU unchanged, after all others
 */
public record GuestOptions(
        Path image,
        String machine,
        String cpuModel,
        int processors,
        long memoryBytes,
        Accelerator accelerator,
        boolean instructionCounting,
        String commandLine,
        OptionalInt debugPort,
        List<String> extraArguments) {

    /** Largest number of CPUs. */
    public static final int MAXIMUM_PROCESSORS = 64;

    /** Keeps an immutable copy of the arguments. */
    public GuestOptions {
        extraArguments = List.copyOf(extraArguments);
    }
}
