package org.eremite.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class DescriptorTableTest {
    private static final class Nothing implements Descriptor {
        @Override
        public int read(byte[] buffer, int offset, int length) {
            return END;
        }

        @Override
        public void write(byte[] buffer, int offset, int length) {}

        @Override
        public int available() {
            return 0;
        }
    }

    @Property
    void behavesLikeAMapThatGivesOutTheLowestFreeNumber(@ForAll List<@IntRange(min = -2, max = 40) Integer> operations) {
        Descriptor console = new Nothing();
        DescriptorTable table = new DescriptorTable(console);
        Map<Integer, Descriptor> model = new TreeMap<>(Map.of(0, console, 1, console, 2, console));
        for (int operation : operations) {
            if (operation >= 20) {
                Descriptor added = new Nothing();
                int lowest = 0;
                while (model.containsKey(lowest)) {
                    lowest++;
                }
                assertEquals(lowest, table.add(added));
                model.put(lowest, added);
            } else {
                assertSame(model.remove(operation), table.remove(operation));
            }
            for (int number = -2; number < 50; number++) {
                if (model.containsKey(number)) {
                    assertSame(model.get(number), table.get(number));
                } else {
                    assertNull(table.get(number));
                }
            }
        }
    }
}
