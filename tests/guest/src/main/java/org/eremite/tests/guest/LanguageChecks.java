package org.eremite.tests.guest;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The language and the libraries every program uses. */
final class LanguageChecks {
    private static final long YEAR_2020_MILLISECONDS = 1_577_836_800_000L;
    private static final int KEYS = 2000;

    private LanguageChecks() {
    }

    static void run(Checks checks) {
        checks.check("String.format", LanguageChecks::format);
        checks.check("text", LanguageChecks::text);
        checks.check("UTF-8", LanguageChecks::unicode);
        checks.check("regular expressions", LanguageChecks::regularExpressions);
        checks.check("integer arithmetic", LanguageChecks::integers);
        checks.check("floating-point arithmetic", LanguageChecks::floatingPoint);
        checks.check("large numbers", LanguageChecks::largeNumbers);
        checks.check("random numbers", LanguageChecks::randomNumbers);
        checks.check("collections", LanguageChecks::collections);
        checks.check("sorting", LanguageChecks::sorting);
        checks.check("lambdas", LanguageChecks::lambdas);
        checks.check("streams", LanguageChecks::streams);
        checks.check("records", LanguageChecks::records);
        checks.check("switch with patterns", LanguageChecks::patterns);
        checks.check("enums", LanguageChecks::enums);
        checks.check("clocks", LanguageChecks::clocks);
    }

    private static void format() {
        Expect.equal("   42|left    |0003.142|ff|1,234,567|1.500000e+00|true|c|%",
                String.format(Locale.ROOT, "%5d|%-8s|%08.3f|%x|%,d|%e|%b|%c|%%", 42, "left", Math.PI, 255, 1_234_567,
                        1.5, true, 'c'));
        Expect.equal("2 before 1", "%2$s before %1$s".formatted(1, 2));
    }

    private static void text() {
        StringBuilder builder = new StringBuilder();
        for (int i = 0; i < 100; i++) {
            builder.append(i).append(',');
        }
        String joined = builder.toString();
        Expect.equal(290, joined.length());
        Expect.equal(100, joined.split(",").length);
        Expect.equal(IntStream.range(0, 100).mapToObj(Integer::toString).collect(Collectors.joining(",", "", ",")), joined);
        Expect.equal("c-b-a", String.join("-", List.of("c", "b", "a")));
        Expect.equal("ABC", " abc ".strip().toUpperCase(Locale.ROOT));
        Expect.equal("""
                two
                 lines
                """, "two\n lines\n");
        String key = "be" + joined.charAt(1);
        Expect.equal(2, switch (key.replace(',', 'e')) {
            case "be" -> 1;
            case "bee" -> 2;
            default -> 3;
        });
        Expect.equal(-77, Integer.parseInt("-77"));
        Expect.thrown(NumberFormatException.class, () -> Integer.parseInt("7e"));
    }

    private static void unicode() {
        String text = "aß€\uD83D\uDE00";
        Expect.equal(5, text.length());
        Expect.equal(4L, text.codePoints().count());
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Expect.equal("[97, -61, -97, -30, -126, -84, -16, -97, -104, -128]", Arrays.toString(bytes));
        Expect.equal(text, new String(bytes, StandardCharsets.UTF_8));
    }

    private static void regularExpressions() {
        Expect.equal("[key, value]", Pattern.compile("\\s*=\\s*").splitAsStream("key = value").toList().toString());
        Expect.equal("b2a1", "a1b2".replaceAll("(\\w\\d)(\\w\\d)", "$2$1"));
    }

    private static void integers() {
        int most = Integer.parseInt("2147483647");
        Expect.equal(Integer.MIN_VALUE, most + 1);
        Expect.equal(Integer.MIN_VALUE, (most + 1) / -1);
        Expect.equal(-3, -7 / Integer.parseInt("2"));
        Expect.equal(-1, -7 % Integer.parseInt("2"));
        Expect.equal(Long.MIN_VALUE, Long.parseLong("-9223372036854775808") / Long.parseLong("-1"));
        Expect.equal(2, 1 << Integer.parseInt("33"));
        Expect.equal("18446744073709551615", Long.toUnsignedString(-1));
        Expect.equal(6148914691236517205L, Long.divideUnsigned(-1, 3));
        Expect.equal(1L, Math.multiplyHigh(1L << 32, 1L << 32));
        Expect.equal(13, Integer.bitCount(0xF0F0F1));
        Expect.equal((byte) -1, (byte) most);
        Expect.thrown(ArithmeticException.class, () -> Math.addExact(most, 1));
    }

