package org.eremite.image.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Path;
import java.util.List;
import org.eremite.image.ByteSize;
import org.junit.jupiter.api.Test;

class QemuCommandTest {
    private static GuestOptions guest(Accelerator accelerator, boolean icount, String commandLine, String... extra) {
        return new GuestOptions(Path.of("/images/app.hello.elf"), "q35", "max", 2, ByteSize.GIB, accelerator, icount,
                commandLine, List.of(extra));
    }

    private static String line(GuestOptions guest) {
        return QemuCommand.shellLine(QemuCommand.build("qemu-system-x86_64", guest, Path.of("/tmp/status")));
    }

    @Test
    void theWholeCommandLine() {
        assertEquals("qemu-system-x86_64 -nodefaults -no-user-config -machine q35 -cpu max -accel tcg,thread=multi"
                + " -smp 2 -m 1024M -kernel /images/app.hello.elf -append 'log=debug -- a b'"
                + " -display none -no-reboot -chardev stdio,id=console,signal=on -serial chardev:console"
                + " -chardev file,id=status,path=/tmp/status -device isa-debugcon,iobase=0xe9,chardev=status"
                + " -device isa-debug-exit,iobase=0xf4,iosize=0x04 -d int",
                line(guest(Accelerator.TCG, false, "log=debug -- a b", "-d", "int")));
    }

    @Test
    void kvmTakesNoTranslatorOptions() {
        assertEquals(1, QemuCommand.build("q", guest(Accelerator.KVM, false, ""), Path.of("s")).stream()
                .filter("kvm"::equals).count());
    }

    @Test
    void instructionCountingUsesOneHostThread() {
        List<String> words = QemuCommand.build("q", guest(Accelerator.TCG, true, ""), Path.of("s"));
        assertEquals(List.of("-accel", "tcg,thread=single", "-icount", "shift=0,sleep=off"),
                words.subList(words.indexOf("-accel"), words.indexOf("-accel") + 4));
    }

    @Test
    void anEmptyCommandLineIsLeftOut() {
        assertFalse(line(guest(Accelerator.TCG, false, "")).contains("-append"));
    }

    @Test
    void aCommaInTheStatusFileIsDoubled() {
        List<String> words = QemuCommand.build("q", guest(Accelerator.TCG, false, ""), Path.of("/tmp/a,b"));
        assertEquals(1, words.stream().filter("file,id=status,path=/tmp/a,,b"::equals).count());
    }

    @Test
    void aQuoteSurvivesTheShell() {
        assertEquals("a 'it'\\''s' ''", QemuCommand.shellLine(List.of("a", "it's", "")));
    }
}
