package org.eremite.tests.libraries;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Locale;
import java.util.function.Consumer;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The example of picocli's quick guide; the metadata for its reflection is written by picocli's annotation processor. */
final class PicocliSample {
    /** A command with two subcommands: one is a class, one a method. */
    @Command(name = "ISOCodeResolver", subcommands = {Language.class, CommandLine.HelpCommand.class},
            mixinStandardHelpOptions = true, version = "ISOCodeResolver 1.0", description = "Resolves ISO country codes "
            + "(ISO-3166-1) or language codes (ISO 639-1/-2)")
    static final class IsoCodeResolver implements Runnable {
        @Spec
        private CommandSpec spec;

        @Override
        public void run() {
            throw new ParameterException(spec.commandLine(), "Specify a subcommand");
        }

        @Command(name = "country", description = "Resolves ISO country codes (ISO-3166-1)")
        void country(@Parameters(arity = "1..*", paramLabel = "<country code>",
                description = "country code(s) to be resolved") String[] countryCodes) {
            PrintWriter out = spec.commandLine().getOut();
            for (String code : countryCodes) {
                out.printf("%s: %s%n", code.toUpperCase(Locale.ROOT), Locale.of("", code).getDisplayCountry());
            }
        }
    }

    /** How to write an answer. */
    enum Style { PLAIN, LOUD }

    /** The subcommand that is a class. */
    @Command(name = "language", description = "Resolves one or more ISO language codes (ISO-639-1 or 639-2)")
    static final class Language implements Runnable {
        @Spec
        private CommandSpec spec;
        @Option(names = {"-s", "--style"}, defaultValue = "PLAIN", description = "${COMPLETION-CANDIDATES}")
        private Style style;
        @Parameters(arity = "1..*", paramLabel = "<language code>", description = "language code(s)")
        private String[] languageCodes;

        @Override
        public void run() {
            PrintWriter out = spec.commandLine().getOut();
            for (String code : languageCodes) {
                String name = Locale.of(code).getDisplayLanguage();
                out.printf("%s: %s%n", code, style == Style.LOUD ? name.toUpperCase(Locale.ROOT) : name);
            }
        }
    }

    private PicocliSample() {}

    static void tell(Consumer<String> out) {
        execute(out, "country", "cn", "in", "us");
        execute(out, "language", "--style=LOUD", "ja", "de");
        execute(out, "language", "-s", "soft", "ja");
        execute(out, "country");
        execute(out, "cuontry", "de");
        execute(out, "help", "language");
        execute(out, "--version");
        execute(out);
    }

    private static void execute(Consumer<String> out, String... arguments) {
        StringWriter text = new StringWriter();
        PrintWriter writer = new PrintWriter(text);
        int status = new CommandLine(new IsoCodeResolver()).setOut(writer).setErr(writer)
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF)).execute(arguments);
        out.accept(String.join(" ", arguments) + " -> " + status);
        text.toString().lines().forEach(out);
    }
}
