package org.eremite.image.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.OptionalInt;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.eremite.image.launch.Outcome.Ending;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatusChannelTest {
    @Property
    void everyStatusArrives(@ForAll @IntRange(max = 255) int status) {
        assertEquals(OptionalInt.of(status), StatusChannel.parse("exit " + status + "\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "exit 3", "exit\n", "exit \n", "exit 256\n", "exit -1\n", "exit 3 \n", "Exit 3\n",
        "exit 99999999999\n", "exit ３\n", " exit 3\n"})
    void whatIsNoStatementIsNone(String text) {
        assertEquals(OptionalInt.empty(), StatusChannel.parse(text));
    }

    @Test
    void theFirstStatementCountsAndNoiseIsPassedOver() {
        assertEquals(OptionalInt.of(7), StatusChannel.parse("noise\nexit x\nexit 7\nexit 0\n"));
    }

    @Property
    void noInputDoesHarm(@ForAll String text) {
        StatusChannel.parse(text);
    }

    @Test
    void endingsFollowFromStatementSignalAndQemu() {
        OptionalInt none = OptionalInt.empty();
        assertEquals(Ending.EXITED, Outcome.ending(OptionalInt.of(0), 99, none));
        assertEquals(Ending.PANICKED, Outcome.ending(OptionalInt.of(134), 99, none));
        assertEquals(Ending.UNSTATED, Outcome.ending(none, 0, none));
        assertEquals(Ending.UNSTATED, Outcome.ending(none, BootProtocol.QEMU_STATUS_AFTER_EXIT, none));
        assertEquals(Ending.NOT_STARTED, Outcome.ending(none, 1, none));
        assertEquals(Ending.SIGNALLED, Outcome.ending(none, 0, OptionalInt.of(2)));
    }
}
