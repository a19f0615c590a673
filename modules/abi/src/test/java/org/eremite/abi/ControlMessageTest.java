package org.eremite.abi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

class ControlMessageTest {
    @Property
    void whatTheHostSaysArrives(
            @ForAll @LongRange(min = 0, max = 999_999_999_999_999_999L) long bytes, @ForAll @IntRange(max = 255) int status) {
        assertEquals(Optional.of(new ControlMessage.EndOfInput(bytes)), ControlMessage.parse("end-of-input " + bytes));
        assertEquals(Optional.of(new ControlMessage.Dump()), ControlMessage.parse("dump"));
        assertEquals(Optional.of(new ControlMessage.Shutdown(status)), ControlMessage.parse("shutdown " + status));
    }

    @Property
    void anythingElseIsNoMessage(@ForAll @StringLength(max = 30) String noise) {
        assertEquals(Optional.empty(), ControlMessage.parse(noise));
    }

    @Example
    void numbersOutOfRangeAreNoMessage() {
        for (String line : List.of("shutdown 256", "shutdown -1", "shutdown", "shutdown 1 ", "end-of-input",
                "end-of-input 1234567890123456789", "end-of-input +1", "END-OF-INPUT 1")) {
            assertEquals(Optional.empty(), ControlMessage.parse(line), line);
        }
    }

    @Property
    void linesComeOutAsTheyWentInAndTooLongOnesDoNot(@ForAll @Size(max = 6) List<@IntRange(max = 2 * LineAssembler.LONGEST) Integer> lengths) {
        LineAssembler lines = new LineAssembler();
        List<String> out = new ArrayList<>();
        for (int length : lengths) {
            for (int i = 0; i < length; i++) {
                assertTrue(lines.accept('a' + length % 26).isEmpty());
            }
            lines.accept('\n').ifPresent(out::add);
        }
        List<String> expected = lengths.stream().filter(length -> length <= LineAssembler.LONGEST)
                .map(length -> String.valueOf((char) ('a' + length % 26)).repeat(length)).toList();
        assertEquals(expected, out);
    }
}
