package org.eremite.abi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class CommandLineTest {
    /** The launcher's side of the agreement, in its most cautious form: every byte escaped. */
    private static String encode(String word) {
        if (word.isEmpty()) {
            return "%";
        }
        StringBuilder text = new StringBuilder();
        for (byte b : word.getBytes(StandardCharsets.UTF_8)) {
            text.append(String.format("%%%02X", b & 0xFF));
        }
        return text.toString();
    }

    @Property
    void argumentsArriveAsTheyWereGiven(@ForAll List<String> arguments) {
        List<String> valid = arguments.stream()
                .map(text -> new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                .toList();
        String line = "log=info -- " + valid.stream().map(CommandLineTest::encode).collect(Collectors.joining(" "));
        assertEquals(valid, CommandLine.parse(line).arguments());
    }

    @Property
    void noLineFromOutsideMakesItFail(@ForAll String line) {
        CommandLine.parse(line);
    }

    @Example
    void kernelWordsBecomeVariablesPropertiesAndTheHeapLimit() {
        CommandLine line = CommandLine.parse("env=HOME=/x prop=a.b=c%20d xmx=1048576 log=debug log=loud quirk env= -- env=X=Y");
        assertEquals(Map.of("HOME", "/x"), line.environment());
        assertEquals(Map.of("a.b", "c d"), line.properties());
        assertEquals(1_048_576, line.maximumHeap());
        assertTrue(line.log().shows(LogLevel.DEBUG));
        assertEquals(List.of("log=loud", "quirk", "env="), line.unknown());
        assertEquals(List.of("env=X=Y"), line.arguments());
    }

    @Example
    void withoutSeparatorThereAreNoArguments() {
        assertTrue(CommandLine.parse("env=A=B").arguments().isEmpty());
    }

    @Example
    void brokenEscapesStandForThemselves() {
        assertEquals("a%zz%4", CommandLine.decode("a%zz%4"));
    }
}
