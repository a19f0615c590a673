package org.eremite.tests.guest;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;

/** Exceptions and what their stacks tell. */
final class ExceptionChecks {
    private static final int REPETITIONS = 1000;

    /** Null, but not to the compiler. */
    private static volatile String nothing;
    private static volatile int zero;
    private static volatile int minusOne = -1;
    private static volatile Object text = "text";
    private static int finallyRuns;

    private ExceptionChecks() {
    }

    static void run(Checks checks) {
        checks.check("a stack names methods, files and lines", ExceptionChecks::stack);
        checks.check("causes, suppressed exceptions, printStackTrace", ExceptionChecks::printed);
        checks.check("finally and try-with-resources", ExceptionChecks::cleanUp);
        checks.check("a null dereference is a NullPointerException", ExceptionChecks::nullDereference);
        checks.check("a division by zero is an ArithmeticException", ExceptionChecks::division);
        checks.check("array bounds are checked", ExceptionChecks::bounds);
        checks.check("types are checked", ExceptionChecks::types);
        checks.check("many exceptions in a loop", ExceptionChecks::many);
        checks.check("a stack walk finds the caller", () -> Expect.equal("walker", walker()));
    }

    private static void stack() {
        IllegalStateException first = Expect.thrown(IllegalStateException.class, () -> outer(false));
        StackTraceElement top = first.getStackTrace()[0];
        StackTraceElement caller = first.getStackTrace()[1];
        Expect.equal("inner", top.getMethodName());
        Expect.equal("outer", caller.getMethodName());
        Expect.equal(ExceptionChecks.class.getName(), top.getClassName());
        Expect.equal("ExceptionChecks.java", top.getFileName());
        Expect.that(top.getLineNumber() > caller.getLineNumber(), "lines: " + top + ", " + caller);
        IllegalStateException second = Expect.thrown(IllegalStateException.class, () -> outer(true));
        Expect.equal(3, second.getStackTrace()[0].getLineNumber() - top.getLineNumber());
    }

    private static void outer(boolean second) {
        inner(second);
    }

    /** The distance in lines of its two throws is known to the check. */
    private static void inner(boolean second) {
        if (!second) {
            throw new IllegalStateException("first");
        }
        // On purpose three lines below the other.
        throw new IllegalStateException("second");
    }

    private static void printed() {
        RuntimeException exception = new RuntimeException("outside", new IOException("inside"));
        exception.addSuppressed(new IllegalArgumentException("aside"));
        StringWriter writer = new StringWriter();
        exception.printStackTrace(new PrintWriter(writer, true));
        String printed = writer.toString();
        Expect.that(printed.startsWith("java.lang.RuntimeException: outside\n\tat "), printed);
        Expect.that(printed.contains("ExceptionChecks.printed(ExceptionChecks.java:"), printed);
        Expect.that(printed.contains("Suppressed: java.lang.IllegalArgumentException: aside"), printed);
        Expect.that(printed.contains("Caused by: java.io.IOException: inside"), printed);
    }

    private static void cleanUp() {
        List<String> order = new ArrayList<>();
        IOException thrown = Expect.thrown(IOException.class, () -> {
            try (Resource outer = new Resource("outer", order); Resource inner = new Resource("inner", order)) {
                throw new IOException(outer.name() + " and " + inner.name());
            } finally {
                order.add("finally");
            }
        });
        Expect.equal("[inner, outer, finally]", order.toString());
        Expect.equal(2, thrown.getSuppressed().length);
        finallyRuns = 0;
        Expect.equal(7, returnsThroughFinally());
        Expect.equal(1, finallyRuns);
    }

    private static int returnsThroughFinally() {
        try {
            return 7 + zero;
        } finally {
            finallyRuns++;
        }
    }

    private record Resource(String name, List<String> order) implements AutoCloseable {
        @Override
        public void close() {
            order.add(name);
            throw new IllegalStateException("closing " + name);
        }
    }

    private static void nullDereference() {
        Expect.thrown(NullPointerException.class, () -> nothing.length());
        int[] none = nothing == null ? null : new int[1];
        Expect.thrown(NullPointerException.class, () -> none[zero]++);
        Integer boxed = nothing == null ? null : Integer.valueOf(1);
        Expect.thrown(NullPointerException.class, () -> zero = boxed);
        Holder holder = nothing == null ? null : new Holder();
        Expect.thrown(NullPointerException.class, () -> holder.value = 1);
        Expect.thrown(NullPointerException.class, () -> {
            synchronized (holder) {
                zero = 0;
            }
        });
    }

    private static final class Holder {
        private int value;
    }

    private static void division() {
        Expect.equal("/ by zero", Expect.thrown(ArithmeticException.class, () -> minusOne /= zero).getMessage());
        Expect.thrown(ArithmeticException.class, () -> minusOne %= zero);
        Expect.thrown(ArithmeticException.class, () -> Expect.equal(0L, 5L / zero));
        Expect.thrown(ArithmeticException.class, () -> Expect.equal(0L, 5L % zero));
    }

    private static void bounds() {
        int[] three = new int[3];
        Expect.thrown(ArrayIndexOutOfBoundsException.class, () -> three[minusOne] = 1);
        Expect.thrown(ArrayIndexOutOfBoundsException.class, () -> three[3 + zero]++);
        Expect.equal("Index 3 out of bounds for length 3",
                Expect.thrown(ArrayIndexOutOfBoundsException.class, () -> three[3 + zero]++).getMessage());
        Expect.thrown(NegativeArraySizeException.class, () -> Expect.equal(0, new int[minusOne].length));
        Expect.thrown(StringIndexOutOfBoundsException.class, () -> "abc".charAt(3 + zero));
        Expect.thrown(IndexOutOfBoundsException.class, () -> new ArrayList<>(List.of(1)).get(1 + zero));
        Expect.thrown(ArrayIndexOutOfBoundsException.class, () -> System.arraycopy(three, 1, three, 0, 3 + zero));
    }

    private static void types() {
        Expect.thrown(ClassCastException.class, () -> Expect.equal(1, ((Integer) text).intValue()));
        Object[] strings = new String[1];
        Expect.thrown(ArrayStoreException.class, () -> strings[zero] = 1);
    }

    private static void many() {
        int caught = 0;
        for (int i = 0; i < REPETITIONS; i++) {
            try {
                outer(i % 2 == 0);
            } catch (IllegalStateException expected) {
                caught++;
            }
        }
        Expect.equal(REPETITIONS, caught);
    }

    private static String walker() {
        return StackWalker.getInstance().walk(frames -> frames.findFirst().orElseThrow().getMethodName());
    }
}
