package org.eremite.tests.junit;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Tests during which the machine ends, between others; left out unless asked for by tag. */
@Tag("ends-the-guest")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EndsTest {
    /** In the null page and not mapped on any machine. */
    private static final long WILD_ADDRESS = 0x18;

    @Test
    @Order(1)
    @Tag("exits")
    @Tag("panics")
    void passesBefore() {
        System.out.println("before the end");
    }

    @Test
    @Order(2)
    @Tag("exits")
    void exits() {
        System.exit(0);
    }

    @Test
    @Order(2)
    @Tag("panics")
    @SuppressWarnings("restricted")
    void panics() {
        System.out.println(MemorySegment.ofAddress(WILD_ADDRESS).reinterpret(Long.BYTES).get(ValueLayout.JAVA_LONG_UNALIGNED, 0));
    }

    @Test
    @Order(3)
    @Tag("exits")
    @Tag("panics")
    void wouldPassAfterwards() {
        System.out.println("after the end");
    }
}
