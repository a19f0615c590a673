package org.eremite.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class TextLimitTest {
    @Property(tries = 100)
    void theBeginningAndOneRemarkAreLetThrough(@ForAll List<@IntRange(max = TextLimit.MOST) Integer> lengths) {
        TextLimit limit = new TextLimit();
        StringBuilder all = new StringBuilder();
        StringBuilder through = new StringBuilder();
        for (int length : lengths.subList(0, Math.min(lengths.size(), 20))) {
            String text = Character.toString('a' + length % 26).repeat(length);
            all.append(text);
            through.append(limit.accept(text));
        }
        assertEquals(all.length() <= TextLimit.MOST ? all.toString() : all.substring(0, TextLimit.MOST) + TextLimit.REMARK,
                through.toString());
    }
}
