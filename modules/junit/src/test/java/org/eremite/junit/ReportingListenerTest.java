package org.eremite.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** What is told of tests, on the JVM that runs this one. */
class ReportingListenerTest {
    private final PrintStream out = System.out;
    private final PrintStream err = System.err;
    private final List<String> lines = new ArrayList<>();

    @AfterEach
    void restore() {
        System.setOut(out);
        System.setErr(err);
    }

    private boolean failed(Class<?> tests) {
        EventWriter events = new EventWriter(lines::add);
        ReportingListener listener = new ReportingListener(events, CapturedStreams.install(events));
        LauncherFactory.create().execute(
                LauncherDiscoveryRequestBuilder.request().selectors(DiscoverySelectors.selectClass(tests)).build(), listener);
        return listener.failed();
    }

    /** Without what differs from run to run: times and traces. */
    private List<String> told() {
        return lines.stream().filter(line -> !line.contains(" trace "))
                .map(line -> line.replaceAll("^(test-end \\d+) \\d+", "$1 T")).toList();
    }

    @TestMethodOrder(MethodOrderer.MethodName.class)
    static final class Good {
        @Test
        void a() {
            System.out.print("a b");
            System.err.print("ä");
        }

        @Test
        @Disabled("no use")
        void b() {
            throw new IllegalStateException("b");
        }

        @Test
        void c() {
            assumeTrue(false, "elsewhere");
        }
    }

    @Test
    void whatDoesNotFailIsTold() {
        assertFalse(failed(Good.class));
        String name = "org.eremite.junit.ReportingListenerTest$Good";
        assertEquals(List.of("test-plan 3",
                "test-start 1 " + name + " a", "test-text 1 out a\\sb", "test-text 1 err \\u00e4", "test-end 1 T passed \\e",
                "test-start 2 " + name + " b", "test-text 2 message no\\suse", "test-end 2 T skipped \\e",
                "test-start 3 " + name + " c", "test-text 3 message Assumption\\sfailed:\\selsewhere",
                "test-end 3 T aborted org.opentest4j.TestAbortedException",
                "test-done"), told());
    }

    @TestMethodOrder(MethodOrderer.MethodName.class)
    static final class Bad {
        @Test
        void a() {
            assertTrue(false, "a");
        }

        @Test
        void b() {
            throw new IllegalStateException();
        }
    }

    @Test
    void failuresAndErrorsAreTwoThings() {
        assertTrue(failed(Bad.class));
        assertTrue(told().contains("test-end 1 T failed org.opentest4j.AssertionFailedError"), told()::toString);
        assertTrue(told().contains("test-end 2 T error java.lang.IllegalStateException"), told()::toString);
        assertTrue(lines.stream().anyMatch(line -> line.startsWith("test-text 2 trace ") && line.contains("ReportingListenerTest")));
    }

    static final class BadBefore {
        @BeforeAll
        static void before() {
            throw new IllegalStateException("before");
        }

        @Test
        void never() {
            throw new IllegalArgumentException("never");
        }
    }

    @Test
    void aClassThatFailsByItselfIsAnErrorWithoutMethod() {
        assertTrue(failed(BadBefore.class));
        assertEquals(List.of("test-plan 1", "test-start 1 org.eremite.junit.ReportingListenerTest$BadBefore \\e",
                "test-text 1 message before", "test-end 1 T error java.lang.IllegalStateException", "test-done"), told());
    }
}