    private static void floatingPoint() {
        Expect.equal("0.30000000000000004", Double.toString(0.1 + Double.parseDouble("0.2")));
        Expect.equal(Double.POSITIVE_INFINITY, 1 / Double.parseDouble("0"));
        Expect.equal(0, (int) (0.0 / Double.parseDouble("0")));
        Expect.equal(Integer.MAX_VALUE, (int) Double.parseDouble("1e30"));
        Expect.equal(1.4142135623730951, Math.sqrt(Double.parseDouble("2")));
        Expect.equal(1024.0, Math.pow(2, Double.parseDouble("10")));
        double angle = Double.parseDouble("1");
        Expect.that(Math.abs(Math.sin(angle) - 0.8414709848078965) < 1e-15, "sin(1)=" + Math.sin(angle));
        Expect.that(Math.abs(Math.cos(angle) - 0.5403023058681398) < 1e-15, "cos(1)=" + Math.cos(angle));
        Expect.that(Math.abs(Math.exp(angle) - Math.E) < 1e-15, "exp(1)=" + Math.exp(angle));
        Expect.equal(0.0, Math.log(angle));
        Expect.equal(StrictMath.atan2(1, 2), Math.atan2(angle, 2));
        Expect.equal(7.0f, Math.fma(2f, 3f, Float.parseFloat("1")));
        Expect.equal(-2L, Math.round(Double.parseDouble("-2.5")));
    }

    private static void largeNumbers() {
        BigInteger factorial = BigInteger.ONE;
        for (int i = 2; i <= 30; i++) {
            factorial = factorial.multiply(BigInteger.valueOf(i));
        }
        Expect.equal("265252859812191058636308480000000", factorial.toString());
        Expect.equal("0.3", new BigDecimal("0.1").add(new BigDecimal("0.2")).toString());
    }

    private static void randomNumbers() {
        Random random = new Random(42);
        Expect.equal(-1170105035, random.nextInt());
        Expect.equal(234785527, random.nextInt());
        Object object = new Object();
        Expect.equal(object.hashCode(), System.identityHashCode(object));
    }

    private static void collections() {
        Map<String, Integer> hashed = new HashMap<>();
        Map<String, Integer> sorted = new TreeMap<>(Comparator.reverseOrder());
        for (int i = 0; i < KEYS; i++) {
            hashed.put("key" + i, i);
            sorted.put("key" + i, i);
        }
        Expect.equal(hashed, sorted);
        Expect.equal("key999", sorted.keySet().iterator().next());
        hashed.keySet().removeIf(key -> key.endsWith("7"));
        Expect.equal(KEYS * 9 / 10, hashed.size());
        ArrayDeque<Integer> deque = new ArrayDeque<>(List.of(1, 2, 3));
        deque.addFirst(0);
        Expect.equal(3, deque.pollLast());
        PriorityQueue<Integer> queue = new PriorityQueue<>(List.of(5, 1, 4));
        Expect.equal(1, queue.poll());
        Expect.thrown(UnsupportedOperationException.class, () -> List.of(1).add(2));
        Expect.thrown(java.util.ConcurrentModificationException.class, () -> {
            List<Integer> list = new ArrayList<>(List.of(1, 2, 3));
            for (Integer element : list) {
                list.add(element);
            }
        });
    }

    private static void sorting() {
        List<Integer> numbers = new ArrayList<>(IntStream.range(0, KEYS).boxed().toList());
        Collections.shuffle(numbers, new Random(1));
        int[] array = numbers.stream().mapToInt(Integer::intValue).toArray();
        numbers.sort(null);
        Arrays.sort(array);
        for (int i = 0; i < KEYS; i++) {
            Expect.equal(i, numbers.get(i));
            Expect.equal(i, array[i]);
        }
    }

