package org.eremite.image.launch;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.eremite.image.ByteSize;

/**
 * The QEMU command line for a guest; documented in docs/boot-protocol.md so that an image can be started by hand.
 */
public final class QemuCommand {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

    private QemuCommand() {
    }

    /** The words to execute: {@code qemu} is the program, {@code statusFile} receives what the guest writes to the status port. */
    public static List<String> build(String qemu, GuestOptions guest, Path statusFile) {
        List<String> words = new ArrayList<>(List.of(
                qemu,
                "-nodefaults", "-no-user-config",
                "-machine", guest.machine(),
                "-cpu", guest.cpuModel(),
                "-accel", accelerator(guest)));
        if (guest.instructionCounting()) {
            words.addAll(List.of("-icount", "shift=0,sleep=off"));
        }
        words.addAll(List.of(
                "-smp", Integer.toString(guest.processors()),
                "-m", memory(guest.memoryBytes()),
                "-kernel", guest.image().toString()));
        if (!guest.commandLine().isEmpty()) {
            words.addAll(List.of("-append", guest.commandLine()));
        }
        words.addAll(List.of(
                "-display", "none",
                "-no-reboot",
                "-chardev", "stdio,id=console,signal=on",
                "-serial", "chardev:console",
                "-chardev", "file,id=status,path=" + optionValue(statusFile.toString()),
                "-device", "isa-debugcon,iobase=0x%x,chardev=status".formatted(BootProtocol.STATUS_PORT),
                "-device", "isa-debug-exit,iobase=0x%x,iosize=0x%02x"
                        .formatted(BootProtocol.EXIT_PORT, BootProtocol.EXIT_PORT_SIZE)));
        words.addAll(guest.extraArguments());
        return words;
    }

    private static String accelerator(GuestOptions guest) {
        return switch (guest.accelerator()) {
            case KVM -> "kvm";
            case TCG -> guest.instructionCounting() ? "tcg,thread=single" : "tcg,thread=multi";
        };
    }

    private static String memory(long bytes) {
        return bytes % ByteSize.MIB == 0 ? bytes / ByteSize.MIB + "M" : bytes / ByteSize.KIB + "K";
    }

    /** Within an option list a comma is written twice. */
    private static String optionValue(String value) {
        return value.replace(",", ",,");
    }

    /** {@code words} as a line to paste into a POSIX shell. */
    public static String shellLine(List<String> words) {
        return String.join(" ", words.stream().map(QemuCommand::quote).toList());
    }

    private static String quote(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
