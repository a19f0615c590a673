package org.eremite.tests.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.BeforeTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Methods and extensions around tests run in the order that JUnit promises. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(LifecycleTest.Noting.class)
class LifecycleTest {
    private final List<String> events = new ArrayList<>();

    /** Found by annotation, and made by reflection. */
    static final class Noting implements BeforeTestExecutionCallback {
        @Override
        public void beforeTestExecution(ExtensionContext context) {
            ((LifecycleTest) context.getRequiredTestInstance()).events.add("extension");
        }
    }

    @BeforeAll
    void beforeAll() {
        events.add("before all");
    }

    @BeforeEach
    void before() {
        events.add("before");
    }

    @AfterEach
    void after() {
        events.add("after");
    }

    @AfterAll
    void afterAll() {
        assertEquals("after", events.getLast());
    }

    @Test
    @Order(1)
    void first() {
        assertEquals(List.of("before all", "before", "extension"), events);
        events.add("first");
    }

    @Test
    @Order(2)
    void second() {
        assertEquals(List.of("before all", "before", "extension", "first", "after", "before", "extension"), events);
    }
}