    private static void lambdas() {
        int captured = Integer.parseInt("3");
        IntUnaryOperator times = x -> x * captured;
        Expect.equal(13, times.andThen(x -> x + 1).applyAsInt(4));
        Function<String, Integer> length = String::length;
        Supplier<List<String>> maker = ArrayList::new;
        List<String> made = maker.get();
        made.add("four");
        Expect.equal(4, length.apply(made.getFirst()));
        Runnable anonymous = new Runnable() {
            @Override
            public void run() {
                made.add("five " + captured);
            }
        };
        anonymous.run();
        Expect.equal("[four, five 3]", made.toString());
    }

    private static void streams() {
        Map<Boolean, List<Integer>> parts = IntStream.rangeClosed(1, 10).boxed()
                .collect(Collectors.partitioningBy(n -> n % 2 == 0));
        Expect.equal(List.of(2, 4, 6, 8, 10), parts.get(true));
        Expect.equal("1 2 4 8", Stream.iterate(1, n -> n * 2).limit(4).map(String::valueOf)
                .collect(Collectors.joining(" ")));
        Expect.equal(5050L, IntStream.rangeClosed(1, 100).asLongStream().sum());
    }

    private static void records() {
        Point point = new Point(1, 2);
        Expect.equal(new Point(1, 2), point);
        Expect.that(!point.equals(new Point(2, 1)), "different points are equal");
        Expect.equal(new Point(1, 2).hashCode(), point.hashCode());
        Expect.equal("Point[x=1, y=2]", point.toString());
        Expect.thrown(IllegalArgumentException.class, () -> new Circle(point, -1));
    }

    private static void patterns() {
        Expect.equal("circle of 3 at 1", describe(new Circle(new Point(1, 2), 3)));
        Expect.equal("big circle", describe(new Circle(new Point(1, 2), 30)));
        Expect.equal("point 4", describe(new Point(4, 5)));
        Object number = Stream.of(7).findFirst().orElseThrow();
        Expect.equal("integer 7", switch (number) {
            case String text -> text;
            case Integer n when n > 5 -> "integer " + n;
            default -> "other";
        });
    }

    private static String describe(Shape shape) {
        return switch (shape) {
            case Circle(Point _, int radius) when radius > 10 -> "big circle";
            case Circle(Point(int x, int _), int radius) -> "circle of " + radius + " at " + x;
            case Point(int x, int _) -> "point " + x;
        };
    }

    private static void enums() {
        Map<Group, String> names = new EnumMap<>(Group.class);
        for (Group group : Group.values()) {
            names.put(group, group.name());
        }
        Expect.equal("STACK", names.get(Group.valueOf("STACK")));
        Expect.thrown(IllegalArgumentException.class, () -> Group.valueOf("NONE"));
    }

    private static void clocks() {
        long last = System.nanoTime();
        for (int i = 0; i < KEYS; i++) {
            long now = System.nanoTime();
            Expect.that(now >= last, "nanoTime goes back by " + (last - now));
            last = now;
        }
        long milliseconds = System.currentTimeMillis();
        Expect.that(milliseconds > YEAR_2020_MILLISECONDS, "currentTimeMillis=" + milliseconds);
        Expect.that(Instant.now().toEpochMilli() >= milliseconds, "Instant.now is before currentTimeMillis");
        Expect.equal("2020-01-01T00:00:00Z", Instant.ofEpochMilli(YEAR_2020_MILLISECONDS).toString());
        Expect.equal("PT1M1.5S", Duration.ofMillis(61_500).toString());
    }

    private sealed interface Shape permits Circle, Point {
    }

    private record Point(int x, int y) implements Shape {
    }

    private record Circle(Point centre, int radius) implements Shape {
        Circle {
            if (radius < 0) {
                throw new IllegalArgumentException("radius=" + radius);
            }
        }
    }
}
