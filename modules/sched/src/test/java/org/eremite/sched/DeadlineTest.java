package org.eremite.sched;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

/** Deadlines against arithmetic without bounds. */
class DeadlineTest {
    @Property
    void itIsLaterByWhatIsPositiveAndNeverComesIfOutOfRange(@ForAll @LongRange(min = 0) long now, @ForAll long nanos) {
        BigInteger exact = BigInteger.valueOf(now).add(BigInteger.valueOf(Math.max(nanos, 0)));
        assertEquals(exact.min(BigInteger.valueOf(Deadline.NONE)).longValueExact(), Deadline.after(now, nanos));
    }

    @Property
    void theEarlierOneIsTheSmallerOne(@ForAll long one, @ForAll long other) {
        assertEquals(Math.min(one, other), Deadline.earlier(one, other));
    }
}
