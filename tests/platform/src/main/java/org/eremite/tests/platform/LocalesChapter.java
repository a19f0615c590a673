package org.eremite.tests.platform;

import java.text.DateFormatSymbols;
import java.text.NumberFormat;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.time.format.TextStyle;
import java.time.temporal.WeekFields;
import java.util.Calendar;
import java.util.Currency;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;

/** Locales: those of the image's own, and the three that the test asks for when the image is built. */
final class LocalesChapter {
    private static final List<Locale> LOCALES = List.of(Locale.ROOT, Locale.US, Locale.GERMANY, Locale.FRANCE, Locale.JAPAN);

    private LocalesChapter() {}

    static void tell(Transcript transcript) {
        tags(transcript);
        data(transcript);
        bundles(transcript);
    }

    private static void tags(Transcript t) {
        t.line("locale.default", () -> Locale.getDefault() + " " + Locale.getDefault(Locale.Category.FORMAT));
        t.line("locale.tag", () -> Locale.forLanguageTag("zh-Hant-TW-u-ca-roc").toString());
        t.line("locale.builder", () -> new Locale.Builder().setLanguage("sr").setScript("Latn").setRegion("RS").build().toLanguageTag());
        t.line("locale.wrong", () -> new Locale.Builder().setLanguage("x#").build());
        t.refusal("locale.wrongClass", () -> {
            throw new IllformedLocaleException("x");
        });
        t.line("locale.iso3", () -> Locale.GERMANY.getISO3Country() + Locale.GERMANY.getISO3Language());
        t.line("locale.countries", () -> Locale.getISOCountries().length + " " + Locale.getISOLanguages().length);
        t.line("locale.lookup", () -> Locale.lookup(Locale.LanguageRange.parse("de-CH;q=0.5,fr"), List.of(Locale.GERMAN, Locale.FRENCH)));
        t.line("locale.name", () -> Locale.GERMANY.getDisplayName(Locale.US) + " " + Locale.JAPAN.getDisplayCountry(Locale.US));
        t.line("currency", () -> Currency.getInstance(Locale.JAPAN) + " " + Currency.getInstance("EUR").getDefaultFractionDigits());
        t.line("currency.symbol", () -> Currency.getInstance("EUR").getSymbol(Locale.US) + Currency.getInstance("USD").getDisplayName(Locale.US));
        t.line("currency.unknown", () -> Currency.getInstance("XXY"));
    }

    private static void data(Transcript t) {
        LocalDate date = LocalDate.of(2024, 2, 29);
        for (Locale locale : LOCALES) {
            String name = "[" + locale + "]";
            t.line("number" + name, () -> NumberFormat.getInstance(locale).format(-1234567.891));
            t.line("currency" + name, () -> NumberFormat.getCurrencyInstance(locale).format(1234.5));
            t.line("month" + name, () -> Month.MARCH.getDisplayName(TextStyle.FULL, locale) + " " + Month.MAY.getDisplayName(TextStyle.SHORT, locale));
            t.line("day" + name, () -> DayOfWeek.SATURDAY.getDisplayName(TextStyle.FULL, locale));
            t.line("date" + name, () -> DateTimeFormatter.ofLocalizedDate(FormatStyle.FULL).withLocale(locale).format(date));
            t.line("week" + name, () -> WeekFields.of(locale) + " " + Calendar.getInstance(locale).getFirstDayOfWeek());
            t.line("symbols" + name, () -> DateFormatSymbols.getInstance(locale).getAmPmStrings());
        }
    }

    private static void bundles(Transcript t) {
        t.line("bundle.default", () -> bundle(Locale.US).getString("greeting"));
        t.line("bundle.german", () -> bundle(Locale.GERMANY).getString("greeting"));
        t.line("bundle.parent", () -> bundle(Locale.GERMANY).getString("farewell"));
        t.line("bundle.fallback", () -> bundle(Locale.JAPAN).getString("greeting"));
        t.line("bundle.keys", () -> bundle(Locale.GERMANY).keySet().stream().sorted().toList());
        t.line("bundle.class", () -> ResourceBundle.getBundle(ListedWords.class.getName(), Locale.US).getObject("answer"));
        t.refusal("bundle.missingKey", () -> bundle(Locale.US).getString("no such key"));
        t.line("bundle.missing", () -> {
            try {
                return ResourceBundle.getBundle("org.eremite.tests.platform.NoSuchBundle");
            } catch (MissingResourceException e) {
                return e.getClassName();
            }
        });
    }

    private static ResourceBundle bundle(Locale locale) {
        return ResourceBundle.getBundle("org.eremite.tests.platform.Words", locale);
    }
}
