package org.eremite.hal.x86_64;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.lang.foreign.MemorySegment;
import org.eremite.tests.stress.Slab;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** The ring of received bytes between the interrupt handler and the reader. */
public final class RingStress {
    private RingStress() {
    }

    /** Two bytes are appended while two are taken. */
    @JCStressTest
    @Outcome(id = {"-1, -1", "-1, 7", "7, -1", "7, 9"}, expect = ACCEPTABLE, desc = "bytes in order, or not yet there")
    @Outcome(expect = FORBIDDEN, desc = "a byte that was not written, or in the wrong order")
    @State
    public static class PutAndTake {
        private final MemorySegment memory = Slab.take(ByteRing.BYTES);

        @Actor
        public void handler() {
            ByteRing.put(memory.address(), 7);
            ByteRing.put(memory.address(), 9);
        }

        @Actor
        public void reader(II_Result result) {
            result.r1 = ByteRing.take(memory.address());
            result.r2 = ByteRing.take(memory.address());
        }
    }
}
