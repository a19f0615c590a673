package org.eremite.image.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineCodecTest {
    @Provide
    Arbitrary<List<String>> texts() {
        Arbitrary<String> any = Arbitraries.strings().all()
                .filter(text -> text.codePoints().noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE));
        Arbitrary<String> awkward = Arbitraries.of("", " ", "--", "%", "%25", "'\"'", "a b", "ü€𝄞", "\0\n\t", "-x=y");
        return Arbitraries.oneOf(any, awkward).list().ofMaxSize(8);
    }

    @Property
    void everySequenceOfTextsSurvives(@ForAll("texts") List<String> kernel, @ForAll("texts") List<String> arguments) {
        List<String> words = kernel.stream().filter(word -> !word.equals("--")).toList();
        CommandLineCodec.CommandLine decoded = CommandLineCodec.decode(CommandLineCodec.encode(words, arguments));
        assertEquals(words, decoded.kernelWords());
        assertEquals(arguments, decoded.arguments());
    }

    @Property
    void theLineIsPrintableAscii(@ForAll("texts") List<String> arguments) {
        String line = CommandLineCodec.encode(List.of(), arguments);
        assertTrue(line.chars().allMatch(c -> c >= ' ' && c < 0x7F), line);
    }

    @Property
    void anyLineIsDecodedOrRefused(@ForAll String line) {
        try {
            CommandLineCodec.decode(line);
        } catch (IllegalArgumentException expected) {
            assertTrue(expected.getMessage() != null);
        }
    }

    @Test
    void ordinaryWordsStayReadable() {
        assertEquals("env=HOME=/ log=debug -- --size 10 it's%20two ü".replace("ü", "%C3%BC"),
                CommandLineCodec.encode(List.of("env=HOME=/", "log=debug"), List.of("--size", "10", "it's two", "ü")));
    }

    @Test
    void onlyTheFirstSeparatorSeparates() {
        assertEquals(List.of("--", "x"), CommandLineCodec.decode("a -- -- x").arguments());
    }

    @ParameterizedTest
    @ValueSource(strings = {"%2", "a%", "%zz", "%c3%bc", "%C3", "ü", "a\tb"})
    void badWordsAreRefused(String line) {
        assertThrows(IllegalArgumentException.class, () -> CommandLineCodec.decode(line));
    }

    @Test
    void whatIsNoTextIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> CommandLineCodec.encode(List.of(), List.of("\uD800")));
        assertThrows(IllegalArgumentException.class, () -> CommandLineCodec.encode(List.of("--"), List.of()));
    }
}
