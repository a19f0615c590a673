package org.eremite.par;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;

/** The deque: every element is handed out once, to one, and whole. */
public final class DequeStress {
    private DequeStress() {
    }

    /** An element whose content is written by ordinary stores. */
    static final class Box {
        int content;

        Box(int content) {
            this.content = content;
        }
    }

    static int content(Box box) {
        return box == null ? 0 : box.content;
    }

    /** Owner and thief want the last element. */
    @JCStressTest
    @Outcome(id = {"1, 0", "0, 1"}, expect = ACCEPTABLE, desc = "one of them has it")
    @Outcome(expect = FORBIDDEN, desc = "lost, or handed out twice")
    @State
    public static class LastElement {
        private final WorkStealingDeque<Box> deque = new WorkStealingDeque<>();

        /** Puts the element. */
        public LastElement() {
            deque.push(new Box(1));
        }

        @Actor
        public void owner(II_Result result) {
            result.r1 = content(deque.pop());
        }

        @Actor
        public void thief(II_Result result) {
            result.r2 = content(deque.steal());
        }
    }

    /** A thief that sees an element sees what the owner wrote into it. */
    @JCStressTest
    @Outcome(id = {"0", "7"}, expect = ACCEPTABLE, desc = "too early, or whole")
    @Outcome(id = "-1", expect = FORBIDDEN, desc = "an element whose content is not there yet")
    @State
    public static class Publication {
        private final WorkStealingDeque<Box> deque = new WorkStealingDeque<>();

        @Actor
        public void owner() {
            deque.push(new Box(7));
        }

        @Actor
        public void thief(I_Result result) {
            Box box = deque.steal();
            result.r1 = box == null ? 0 : box.content == 7 ? 7 : -1;
        }
    }

    /** Two elements, the owner and two thieves. */
    @JCStressTest
    @Outcome(id = {"2, 1, 0", "2, 0, 1", "0, 1, 2", "0, 2, 1", "1, 0, 2", "1, 2, 0"}, expect = ACCEPTABLE,
            desc = "each element went to one")
    @Outcome(expect = FORBIDDEN, desc = "lost, or handed out twice")
    @State
    public static class TwoThieves {
        private final WorkStealingDeque<Box> deque = new WorkStealingDeque<>();

        /** Puts the elements. */
        public TwoThieves() {
            deque.push(new Box(1));
            deque.push(new Box(2));
        }

        @Actor
        public void owner(III_Result result) {
            result.r1 = content(deque.pop());
        }

        @Actor
        public void oneThief(III_Result result) {
            result.r2 = content(deque.steal());
        }

        @Actor
        public void anotherThief(III_Result result) {
            result.r3 = content(deque.steal());
        }
    }

    /** The array grows under a thief's hands. */
    @JCStressTest
    @Outcome(id = "7", expect = ACCEPTABLE, desc = "each of the three elements was found once")
    @Outcome(expect = FORBIDDEN, desc = "lost, or handed out twice")
    @State
    public static class Growth {
        private final WorkStealingDeque<Box> deque = new WorkStealingDeque<>(1);
        private int stolen;
        private int popped;

        @Actor
        public void owner() {
            deque.push(new Box(1));
            deque.push(new Box(2));
            popped = content(deque.pop());
            deque.push(new Box(4));
        }

        @Actor
        public void thief() {
            stolen = content(deque.steal()) + content(deque.steal());
        }

        @Arbiter
        public void rest(I_Result result) {
            int sum = stolen + popped;
            Box box;
            while ((box = deque.steal()) != null) {
                sum += box.content;
            }
            result.r1 = sum;
        }
    }
}
