package org.eremite.tests.platform;

import java.text.BreakIterator;
import java.text.Bidi;
import java.text.ChoiceFormat;
import java.text.CollationKey;
import java.text.Collator;
import java.text.CompactNumberFormat;
import java.text.DateFormat;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.text.ListFormat;
import java.text.MessageFormat;
import java.text.Normalizer;
import java.text.NumberFormat;
import java.text.ParsePosition;
import java.text.RuleBasedCollator;
import java.text.SimpleDateFormat;
import java.text.StringCharacterIterator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;

/** {@code java.text}, in American English. */
final class TextChapter {
    private static final Date TIME = new Date(1_709_211_845_000L);

    private TextChapter() {}

    static void tell(Transcript transcript) {
        numbers(transcript);
        dates(transcript);
        messages(transcript);
        languages(transcript);
    }

    private static void numbers(Transcript t) {
        t.line("number.default", () -> NumberFormat.getInstance(Locale.US).format(1234567.891));
        t.line("number.currency", () -> NumberFormat.getCurrencyInstance(Locale.US).format(-1234.5));
        t.line("number.percent", () -> NumberFormat.getPercentInstance(Locale.US).format(0.256));
        t.line("number.compact", () -> NumberFormat.getCompactNumberInstance(Locale.US, NumberFormat.Style.SHORT).format(12_345_678));
        t.line("number.compactLong", () -> NumberFormat.getCompactNumberInstance(Locale.US, NumberFormat.Style.LONG).format(12_345));
        t.line("number.compactOwn", () -> new CompactNumberFormat("#", DecimalFormatSymbols.getInstance(Locale.ROOT),
                new String[] {"", "0K", "00K"}).format(45));
        t.line("decimal.pattern", () -> new DecimalFormat("#,##0.00;(#)", DecimalFormatSymbols.getInstance(Locale.US)).format(-9876.543));
        t.line("decimal.scientific", () -> new DecimalFormat("0.###E0", DecimalFormatSymbols.getInstance(Locale.US)).format(123456));
        t.line("decimal.parse", () -> new DecimalFormat("#,##0.##", DecimalFormatSymbols.getInstance(Locale.US)).parse("1,234.5x"));
        t.line("decimal.parseWrong", () -> new DecimalFormat("0", DecimalFormatSymbols.getInstance(Locale.US)).parse("x"));
        t.line("decimal.halfEven", () -> {
            NumberFormat format = NumberFormat.getIntegerInstance(Locale.US);
            return format.format(0.5) + format.format(1.5) + format.format(2.5);
        });
        t.line("decimal.position", () -> {
            ParsePosition position = new ParsePosition(2);
            Number number = NumberFormat.getInstance(Locale.US).parse("ab42cd", position);
            return number + " " + position.getIndex();
        });
        t.line("choice", () -> new ChoiceFormat("0#none|1#one|1<many").format(5));
    }

    private static void dates(Transcript t) {
        t.line("simple.format", () -> simple("yyyy-MM-dd'T'HH:mm:ss.SSSZ EEE MMMM").format(TIME));
        t.line("simple.zone", () -> simple("z zzzz XXX").format(TIME));
        t.line("simple.parse", () -> simple("dd MMM yyyy HH:mm").parse("29 Feb 2024 13:04").getTime());
        t.line("simple.parseWrong", () -> simple("dd MMM yyyy").parse("29 Foo 2024"));
        t.line("simple.strict", () -> {
            SimpleDateFormat format = simple("dd.MM.yyyy");
            format.setLenient(false);
            return format.parse("31.02.2024");
        });
        t.line("date.long", () -> {
            DateFormat format = DateFormat.getDateTimeInstance(DateFormat.LONG, DateFormat.LONG, Locale.US);
            format.setTimeZone(TimeZone.getTimeZone("America/New_York"));
            return format.format(TIME);
        });
    }

    private static SimpleDateFormat simple(String pattern) {
        SimpleDateFormat format = new SimpleDateFormat(pattern, Locale.US);
        format.setTimeZone(TimeZone.getTimeZone("Europe/Berlin"));
        return format;
    }

    private static void messages(Transcript t) {
        t.line("message.simple", () -> MessageFormat.format("{1} and {0}, it''s {2,number,#.##}", "a", "b", 3.14159));
        t.line("message.choice", () -> new MessageFormat("{0,choice,0#no files|1#one file|1<{0,number,integer} files}", Locale.US).format(new Object[] {1234}));
        t.line("message.date", () -> new MessageFormat("{0,date,yyyy-MM-dd}", Locale.US).format(new Object[] {TIME}));
        t.line("message.parse", () -> new MessageFormat("{0} is {1}", Locale.US).parse("sky is blue"));
        t.line("message.wrong", () -> new MessageFormat("{0"));
        t.line("list.and", () -> ListFormat.getInstance(Locale.US, ListFormat.Type.STANDARD, ListFormat.Style.FULL).format(List.of("a", "b", "c")));
        t.line("list.or", () -> ListFormat.getInstance(Locale.US, ListFormat.Type.OR, ListFormat.Style.FULL).format(List.of("a", "b")));
    }

    private static void languages(Transcript t) {
        t.line("collator.sort", () -> {
            String[] words = {"zebra", "\u00e9clair", "eclair", "Apple", "apple", "\u00c4pfel"};
            Arrays.sort(words, Collator.getInstance(Locale.US));
            return words;
        });
        t.line("collator.strength", () -> {
            Collator collator = Collator.getInstance(Locale.US);
            collator.setStrength(Collator.PRIMARY);
            return collator.compare("resume", "R\u00e9sum\u00e9");
        });
        t.line("collator.key", () -> {
            CollationKey key = Collator.getInstance(Locale.US).getCollationKey("abc");
            return key.toByteArray();
        });
        t.line("collator.rules", () -> new RuleBasedCollator("< c < b < a").compare("c", "a"));
        t.line("normalize", () -> Normalizer.normalize("\u00e9\ufb01", Normalizer.Form.NFKD));
        t.line("normalize.compose", () -> Normalizer.normalize("e\u0301", Normalizer.Form.NFC));
        t.line("normalize.hangul", () -> Normalizer.normalize("\ud55c", Normalizer.Form.NFD).length());
        t.line("break.words", () -> pieces(BreakIterator.getWordInstance(Locale.US), "Hello, big world! 3.14"));
        t.line("break.sentences", () -> pieces(BreakIterator.getSentenceInstance(Locale.US), "One. Two? Three!"));
        t.line("break.characters", () -> pieces(BreakIterator.getCharacterInstance(Locale.US), "e\u0301a"));
        t.line("break.lines", () -> pieces(BreakIterator.getLineInstance(Locale.US), "a well-known fact"));
        t.line("bidi", () -> new Bidi("abc \u05d0\u05d1\u05d2 def", Bidi.DIRECTION_LEFT_TO_RIGHT).getRunCount());
        t.line("characterIterator", () -> new StringCharacterIterator("abc").last());
    }

    private static List<String> pieces(BreakIterator iterator, String text) {
        iterator.setText(text);
        List<String> pieces = new ArrayList<>();
        int start = iterator.first();
        for (int end = iterator.next(); end != BreakIterator.DONE; start = end, end = iterator.next()) {
            pieces.add(text.substring(start, end));
        }
        return pieces;
    }
}
