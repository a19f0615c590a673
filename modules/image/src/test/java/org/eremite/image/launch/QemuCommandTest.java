package org.eremite.image.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.eremite.image.ByteSize;
import org.junit.jupiter.api.Test;

class QemuCommandTest {
    private static GuestOptions guest(Accelerator accelerator, boolean icount, String commandLine, String... extra) {
        return new GuestOptions(Path.of("/images/app.hello.elf"), "q35", "max", 2, ByteSize.GIB, accelerator, icount,
                commandLine, OptionalInt.empty(), List.of(extra));
    }

    private static List<String> words(GuestOptions guest) {
        return QemuCommand.build(List.of("setsid", "qemu-system-x86_64"), guest, files("/tmp/run"));
    }

    private static RunDirectory files(String directory) {
        return new RunDirectory(Path.of(directory), Path.of(directory, "status"), Path.of(directory, "control"));
    }

    private static String line(GuestOptions guest) {
        return QemuCommand.shellLine(words(guest));
    }

    @Test
    void theWholeCommandLine() {
        assertEquals("setsid qemu-system-x86_64 -nodefaults -no-user-config -machine q35 -cpu max -accel tcg,thread=multi"
                + " -smp 2 -m 1024M -kernel /images/app.hello.elf -append 'log=debug -- a b'"
                + " -display none -no-reboot -chardev stdio,id=console,signal=on -serial chardev:console"
                + " -chardev socket,id=control,path=/tmp/run/control -device isa-serial,index=1,chardev=control"
                + " -chardev file,id=status,path=/tmp/run/status -device isa-debugcon,iobase=0xe9,chardev=status"
                + " -device isa-debug-exit,iobase=0xf4,iosize=0x04 -d int",
                line(guest(Accelerator.TCG, false, "log=debug -- a b", "-d", "int")));
    }

    @Test
    void kvmTakesNoTranslatorOptions() {
        assertEquals(1, words(guest(Accelerator.KVM, false, "")).stream()
                .filter("kvm"::equals).count());
    }

    @Test
    void instructionCountingUsesOneHostThread() {
        List<String> words = words(guest(Accelerator.TCG, true, ""));
        assertEquals(List.of("-accel", "tcg,thread=single", "-icount", "shift=0,sleep=off", "-rtc", "clock=vm"),
                words.subList(words.indexOf("-accel"), words.indexOf("-accel") + 6));
    }

    @Test
    void anEmptyCommandLineIsLeftOut() {
        assertFalse(line(guest(Accelerator.TCG, false, "")).contains("-append"));
    }

    @Test
    void aCommaInAPathIsDoubled() {
        List<String> words = QemuCommand.build(List.of("q"), guest(Accelerator.TCG, false, ""), files("/tmp/a,b"));
        assertEquals(1, words.stream().filter("file,id=status,path=/tmp/a,,b/status"::equals).count());
        assertEquals(1, words.stream().filter("socket,id=control,path=/tmp/a,,b/control"::equals).count());
    }

    @Test
    void aDebuggerIsWaitedForOnThisHostOnly() {
        GuestOptions guest = new GuestOptions(Path.of("i"), "q35", "max", 1, ByteSize.GIB, Accelerator.TCG, false, "",
                OptionalInt.of(4321), List.of());
        assertTrue(line(guest).endsWith(" -S -gdb tcp:localhost:4321"), line(guest));
    }

    @Test
    void aQuoteSurvivesTheShell() {
        assertEquals("a 'it'\\''s' ''", QemuCommand.shellLine(List.of("a", "it's", "")));
    }
}
