package org.eremite.tests.platform;

import java.io.StringReader;
import java.io.StringWriter;
import java.util.Base64;
import java.util.Formatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Scanner;
import java.util.StringTokenizer;
import java.util.Timer;
import java.util.TimerTask;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The smaller things of {@code java.util}. */
final class UtilitiesChapter {
    private UtilitiesChapter() {}

    static void tell(Transcript transcript) {
        codecs(transcript);
        expressions(transcript);
        scanners(transcript);
        properties(transcript);
        timers(transcript);
        objects(transcript);
    }

    private static void codecs(Transcript t) {
        byte[] bytes = new byte[70];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i * 37);
        }
        t.line("base64.basic", () -> Base64.getEncoder().encodeToString(bytes));
        t.line("base64.url", () -> Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
        t.line("base64.mime", () -> Base64.getMimeEncoder().encodeToString(bytes));
        t.line("base64.round", () -> new String(Base64.getDecoder().decode("SGVsbG8="), "US-ASCII"));
        t.line("base64.wrong", () -> Base64.getDecoder().decode("@@@@"));
        t.line("base64.short", () -> Base64.getDecoder().decode("A"));
        t.line("base64.stream", () -> new String(Base64.getDecoder().wrap(
                new java.io.ByteArrayInputStream("SGVsbG8gd29ybGQ=".getBytes("US-ASCII"))).readAllBytes(), "US-ASCII"));
        t.line("hex.format", () -> HexFormat.ofDelimiter(":").withUpperCase().formatHex(bytes, 0, 5));
        t.line("hex.parse", () -> HexFormat.of().parseHex("cafe01"));
        t.line("hex.wrong", () -> HexFormat.of().parseHex("caf"));
        t.line("uuid.name", () -> UUID.nameUUIDFromBytes(bytes));
        t.line("uuid.parse", () -> UUID.fromString("123e4567-e89b-12d3-a456-426614174000").getMostSignificantBits());
        t.line("uuid.wrong", () -> UUID.fromString("not a uuid"));
    }

    private static void expressions(Transcript t) {
        t.line("regex.groups", () -> {
            Matcher matcher = Pattern.compile("(?<year>\\d{4})-(?<month>\\d\\d)").matcher("on 2024-02-29");
            return matcher.find() + " " + matcher.group("year") + " " + matcher.group(2) + " " + matcher.start();
        });
        t.line("regex.lookaround", () -> "price: $42, cost: $17".replaceAll("(?<=\\$)(\\d+)(?=,)", "<$1>"));
        t.line("regex.unicode", () -> Pattern.compile("\\p{IsGreek}+").matcher("abc \u03b1\u03b2\u03b3").results().toList().size());
        t.line("regex.unicodeCase", () -> Pattern.compile("\u00e9", Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE).matcher("\u00c9").matches());
        t.line("regex.canonical", () -> Pattern.compile("a\u030a", Pattern.CANON_EQ).matcher("\u00e5").matches());
        t.line("regex.backReference", () -> "hello wood".replaceAll("(.)\\1", "[$1$1]"));
        t.line("regex.possessive", () -> "aaa".matches("a*+a"));
        t.line("regex.split", () -> Pattern.compile("\\s*[,;]\\s*").split("a , b;c ;d"));
        t.line("regex.quote", () -> "a.b.c".split(Pattern.quote(".")));
        t.line("regex.function", () -> Pattern.compile("\\d+").matcher("1 22 333").replaceAll(result -> "" + result.group().length()));
        t.line("regex.grapheme", () -> Pattern.compile("\\X").matcher("e\u0301x").results().count());
        t.line("regex.wrong", () -> Pattern.compile("(a"));
        t.line("regex.flags", () -> Pattern.compile("^b$", Pattern.MULTILINE).matcher("a\nb\nc").find());
    }

    private static void scanners(Transcript t) {
        t.line("scanner.tokens", () -> {
            Scanner scanner = new Scanner("12 abc 3.5 true 99999999999").useLocale(Locale.ROOT);
            return scanner.nextInt() + "|" + scanner.next() + "|" + scanner.nextDouble() + "|" + scanner.nextBoolean() + "|" + scanner.nextBigInteger();
        });
        t.line("scanner.mismatch", () -> new Scanner("abc").nextInt());
        t.line("scanner.empty", () -> new Scanner("").nextLine());
        t.line("scanner.delimiter", () -> new Scanner("a;b;c").useDelimiter(";").tokens().toList());
        t.line("scanner.findInLine", () -> new Scanner("x=1 y=2").findInLine("y=(\\d)"));
        Scanner input = new Scanner(System.in, java.nio.charset.StandardCharsets.UTF_8);
        t.line("scanner.input", () -> input.nextInt() + "|" + input.next() + "|" + input.nextLine() + "|" + input.nextLine());
        t.line("tokenizer", () -> new StringTokenizer("a b\tc").countTokens());
        t.line("formatter", () -> new Formatter(new StringBuilder(), Locale.ROOT).format("%08.3f", Math.E));
    }

    private static void properties(Transcript t) {
        t.line("properties.load", () -> {
            Properties properties = new Properties();
            properties.load(new StringReader("# comment\na = 1\nb:two\\\n   lines\n\\u0063=\\u00e9\n"));
            return new java.util.TreeMap<>(properties);
        });
        t.line("properties.store", () -> {
            Properties properties = new Properties();
            properties.setProperty("key", "v=\u00e9");
            StringWriter writer = new StringWriter();
            properties.store(writer, null);
            return writer.toString().lines().filter(line -> !line.startsWith("#")).toList();
        });
        t.line("properties.defaults", () -> {
            Properties defaults = new Properties();
            defaults.setProperty("a", "1");
            return new Properties(defaults).getProperty("a");
        });
        t.line("properties.set", () -> {
            System.setProperty("org.eremite.tests.platform", "set");
            return System.getProperty("org.eremite.tests.platform") + System.clearProperty("org.eremite.tests.platform");
        });
    }

    private static void timers(Transcript t) {
        t.line("timer.once", () -> {
            CountDownLatch latch = new CountDownLatch(1);
            Timer timer = new Timer("once", true);
            timer.schedule(task(latch), 1);
            boolean done = latch.await(60, TimeUnit.SECONDS);
            timer.cancel();
            return done;
        });
        t.line("timer.repeated", () -> {
            CountDownLatch latch = new CountDownLatch(3);
            Timer timer = new Timer(true);
            timer.scheduleAtFixedRate(task(latch), 0, 2);
            boolean done = latch.await(60, TimeUnit.SECONDS);
            timer.cancel();
            return done;
        });
        t.line("timer.cancelled", () -> {
            Timer timer = new Timer();
            timer.cancel();
            timer.schedule(task(new CountDownLatch(1)), 1);
            return timer;
        });
    }

    private static TimerTask task(CountDownLatch latch) {
        return new TimerTask() {
            @Override
            public void run() {
                latch.countDown();
            }
        };
    }

    private static void objects(Transcript t) {
        t.line("objects.requireNonNull", () -> Objects.requireNonNull(null, "what was needed"));
        t.line("objects.checkIndex", () -> Objects.checkIndex(5, 3));
        t.line("objects.hash", () -> Objects.hash(1, "two", 3.0));
        t.line("optional", () -> Optional.of(3).filter(i -> i > 5).or(() -> Optional.of(7)).map(i -> i * 2));
        t.line("optional.empty", () -> Optional.empty().orElseThrow());
        t.line("objectName", () -> Objects.toIdentityString("x").startsWith("java.lang.String@"));
    }
}
