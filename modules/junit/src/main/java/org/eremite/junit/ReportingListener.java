package org.eremite.junit;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.eremite.junit.EventWriter.Kind;
import org.eremite.junit.EventWriter.Result;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Turns what JUnit tells into events. A container, as a class, is an event only if it fails by itself, in a method before or
 * after all of its tests; a container that is skipped is an event for each test in it.
 */
final class ReportingListener implements TestExecutionListener {
    /**
     * A test that has begun.
     *
     * @param id its number
     * @param startNanoseconds of {@link System#nanoTime}
     */
    private record Begun(long id, long startNanoseconds) {}

    private static final String NO_PARAMETERS = "()";

    private final EventWriter events;
    private final CapturedStreams streams;
    private final AtomicLong identifiers = new AtomicLong();
    private final AtomicBoolean failed = new AtomicBoolean();
    private final Map<String, Begun> running = new ConcurrentHashMap<>();
    private TestPlan plan;

    ReportingListener(EventWriter events, CapturedStreams streams) {
        this.events = events;
        this.streams = streams;
    }

    /** Whether a test or a container has failed. */
    boolean failed() {
        return failed.get();
    }

    @Override
    public void testPlanExecutionStarted(TestPlan testPlan) {
        plan = testPlan;
        events.plan(testPlan.countTestIdentifiers(TestIdentifier::isTest));
    }

    @Override
    public void testPlanExecutionFinished(TestPlan testPlan) {
        events.done();
    }

    @Override
    public void executionStarted(TestIdentifier test) {
        if (test.isTest()) {
            Begun begun = begin(test);
            streams.begin(begun.id());
            running.put(test.getUniqueId(), begun);
        }
    }

    @Override
    public void executionSkipped(TestIdentifier skipped, String reason) {
        if (skipped.isTest()) {
            tellSkipped(skipped, reason);
        } else {
            plan.getDescendants(skipped).stream().filter(TestIdentifier::isTest).forEach(test -> tellSkipped(test, reason));
        }
    }

    private void tellSkipped(TestIdentifier test, String reason) {
        Begun begun = begin(test);
        events.text(begun.id(), Kind.MESSAGE, new TextLimit().accept(reason));
        events.end(begun.id(), 0, Result.SKIPPED, "");
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        Begun begun = running.remove(test.getUniqueId());
        if (begun != null) {
            streams.end();
        } else if (result.getStatus() == TestExecutionResult.Status.FAILED) {
            begun = begin(test);
        } else if (result.getStatus() == TestExecutionResult.Status.ABORTED) {
            executionSkipped(test, result.getThrowable().map(Throwable::getMessage).orElse(""));
            return;
        } else {
            return;
        }
        end(begun, result);
    }

    private Begun begin(TestIdentifier test) {
        Begun begun = new Begun(identifiers.incrementAndGet(), System.nanoTime());
        events.start(begun.id(), className(test), name(test));
        return begun;
    }

    private void end(Begun begun, TestExecutionResult result) {
        long nanoseconds = System.nanoTime() - begun.startNanoseconds();
        Optional<Throwable> thrown = result.getThrowable();
        thrown.ifPresent(throwable -> tell(begun.id(), throwable));
        events.end(begun.id(), nanoseconds, result(result), thrown.map(throwable -> throwable.getClass().getName()).orElse(""));
    }

    private void tell(long id, Throwable thrown) {
        String message = thrown.getMessage();
        if (message != null) {
            events.text(id, Kind.MESSAGE, new TextLimit().accept(message));
        }
        StringWriter trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace));
        events.text(id, Kind.TRACE, new TextLimit().accept(trace.toString()));
    }

    private Result result(TestExecutionResult result) {
        return switch (result.getStatus()) {
            case SUCCESSFUL -> Result.PASSED;
            case ABORTED -> Result.ABORTED;
            case FAILED -> {
                failed.set(true);
                yield result.getThrowable().filter(AssertionError.class::isInstance).isPresent() ? Result.FAILED : Result.ERROR;
            }
        };
    }

    /** That of the class or method it stems from, or else of what it is contained in. */
    private String className(TestIdentifier test) {
        Optional<TestIdentifier> next = Optional.of(test);
        while (next.isPresent()) {
            Optional<TestSource> source = next.get().getSource();
            if (source.isPresent() && source.get() instanceof MethodSource method) {
                return method.getClassName();
            }
            if (source.isPresent() && source.get() instanceof ClassSource type) {
                return type.getClassName();
            }
            next = plan.getParent(next.get());
        }
        return test.getUniqueId();
    }

    /** As Surefire writes it: the method, types of parameters if there are any, the number of an invocation. */
    private static String name(TestIdentifier test) {
        String name = test.getLegacyReportingName();
        return test.isContainer() ? "" : name.endsWith(NO_PARAMETERS) ? name.substring(0, name.length() - 2) : name;
    }
}
