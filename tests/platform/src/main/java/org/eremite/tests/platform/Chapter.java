package org.eremite.tests.platform;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

/** Parts of the transcript; all but the last tell the same wherever they are told. */
enum Chapter {
    LANGUAGE(LanguageChapter::tell),
    NUMBERS(NumbersChapter::tell),
    COLLECTIONS(CollectionsChapter::tell),
    UTILITIES(UtilitiesChapter::tell),
    COMPRESSION(CompressionChapter::tell),
    TIME(TimeChapter::tell),
    TEXT(TextChapter::tell),
    LOCALES(LocalesChapter::tell),
    CRYPTOGRAPHY(CryptographyChapter::tell),
    CONCURRENCY(ConcurrencyChapter::tell),
    STREAMS(StreamsChapter::tell),
    ADDRESSES(AddressesChapter::tell),
    PATHS(PathsChapter::tell),
    FOREIGN(ForeignChapter::tell),
    REFLECTION(ReflectionChapter::tell),
    RESOURCES(ResourcesChapter::tell),
    REFERENCES(ReferencesChapter::tell),
    LOGGING(LoggingChapter::tell),
    MANAGEMENT(ManagementChapter::tell),
    PROCESSES(ProcessesChapter::tell),
    ABSENCES(AbsencesChapter::tell);

    private final Consumer<Transcript> content;

    Chapter(Consumer<Transcript> content) {
        this.content = content;
    }

    /** Those to be compared. */
    static Set<Chapter> everywhereTheSame() {
        return EnumSet.complementOf(EnumSet.of(ABSENCES));
    }

    /** Tells this chapter, which begins with its name. */
    void tell(Transcript transcript) {
        transcript.line("chapter", () -> name().toLowerCase(Locale.ROOT));
        transcript.line("complete", () -> {
            content.accept(transcript);
            return name().toLowerCase(Locale.ROOT);
        });
    }
}
