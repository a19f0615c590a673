package org.eremite.tests.platform;

import java.lang.module.ModuleDescriptor;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/** The language itself and {@code java.lang}. */
final class LanguageChapter {
    private LanguageChapter() {}

    sealed interface Shape permits Circle, Square, Empty {}

    record Circle(double radius) implements Shape {}

    record Square(double side) implements Shape {}

    enum Empty implements Shape {
        INSTANCE {
            @Override
            public String toString() {
                return "nothing";
            }
        }
    }

    static void tell(Transcript transcript) {
        strings(transcript);
        characters(transcript);
        formats(transcript);
        patterns(transcript);
        exceptions(transcript);
        runtime(transcript);
    }

    private static void strings(Transcript t) {
        t.line("string.repeat", () -> "ab".repeat(3));
        t.line("string.strip", () -> "[" + "\u2003 a b \t".strip() + "]");
        t.line("string.lines", () -> "a\r\nb\nc\rd".lines().toList());
        t.line("string.indent", () -> "a\nb".indent(2));
        t.line("string.stripIndent", () -> "  a\n   b\n".stripIndent());
        t.line("string.translateEscapes", () -> "a\\tb\\101".translateEscapes());
        t.line("string.split", () -> "a,b,,c,,".split(","));
        t.line("string.splitWithDelimiters", () -> "a1b22c".splitWithDelimiters("[0-9]+", 0));
        t.line("string.join", () -> String.join("-", List.of("x", "y", "z")));
        t.line("string.hash", () -> "The quick brown fox".hashCode());
        t.line("string.compare", () -> "apple".compareTo("Banana"));
        t.line("string.compareIgnoreCase", () -> "apple".compareToIgnoreCase("Banana"));
        t.line("string.replaceAll", () -> "a1b2".replaceAll("([a-z])([0-9])", "$2$1"));
        t.line("string.upperSharpS", () -> "stra\u00dfe".toUpperCase(Locale.ROOT));
        t.line("string.upperTurkish", () -> "title".toUpperCase(Locale.of("tr")));
        t.line("string.lowerGreek", () -> "\u039f\u0394\u039f\u03a3".toLowerCase(Locale.ROOT));
        t.line("string.codePoints", () -> "a\ud83d\ude00b".codePoints().boxed().toList());
        t.line("string.chars", () -> "abc".chars().sum());
        t.line("string.intern", () -> new String("eremite").intern() == "eremite");
        t.line("string.concat", () -> concatenated((byte) 1, 'c', 2L, 3.5f, 4.25, null, true));
        t.line("string.outOfBounds", () -> "abc".substring(5));
        t.line("string.charAt", () -> "abc".charAt(3));
        t.line("string.utf8", () -> "\u00e9\u20ac\ud83d\ude00".getBytes("UTF-8"));
        t.line("string.utf16", () -> "\u00e9\u20ac".getBytes("UTF-16"));
        t.line("string.latin1", () -> "\u00e9\u20ac".getBytes("ISO-8859-1"));
        t.line("string.unknownCharset", () -> "x".getBytes("no-such-charset"));
        t.line("builder.reverse", () -> new StringBuilder("a\ud83d\ude00b").reverse());
        t.line("builder.insertDelete", () -> new StringBuilder("hello").insert(2, 3.5).delete(0, 1));
        t.line("builder.repeat", () -> new StringBuilder().repeat("xy", 2).repeat(0x1F600, 1));
        t.line("joiner", () -> new StringJoiner(", ", "{", "}").add("a").add("b"));
    }

    private static String concatenated(byte b, char c, long l, float f, double d, Object o, boolean z) {
        return "" + b + c + l + f + d + o + z;
    }

    private static void characters(Transcript t) {
        t.line("character.name", () -> Character.getName('\u20ac'));
        t.line("character.byName", () -> Character.codePointOf("GREEK SMALL LETTER ALPHA"));
        t.line("character.script", () -> Character.UnicodeScript.of(0x0416));
        t.line("character.block", () -> Character.UnicodeBlock.of('\u4e2d'));
        t.line("character.type", () -> Character.getType('\u0660'));
        t.line("character.digit", () -> Character.digit('\u0663', 10));
        t.line("character.numeric", () -> Character.getNumericValue('\u216b'));
        t.line("character.emoji", () -> Character.isEmoji(0x1F600));
        t.line("character.mirrored", () -> Character.isMirrored('('));
        t.line("character.titleCase", () -> Character.toTitleCase('\u01c6'));
    }

    private static void formats(Transcript t) {
        t.line("format.integers", () -> String.format(Locale.ROOT, "%d|%5d|%-5d|%05d|%+d|%,d|%x|%X|%o", 1, 2, 3, 4, 5, 1234567, 255, 255, 8));
        t.line("format.floats", () -> String.format(Locale.ROOT, "%f|%.2f|%e|%g|%a|%10.3f", 1.5, 2.345, 12345.678, 0.0001, 1.0, Math.PI));
        t.line("format.strings", () -> String.format(Locale.ROOT, "%s|%10s|%-10s|%.2s|%S|%c|%b|%h|%%|%n", "a", "b", "c", "defg", "up", 'x', true, "hash"));
        t.line("format.index", () -> String.format(Locale.ROOT, "%2$s %1$s %<s", "a", "b"));
        t.line("format.date", () -> String.format(Locale.ROOT, "%tF %<tT", java.time.LocalDateTime.of(2024, 2, 29, 12, 34, 56)));
        t.line("format.wrongType", () -> String.format("%d", "x"));
        t.line("format.missing", () -> String.format("%s %s", "x"));
        t.line("format.german", () -> String.format(Locale.GERMANY, "%,.2f", 1234567.891));
        t.line("formatted", () -> "%s-%s".formatted(1, 2));
    }

