package org.eremite.image.launch;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** A machine that QEMU emulates and images boot on. */
public enum MachineType {
    /** A PC of 2009, with PCI Express. */
    Q35("q35", "q35"),
    /** A PC of 1996 (i440FX). */
    PC("pc", "pc"),
    /**
     * The smallest: no PCI. ACPI tells where CPUs and interrupt controllers are; clock and interval timer, which KVM
     * makes unnecessary, are there for TCG; QEMU shall not add words to the kernel command line.
     */
    MICROVM("microvm", "microvm,acpi=on,rtc=on,pit=on,auto-kernel-cmdline=off");

    private final String label;
    private final String option;

    MachineType(String label, String option) {
        this.label = label;
        this.option = option;
    }

    /** The type called {@code label} on the command line. */
    public static Optional<MachineType> named(String label) {
        return Arrays.stream(values()).filter(type -> type.label.equals(label)).findFirst();
    }

    /** All names, for messages. */
    public static String labels() {
        return Arrays.stream(values()).map(MachineType::label).collect(Collectors.joining(", "));
    }

    /** Its name on the command line. */
    public String label() {
        return label;
    }

    /** Value of QEMU's option {@code -machine}. */
    public String option() {
        return option;
    }

    /** {@link #option} of the type called {@code label}; another name is QEMU's own. */
    static String optionOf(String label) {
        return named(label).map(MachineType::option).orElse(label);
    }
}
