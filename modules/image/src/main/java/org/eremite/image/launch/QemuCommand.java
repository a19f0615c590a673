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

    /** The words to execute: {@code program} is QEMU and what stands before it, {@code files} are those it talks through. */
    static List<String> build(List<String> program, GuestOptions guest, RunDirectory files) {
        List<String> words = new ArrayList<>(machine(program, guest));
        words.addAll(List.of(
                "-chardev", "socket,id=control,path=" + optionValue(files.control()),
                "-device", "isa-serial,index=%d,chardev=control".formatted(BootProtocol.CONTROL_LINE),
                "-chardev", "file,id=status,path=" + optionValue(files.status()),
                "-device", "isa-debugcon,iobase=0x%x,chardev=status".formatted(BootProtocol.STATUS_PORT),
                "-device", "isa-debug-exit,iobase=0x%x,iosize=0x%02x"
                        .formatted(BootProtocol.EXIT_PORT, BootProtocol.EXIT_PORT_SIZE)));
        guest.debugPort().ifPresent(port -> words.addAll(List.of("-S", "-gdb", "tcp:localhost:" + port)));
        words.addAll(guest.extraArguments());
        return words;
    }

    /**
     * The words for the machine itself, its kernel and its console on standard input and output: what another system
     * that is compared with an image is booted with, too.
     */
    public static List<String> machine(List<String> program, GuestOptions guest) {
        List<String> words = new ArrayList<>(program);
        words.addAll(List.of(
                "-nodefaults", "-no-user-config",
                "-machine", MachineType.optionOf(guest.machine()),
                "-cpu", guest.cpuModel(),
                "-accel", accelerator(guest)));
        if (guest.instructionCounting()) {
            // The battery-backed clock is the host's otherwise, and so is the time for which a guest waits for an update of it.
            words.addAll(List.of("-icount", "shift=0,sleep=off", "-rtc", "clock=vm"));
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
                "-serial", "chardev:console"));
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
    private static String optionValue(Path value) {
        return value.toString().replace(",", ",,");
    }

    /** {@code words} as a line to paste into a POSIX shell. */
    public static String shellLine(List<String> words) {
        return String.join(" ", words.stream().map(QemuCommand::quote).toList());
    }

    private static String quote(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
