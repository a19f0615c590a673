package org.eremite.image.launch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eremite.image.ToolException;

/**
 * What executes the guest's instructions.
 */
public enum Accelerator {
    /** The processor itself, through the Linux kernel. */
    KVM,
    /** QEMU's translator. */
    TCG;

    private static final List<String> VIRTUALIZATION_FLAGS = List.of("vmx", "svm");

    /** What the user asked for. */
    public enum Request {
        /** KVM where it is usable, else TCG. */
        AUTO,
        /** KVM or nothing. */
        KVM,
        /** TCG. */
        TCG
    }

    /**
     * A decision and its reason.
     *
     * @param accelerator what was chosen
     * @param reason why, for the user
     */
    public record Choice(Accelerator accelerator, String reason) {
        /** Both in one line. */
        public String line() {
            return accelerator + " (" + reason + ")";
        }
    }

    /**
     * Where the host tells about itself.
     *
     * @param cpuInfo normally /proc/cpuinfo
     * @param kvmDevice normally /dev/kvm
     */
    public record Host(Path cpuInfo, Path kvmDevice) {
        /** This machine. */
        public static Host ofThisMachine() {
            return new Host(Path.of("/proc/cpuinfo"), Path.of("/dev/kvm"));
        }

        /** Why KVM cannot be opened here; empty if it can. */
        Optional<String> deviceObstacle() {
            if (!Files.exists(kvmDevice)) {
                return Optional.of("there is no " + kvmDevice);
            }
            return Files.isReadable(kvmDevice) && Files.isWritable(kvmDevice) ? Optional.empty()
                    : Optional.of(kvmDevice + " is not writable: add yourself to the group kvm");
        }

        /** Why KVM should not be used here; empty if it should. */
        public Optional<String> obstacle() {
            if (!hasVirtualizationFlags()) {
                return Optional.of("the CPU flags have neither vmx nor svm");
            }
            return deviceObstacle();
        }

        /** A device that opens proves nothing: without these flags ring 0 can be interpreted, far slower than TCG. */
        private boolean hasVirtualizationFlags() {
            try {
                return Files.readAllLines(cpuInfo, StandardCharsets.ISO_8859_1).stream()
                        .filter(line -> line.startsWith("flags"))
                        .flatMap(line -> Arrays.stream(line.split("\\s+")))
                        .anyMatch(VIRTUALIZATION_FLAGS::contains);
            } catch (IOException e) {
                return false;
            }
        }
    }

    /** Decides for {@code request} on {@code host}; with {@code instructionCounting} only TCG will do. */
    public static Choice choose(Request request, Host host, boolean instructionCounting) throws ToolException {
        if (instructionCounting) {
            if (request == Request.KVM) {
                throw ToolException.usage("--icount and --accel kvm exclude each other", "leave one out");
            }
            return new Choice(TCG, "--icount counts instructions");
        }
        return switch (request) {
            case TCG -> new Choice(TCG, "as asked");
            case KVM -> {
                Optional<String> missing = host.deviceObstacle();
                if (missing.isPresent()) {
                    throw new ToolException("--accel kvm: " + missing.get(), "or use --accel tcg");
                }
                yield new Choice(KVM, host.obstacle().map(why -> "as asked, though " + why + ": expect it to be slow")
                        .orElse("as asked"));
            }
            case AUTO -> host.obstacle().map(why -> new Choice(TCG, "no KVM: " + why))
                    .orElseGet(() -> new Choice(KVM, host.kvmDevice() + " is usable"));
        };
    }
}
