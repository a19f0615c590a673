package org.eremite.tests.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing above the contract of the machine names one machine's parts. */
class MachineNamesTest {
    @Test
    void modulesAboveTheContractNameNoMachine() throws IOException {
        List<String> faults = new ArrayList<>();
        int files = 0;
        for (Path module : SourceTree.modules()) {
            String name = module.getFileName().toString();
            if (!name.startsWith("hal") && !name.equals("image")) {
                for (Path file : SourceTree.files(module.resolve("src/main"))) {
                    if (file.toString().endsWith(".java")) {
                        files++;
                        MachineNames.in(Files.readString(file)).forEach(line -> faults.add(
                                SourceTree.root().relativize(file) + ":" + line));
                    }
                }
            }
        }
        assertTrue(files > 50, "looks at the wrong files: files=" + files);
        assertEquals(List.of(), faults);
    }

    @ParameterizedTest
    @ValueSource(strings = {"long cr3 = 0;", "writeMsr(1);", "int MSR_BASE;", "String s = \"CPUID\";", "Apic apic;",
        "requires org.eremite.hal.x86_64;", "char c = '\"'; long tsc;", "String s = \"/*\"; gdt();", "class X86Machine {",
        "String s = \"\"\"\n // idt\n \"\"\";"})
    void aNameOfOneMachineIsFound(String source) {
        assertEquals(1, MachineNames.in(source).size(), source);
    }

    @ParameterizedTest
    @ValueSource(strings = {"int accredit = 1; // as cr3", "/** Not the APIC. */ void timer();", "/* gdt\n idt */ int width;",
        "String s = \"timer\";", "int identity, tscale, msrp, across;"})
    void otherTextsAreNot(String source) {
        assertEquals(List.of(), MachineNames.in(source), source);
    }
}