    private static void patterns(Transcript t) {
        t.line("switch.circle", () -> describe(new Circle(2)));
        t.line("switch.square", () -> describe(new Square(3)));
        t.line("switch.empty", () -> describe(Empty.INSTANCE));
        t.line("switch.null", () -> describe(null));
        t.line("switch.string", () -> number("two"));
        t.line("record.equals", () -> new Circle(1).equals(new Circle(1)));
        t.line("record.toString", () -> new Square(1.5));
        t.line("record.hash", () -> new Circle(1).hashCode() == new Circle(1).hashCode());
        t.line("enum.valueOf", () -> Empty.valueOf("INSTANCE"));
        t.refusal("enum.noConstant", () -> Empty.valueOf("OTHER"));
        t.line("enum.declaringClass", () -> Empty.INSTANCE.getDeclaringClass().getSimpleName());
        t.line("lambda.capture", () -> List.of(3, 1, 2).stream().sorted().map(i -> i + "!").collect(Collectors.joining()));
    }

    private static String describe(Shape shape) {
        return switch (shape) {
            case null -> "null";
            case Circle(double radius) when radius > 1 -> "large circle " + radius;
            case Circle circle -> "circle " + circle.radius();
            case Square(var side) -> "square " + side;
            case Empty empty -> empty.toString();
        };
    }

    private static int number(String word) {
        return switch (word) {
            case "one" -> 1;
            case "two" -> 2;
            default -> 0;
        };
    }

    private static void exceptions(Transcript t) {
        Object text = "text";
        int[] none = {};
        t.refusal("exception.cast", () -> ((Number) text).intValue());
        t.line("exception.index", () -> none[1]);
        t.line("exception.negativeSize", () -> new int[none.length - 1]);
        t.line("exception.divide", () -> 1 / none.length);
        t.line("exception.store", () -> {
            Object[] strings = new String[1];
            strings[0] = 1;
            return strings;
        });
        t.line("exception.suppressed", () -> {
            try (AutoCloseable closed = () -> { throw new IllegalStateException("close"); }) {
                throw new IllegalArgumentException("body " + (closed != null));
            } catch (IllegalArgumentException e) {
                return e.getMessage() + " suppressed " + e.getSuppressed()[0].getMessage();
            }
        });
        t.line("exception.cause", () -> new RuntimeException(new java.io.IOException("deep")).getMessage());
        t.line("exception.stack", () -> {
            StackTraceElement top = new Throwable().getStackTrace()[0];
            return top.getClassName() + " " + top.getFileName() + " " + (top.getLineNumber() > 0);
        });
        t.line("stackWalker", () -> StackWalker.getInstance().walk(frames -> frames.limit(1)
                .map(StackWalker.StackFrame::getClassName).toList()));
        t.line("stackOverflow", () -> {
            try {
                return endless(1);
            } catch (StackOverflowError e) {
                return "caught";
            }
        });
    }

    private static int endless(int depth) {
        return endless(depth + 1) + depth;
    }

    private static void runtime(Transcript t) {
        t.line("version.feature", () -> Runtime.version().feature());
        t.line("property.specification", () -> System.getProperty("java.specification.version"));
        t.line("property.classVersion", () -> System.getProperty("java.class.version"));
        t.line("property.lineSeparator", () -> System.lineSeparator());
        t.line("property.fileSeparator", () -> System.getProperty("file.separator") + System.getProperty("path.separator"));
        t.line("property.encoding", () -> System.getProperty("file.encoding"));
        t.line("property.nativeEncoding", () -> System.getProperty("native.encoding"));
        t.line("property.arch", () -> System.getProperty("os.arch"));
        t.line("property.dataModel", () -> System.getProperty("sun.arch.data.model"));
        for (String key : List.of("java.version", "java.vendor", "java.vm.name", "java.home", "java.io.tmpdir", "user.name",
                "user.home", "user.dir", "os.name", "os.version", "java.library.path")) {
            t.line("property.present." + key, () -> System.getProperty(key) != null);
        }
        t.line("environment.absent", () -> System.getenv("NO_SUCH_VARIABLE"));
        t.line("environment.readOnly", () -> System.getenv().put("A", "B"));
        t.line("processors", () -> Runtime.getRuntime().availableProcessors() >= 1);
        t.line("memory", () -> Runtime.getRuntime().freeMemory() <= Runtime.getRuntime().totalMemory()
                && Runtime.getRuntime().totalMemory() <= Runtime.getRuntime().maxMemory());
        t.line("nanoTime", () -> {
            long before = System.nanoTime();
            return System.nanoTime() >= before;
        });
        t.line("identityHash", () -> {
            Object one = new Object();
            return System.identityHashCode(one) == one.hashCode();
        });
        t.line("module", () -> LanguageChapter.class.getModule().getName());
        t.line("module.requires", () -> LanguageChapter.class.getModule().getDescriptor().requires().stream()
                .map(ModuleDescriptor.Requires::name).sorted().toList());
        t.line("module.base", () -> String.class.getModule().isNamed() + " " + String.class.getModule().isExported("java.util"));
        t.line("package", () -> LanguageChapter.class.getPackage().getName());
        t.line("thread.name", () -> Thread.currentThread().getName() + " " + Thread.currentThread().getPriority()
                + " " + Thread.currentThread().getThreadGroup().getName() + " " + Thread.currentThread().isDaemon());
        t.line("iterator.arrayCopy", () -> {
            int[] numbers = {1, 2, 3, 4, 5};
            System.arraycopy(numbers, 0, numbers, 1, 4);
            return numbers;
        });
        t.line("clone", () -> new int[][] {{1}, {2}}.clone());
    }
}
