package org.eremite.tests.platform;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Reflection on what the metadata of this module's jar names, method handles and proxies. */
final class ReflectionChapter {
    private static final String SUBJECT = "org.eremite.tests.platform.ReflectionChapter$Subject";

    private ReflectionChapter() {}

    /** Marks a member. */
    @Retention(RetentionPolicy.RUNTIME)
    @interface Mark {
        /** A text. */
        String value() default "none";

        /** Numbers. */
        int[] numbers() default {1, 2};
    }

    /** What is looked at, by name only. */
    @Mark("subject")
    static final class Subject {
        /** Read and written by reflection. */
        private int hidden = 5;
        /** Its text. */
        @Mark(numbers = {})
        public final String text;

        /** Called by reflection. */
        public Subject(String text) {
            this.text = text;
        }

        /** Called by reflection. */
        @Mark("method")
        public List<String> twice(String prefix) {
            return List.of(prefix + text, prefix + text);
        }

        /** Called by reflection. */
        private static int failing(int number) {
            if (number > 0) {
                throw new IllegalStateException("failing " + number);
            }
            return number;
        }
    }

    /** A record that is taken apart. */
    record Pair(int left, @Mark String right) {}

    /** Implemented by a proxy. */
    interface Greeter {
        /** Greets. */
        String greet(String name);
    }

    static void tell(Transcript transcript) {
        classes(transcript);
        members(transcript);
        handles(transcript);
        proxies(transcript);
    }

    private static void classes(Transcript t) {
        t.line("class.forName", () -> Class.forName(SUBJECT).getSimpleName());
        t.line("class.missing", () -> Class.forName(SUBJECT + System.getProperty("file.separator").length()));
        t.line("class.modifiers", () -> Modifier.toString(Subject.class.getModifiers()));
        t.line("class.array", () -> Array.newInstance(int.class, 2, 3).getClass().getTypeName());
        t.line("class.names", () -> Stream.of(int.class, String[].class, Pair.class).map(Class::getName).toList());
        t.line("class.record", () -> Arrays.stream(Pair.class.getRecordComponents()).map(RecordComponent::getName).toList());
        t.line("class.sealed", () -> LanguageChapter.Shape.class.isSealed() + " " + LanguageChapter.Shape.class.getPermittedSubclasses().length);
        t.line("class.enum", () -> Arrays.toString(LanguageChapter.Empty.class.getEnumConstants()));
        t.line("class.annotation", () -> Subject.class.getAnnotation(Mark.class).value());
        t.line("class.nest", () -> Subject.class.getNestHost().getSimpleName());
        t.line("class.super", () -> Integer.class.getSuperclass() + " " + Arrays.toString(Pair.class.getInterfaces()));
        t.line("class.generic", () -> Fixed.class.getGenericInterfaces()[0].getTypeName());
        t.line("class.lambda", () -> ((Runnable) () -> {}).getClass().isHidden());
        t.refusal("class.cast", () -> Integer.class.cast("x"));
    }

    /** Has a generic interface. */
    interface Fixed extends Function<String, List<Integer>> {}

    private static void members(Transcript t) {
        t.line("member.create", () -> ((Subject) Class.forName(SUBJECT).getConstructor(String.class).newInstance("made")).text);
        t.line("member.invoke", () -> Class.forName(SUBJECT).getMethod("twice", String.class).invoke(new Subject("b"), "a"));
        t.line("member.target", () -> {
            Method method = Class.forName(SUBJECT).getDeclaredMethod("failing", int.class);
            method.setAccessible(true);
            try {
                return method.invoke(null, 1);
            } catch (InvocationTargetException e) {
                return e.getTargetException().getMessage() + " " + method.invoke(null, -1);
            }
        });
        t.refusal("member.wrongArgument", () -> Class.forName(SUBJECT).getMethod("twice", String.class).invoke(new Subject("b"), 1));
        t.line("member.field", () -> {
            var field = Class.forName(SUBJECT).getDeclaredField("hidden");
            field.setAccessible(true);
            Subject subject = new Subject("x");
            field.setInt(subject, field.getInt(subject) + 1);
            return subject.hidden;
        });
        t.refusal("member.missing", () -> Class.forName(SUBJECT).getMethod("absent"));
        t.line("member.methods", () -> Arrays.stream(Class.forName(SUBJECT).getDeclaredMethods()).map(Method::getName).sorted().toList());
        t.line("member.generic", () -> Class.forName(SUBJECT).getMethod("twice", String.class).getGenericReturnType());
        t.line("member.annotation", () -> Class.forName(SUBJECT).getMethod("twice", String.class).getAnnotation(Mark.class).value());
        t.line("member.annotationNumbers", () -> Class.forName(SUBJECT).getField("text").getAnnotation(Mark.class).numbers().length);
        t.line("member.record", () -> Pair.class.getRecordComponents()[0].getAccessor().invoke(new Pair(3, "x")));
    }

