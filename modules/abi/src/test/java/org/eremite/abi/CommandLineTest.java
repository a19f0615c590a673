package org.eremite.abi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.eremite.hal.log.LogLevel;
import org.eremite.hal.log.LogLevels;
import org.eremite.hal.log.LogModule;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {
    private static CommandLine parse(String line) {
        return CommandLine.parse(line, LogLevels.DEFAULT);
    }

    /** The launcher's side of the agreement (docs/boot-protocol.md), independent of the decoder's. */
    private static String encode(String word) {
        if (word.isEmpty()) {
            return "%";
        }
        StringBuilder text = new StringBuilder();
        for (byte b : word.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = b > ' ' && b < 0x7F && b != '%';
            text.append(plain ? String.valueOf((char) b) : String.format("%%%02X", b & 0xFF));
        }
        return text.toString();
    }

    @Provide
    Arbitrary<List<String>> texts() {
        Arbitrary<String> any = Arbitraries.strings().all()
                .filter(text -> text.codePoints().noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE));
        Arbitrary<String> awkward = Arbitraries.of("", " ", "--", "%", "%25", "'\"'", "a b", "ü€𝄞", "\0\n\t", "-x=y");
        return Arbitraries.oneOf(any, awkward).list().ofMaxSize(8);
    }

    @Property
    void argumentsArriveAsTheyWereGiven(@ForAll("texts") List<String> arguments) {
        String line = "log=info -- " + arguments.stream().map(CommandLineTest::encode).collect(Collectors.joining(" "));
        assertEquals(arguments, parse(line).arguments());
        assertEquals(List.of(), parse(line).malformed());
    }

    @Property
    void valuesOfPropertiesArriveAsTheyWereGiven(@ForAll("texts") List<String> values) {
        StringBuilder line = new StringBuilder();
        Map<String, String> expected = new TreeMap<>();
        for (String value : values) {
            String key = "key" + expected.size();
            expected.put(key, value);
            line.append("prop=").append(key).append('=').append(value.isEmpty() ? "" : encode(value)).append("  ");
        }
        assertEquals(expected, parse(line.toString()).properties());
    }

    @Property
    void noLineFromOutsideMakesItFail(@ForAll String line) {
        parse(line);
    }

    @Example
    void kernelWordsBecomeVariablesPropertiesAndTheHeapLimit() {
        CommandLine line = parse("env=HOME=/x prop=a.b=c%20d xmx=1048576 log=debug log=loud quirk env= -- env=X=Y");
        assertEquals(Map.of("HOME", "/x"), line.environment());
        assertEquals(Map.of("a.b", "c d"), line.properties());
        assertEquals(1_048_576, line.maximumHeap());
        assertTrue(line.log().shows(LogModule.VM, LogLevel.DEBUG));
        assertEquals(List.of("log=loud", "quirk", "env="), line.unknown());
        assertEquals(List.of("env=X=Y"), line.arguments());
    }

    @Example
    void withoutSeparatorThereAreNoArguments() {
        assertTrue(parse("env=A=B").arguments().isEmpty());
    }

    @Example
    void ofAWordGivenTwiceTheLastCounts() {
        CommandLine line = parse("env=A=1 log=off env=A=2 xmx=7 log=trace xmx=8");
        assertEquals(Map.of("A", "2"), line.environment());
        assertEquals(LogLevel.TRACE, line.log().level(LogModule.JDK));
        assertEquals(8, line.maximumHeap());
    }

    @Example
    void onlyTheFirstSeparatorSeparates() {
        assertEquals(List.of("--", "x"), parse("log=off -- -- x").arguments());
    }

    @Example
    void anEscapedSeparatorSeparatesNothing() {
        CommandLine line = parse("%2D%2D x");
        assertEquals(List.of(), line.arguments());
        assertEquals(List.of("%2D%2D", "x"), line.unknown());
    }

    /** The words that the launcher's decoder refuses, and bytes that are not UTF-8. */
    @ParameterizedTest
    @ValueSource(strings = {"%2", "a%", "%zz", "%c3%bc", "%C3", "a\tb", "%41%zz", "%ED%A0%80", "%C0%80", "\u00C3\u00BC"})
    void aWordThatIsNotWellFormedIsKeptWholeAsAnArgumentAndHasNoEffectInTheKernel(String word) {
        String text = word.startsWith("\u00C3") ? "ü" : word;
        CommandLine line = parse("env=A=" + word + " -- x " + word);
        assertEquals(Map.of(), line.environment());
        assertEquals(List.of("env=A=" + text), line.unknown());
        assertEquals(List.of("x", text), line.arguments());
        assertEquals(List.of(text), line.malformed());
    }

    @ParameterizedTest
    @ValueSource(strings = {"env=", "env==", "env==x", "env=A", "env=A%00=x", "env=A=%00", "prop=", "prop=a", "prop==x", "xmx=",
        "xmx=-1", "xmx=1k", "xmx=9999999999999999999", "log=", "log=LOUD", "LOG=info", "env", "quiet"})
    void kernelWordsThatMakeNoSenseAreListedAndHaveNoEffect(String word) {
        CommandLine line = parse(word);
        assertEquals(List.of(word), line.unknown());
        assertEquals(Map.of(), line.environment());
        assertEquals(Map.of(), line.properties());
        assertEquals(0, line.maximumHeap());
        assertEquals(LogLevels.DEFAULT, line.log());
    }

    @Example
    void levelsOfTheLogAddUpOnTopOfThoseOfTheImage() {
        CommandLine line = CommandLine.parse("log=sched=debug log=mm=trace,vm=off log=net=info", LogLevels.DEFAULT.with("error"));
        assertEquals(LogLevel.DEBUG, line.log().level(LogModule.SCHED));
        assertEquals(LogLevel.TRACE, line.log().level(LogModule.MM));
        assertEquals(LogLevel.OFF, line.log().level(LogModule.VM));
        assertEquals(LogLevel.ERROR, line.log().level(LogModule.HAL));
        assertEquals(List.of("log=net=info"), line.unknown());
    }
}
