package org.eremite.hal.x86_64.assembler;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HexFormat;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.eremite.hal.code.CodeSection;
import org.eremite.hal.code.Permission;
import org.junit.jupiter.api.DynamicTest;

/** Tables of instructions and the bytes they must become. */
final class Encodings {
    private static final HexFormat HEX = HexFormat.ofDelimiter(" ").withUpperCase();

    private Encodings() {}

    /** One instruction in Intel syntax, the call that makes it, and its bytes in hexadecimal. */
    record Row(String instruction, Consumer<Assembler> call, String bytes) {}

    static Row row(String instruction, Consumer<Assembler> call, String bytes) {
        return new Row(instruction, call, bytes);
    }

    static Stream<DynamicTest> tests(Mode mode, Row... rows) {
        return Stream.of(rows)
                .map(row -> DynamicTest.dynamicTest(
                        mode.name().toLowerCase(Locale.ROOT) + ": " + row.instruction,
                        () -> assertEquals(row.bytes, hex(mode, row.call))));
    }

    static String hex(Mode mode, Consumer<Assembler> code) {
        return HEX.formatHex(section(mode, code).bytes());
    }

    static CodeSection section(Mode mode, Consumer<Assembler> code) {
        Assembler assembler = new Assembler();
        assembler.section("code", Permission.READ_EXECUTE, 4096);
        assembler.mode(mode);
        code.accept(assembler);
        return assembler.sections().getFirst();
    }
}