    private static int sum(int a, int b) {
        return a + b;
    }

    private int state;

    private static void handles(Transcript t) {
        MethodHandles.Lookup lookup = MethodHandles.lookup();
        t.line("handle.static", () -> {
            MethodHandle handle = lookup.findStatic(ReflectionChapter.class, "sum", MethodType.methodType(int.class, int.class, int.class));
            return (int) handle.invokeExact(2, 3);
        });
        t.line("handle.bound", () -> lookup.findVirtual(String.class, "concat", MethodType.methodType(String.class, String.class)).bindTo("a").invoke("b"));
        t.line("handle.combined", () -> {
            MethodHandle sum = lookup.findStatic(ReflectionChapter.class, "sum", MethodType.methodType(int.class, int.class, int.class));
            return MethodHandles.filterReturnValue(MethodHandles.insertArguments(sum, 0, 10),
                    lookup.findStatic(String.class, "valueOf", MethodType.methodType(String.class, int.class))).invoke(5);
        });
        t.line("handle.guard", () -> {
            MethodHandle test = lookup.findVirtual(String.class, "isEmpty", MethodType.methodType(boolean.class));
            MethodHandle guarded = MethodHandles.guardWithTest(test, MethodHandles.dropArguments(MethodHandles.constant(String.class, "empty"), 0, String.class),
                    MethodHandles.identity(String.class));
            return guarded.invoke("") + " " + guarded.invoke("x");
        });
        t.line("handle.wrongType", () -> {
            MethodHandle handle = lookup.findStatic(ReflectionChapter.class, "sum", MethodType.methodType(int.class, int.class, int.class));
            return (String) handle.invokeExact("a");
        });
        t.line("handle.variable", () -> {
            VarHandle handle = lookup.findVarHandle(ReflectionChapter.class, "state", int.class);
            ReflectionChapter chapter = new ReflectionChapter();
            boolean set = handle.compareAndSet(chapter, 0, 5);
            return set + " " + (int) handle.getAndAdd(chapter, 2) + " " + chapter.state;
        });
        t.line("handle.array", () -> {
            long[] values = {1, 2};
            MethodHandles.arrayElementVarHandle(long[].class).setVolatile(values, 1, 9L);
            return values;
        });
        t.line("handle.bytes", () -> (int) MethodHandles.byteArrayViewVarHandle(int[].class, java.nio.ByteOrder.BIG_ENDIAN).get(new byte[] {0, 0, 1, 2}, 0));
        t.line("handle.missing", () -> lookup.findStatic(ReflectionChapter.class, "absent", MethodType.methodType(void.class)));
    }

    private static void proxies(Transcript t) {
        InvocationHandler handler = (proxy, method, arguments) -> method.getName() + " " + arguments[0];
        t.line("proxy.call", () -> ((Greeter) proxied(handler)).greet("you"));
        t.line("proxy.is", () -> Proxy.isProxyClass(proxied(handler).getClass()));
    }

    private static Object proxied(InvocationHandler handler) {
        return Proxy.newProxyInstance(Greeter.class.getClassLoader(), new Class<?>[] {Greeter.class}, handler);
    }
}
