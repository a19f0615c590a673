package org.eremite.tests.platform;

import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.chrono.Chronology;
import java.time.chrono.HijrahDate;
import java.time.chrono.JapaneseDate;
import java.time.chrono.MinguoDate;
import java.time.chrono.ThaiBuddhistDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.time.format.TextStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.time.temporal.WeekFields;
import java.time.zone.ZoneRulesProvider;
import java.util.Calendar;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;

/** {@code java.time}, and the calendars before it. */
final class TimeChapter {
    /** Zones with rules of every kind. */
    private static final List<String> ZONES = List.of("Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe",
            "Africa/Casablanca", "Pacific/Apia", "America/St_Johns", "Asia/Tokyo", "Antarctica/Troll", "UTC", "Etc/GMT+5");
    /** What the clock must be between, in seconds: when this was written, and when none of it runs any more. */
    private static final long EARLIEST = 1_760_000_000L;
    private static final long LATEST = 4_000_000_000L;

    private TimeChapter() {}

    static void tell(Transcript transcript) {
        dates(transcript);
        zones(transcript);
        formats(transcript);
        chronologies(transcript);
        clocks(transcript);
        calendars(transcript);
    }

    private static void dates(Transcript t) {
        LocalDate leap = LocalDate.of(2024, 2, 29);
        t.line("date.plusYear", () -> leap.plusYears(1));
        t.line("date.until", () -> leap.until(LocalDate.of(2030, 1, 1)));
        t.line("date.days", () -> ChronoUnit.DAYS.between(LocalDate.EPOCH, leap));
        t.line("date.adjusters", () -> leap.with(TemporalAdjusters.lastInMonth(DayOfWeek.FRIDAY)) + " " + leap.with(TemporalAdjusters.firstDayOfNextYear()));
        t.line("date.week", () -> leap.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR) + " " + leap.get(WeekFields.of(Locale.US).weekOfYear()));
        t.line("date.wrong", () -> LocalDate.of(2023, 2, 29));
        t.line("date.parseWrong", () -> LocalDate.parse("2024-13-01"));
        t.line("date.epochDay", () -> LocalDate.ofEpochDay(-1_000_000));
        t.line("time.nano", () -> LocalTime.of(23, 59, 59, 999_999_999).plusNanos(1));
        t.line("duration", () -> Duration.ofSeconds(3661, 5_000_000).negated() + " " + Duration.parse("P1DT2H").toMinutes());
        t.line("period", () -> Period.parse("P1Y2M10D").toTotalMonths() + " " + Period.of(1, 14, 0).normalized());
        t.line("instant", () -> Instant.ofEpochSecond(1_700_000_000L).truncatedTo(ChronoUnit.DAYS));
        t.line("instant.parse", () -> Instant.parse("2024-01-01T00:00:00.123456789Z").toEpochMilli());
        t.line("instant.max", () -> Instant.MAX.plusNanos(1));
        t.line("year", () -> Year.isLeap(1900) + " " + YearMonth.of(2023, 2).lengthOfMonth());
        t.line("offset", () -> OffsetDateTime.parse("2024-06-01T12:00:00+05:30").toInstant());
    }

    private static void zones(Transcript t) {
        t.line("zones.many", () -> ZoneId.getAvailableZoneIds().size() > 590);
        for (String zone : ZONES) {
            ZoneId id = ZoneId.of(zone);
            t.line("zone.winter." + zone, () -> ZonedDateTime.of(2024, 1, 15, 12, 0, 0, 0, id).toOffsetDateTime());
            t.line("zone.summer." + zone, () -> ZonedDateTime.of(2024, 7, 15, 12, 0, 0, 0, id).toOffsetDateTime());
            t.line("zone.past." + zone, () -> ZonedDateTime.of(1943, 7, 15, 12, 0, 0, 0, id).toOffsetDateTime());
        }
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        t.line("zone.gap", () -> LocalDateTime.of(2024, 3, 31, 2, 30).atZone(berlin));
        t.line("zone.overlap", () -> LocalDateTime.of(2024, 10, 27, 2, 30).atZone(berlin).withLaterOffsetAtOverlap());
        t.line("zone.transition", () -> berlin.getRules().nextTransition(Instant.parse("2024-05-01T00:00:00Z")));
        t.line("zone.saving", () -> berlin.getRules().isDaylightSavings(Instant.parse("2024-07-01T00:00:00Z")));
        t.line("zone.far", () -> berlin.getRules().getOffset(Instant.parse("2100-07-01T00:00:00Z")));
        t.line("zone.unknown", () -> ZoneId.of("Mars/Olympus"));
        t.line("zone.short", () -> ZoneId.of("PST", ZoneId.SHORT_IDS));
        t.line("zone.default", () -> ZoneId.systemDefault());
        t.line("zone.provider", () -> ZoneRulesProvider.getRules("Asia/Tokyo", false).isFixedOffset());
        t.line("zone.sameInstant", () -> ZonedDateTime.of(2024, 7, 1, 9, 0, 0, 0, ZoneId.of("Asia/Tokyo")).withZoneSameInstant(berlin));
        t.line("zone.name", () -> berlin.getDisplayName(TextStyle.FULL, Locale.US));
        t.line("timeZone", () -> TimeZone.getTimeZone("America/New_York").getOffset(1_720_000_000_000L));
        t.line("timeZone.unknown", () -> TimeZone.getTimeZone("Nowhere/Land").getID());
        t.line("timeZone.name", () -> TimeZone.getTimeZone("America/New_York").getDisplayName(true, TimeZone.SHORT, Locale.US));
        t.line("timeZone.default", () -> TimeZone.getDefault().getID());
    }

    private static void formats(Transcript t) {
        ZonedDateTime time = ZonedDateTime.of(2024, 2, 29, 13, 4, 5, 678_000_000, ZoneId.of("Europe/Berlin"));
        t.line("format.iso", () -> DateTimeFormatter.ISO_ZONED_DATE_TIME.format(time));
        t.line("format.rfc", () -> DateTimeFormatter.RFC_1123_DATE_TIME.format(time));
        t.line("format.basic", () -> DateTimeFormatter.BASIC_ISO_DATE.format(time));
        t.line("format.week", () -> DateTimeFormatter.ISO_WEEK_DATE.format(time));
        t.line("format.pattern", () -> DateTimeFormatter.ofPattern("EEEE, d. MMMM uuuu, h:mm a B zzzz", Locale.US).format(time));
        t.line("format.parse", () -> LocalDateTime.parse("05/03/24 7:08 PM", DateTimeFormatter.ofPattern("dd/MM/yy h:mm a", Locale.US)));
        t.line("format.zoneText", () -> ZonedDateTime.parse("2024-07-01 10:00 EST", DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm z", Locale.US)));
        for (FormatStyle style : FormatStyle.values()) {
            t.line("format.date." + style, () -> DateTimeFormatter.ofLocalizedDate(style).withLocale(Locale.US).format(time));
        }
        t.line("format.fullTime", () -> DateTimeFormatter.ofLocalizedTime(FormatStyle.FULL).withLocale(Locale.US).format(time));
        t.line("format.unsupported", () -> DateTimeFormatter.ISO_LOCAL_TIME.format(LocalDate.EPOCH));
        t.line("format.wrong", () -> DateTimeFormatter.ofPattern("bbb"));
    }

    private static void chronologies(Transcript t) {
        LocalDate date = LocalDate.of(2024, 2, 29);
        t.line("chrono.japanese", () -> JapaneseDate.from(date));
        t.line("chrono.thai", () -> ThaiBuddhistDate.from(date));
        t.line("chrono.minguo", () -> MinguoDate.from(date));
        t.line("chrono.hijrah", () -> HijrahDate.from(date));
        t.line("chrono.all", () -> Chronology.getAvailableChronologies().stream().map(Chronology::getId).sorted().toList());
        t.line("chrono.field", () -> date.get(ChronoField.ALIGNED_WEEK_OF_YEAR));
    }

    /** The hour cannot be compared, but it can be sensible. */
    private static void clocks(Transcript t) {
        t.line("clock.sane", () -> {
            long now = Instant.now().getEpochSecond();
            return now > EARLIEST && now < LATEST;
        });
        t.line("clock.agree", () -> Math.abs(Duration.between(Instant.now(), Instant.ofEpochMilli(System.currentTimeMillis())).toMillis()) < 60_000);
        t.line("clock.zones", () -> Duration.between(LocalDateTime.now(ZoneOffset.UTC), LocalDateTime.now(ZoneId.of("Asia/Tokyo"))).toHours() >= 8);
        t.line("clock.fixed", () -> Clock.fixed(Instant.EPOCH, ZoneOffset.UTC).instant());
        t.line("clock.monotonic", () -> {
            Instant before = Instant.now();
            Thread.sleep(5);
            return Duration.between(before, Instant.now()).toMillis() >= 4;
        });
    }

    private static void calendars(Transcript t) {
        t.line("calendar.gregorian", () -> {
            Calendar calendar = new GregorianCalendar(TimeZone.getTimeZone("America/New_York"), Locale.US);
            calendar.setTimeInMillis(1_710_054_000_000L);
            calendar.add(Calendar.MONTH, 11);
            return calendar.get(Calendar.YEAR) + " " + calendar.get(Calendar.DAY_OF_WEEK) + " " + calendar.getTimeInMillis();
        });
        t.line("calendar.julian", () -> new GregorianCalendar(1582, Calendar.OCTOBER, 4).getTimeInMillis());
        t.line("calendar.firstDay", () -> Calendar.getInstance(Locale.US).getFirstDayOfWeek());
        t.line("date.legacy", () -> new Date(0L).toInstant());
        t.line("date.text", () -> new Date(1_700_000_000_000L));
    }
}
