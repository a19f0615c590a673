package org.eremite.tests.guest;

import java.io.PrintStream;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * {@code [KEY=VALUE]... [all | GROUP]...} runs groups of checks, prints {@code ok NAME} or {@code FAILED NAME: reason}
 * for each and {@code N passed, M failed} at the end; the exit status is 0 if nothing failed, else 1. Alternatively the
 * first argument names one of the {@link Endings} or {@link Streams}, or is {@code soak} ({@link Soak}).
 */
public final class Main {
    private static final String ALL = "all";
    private static final int WRONG_USAGE = 2;

    private Main() {
    }

    /** Runs what {@code arguments} name and ends the program. */
    public static void main(String[] arguments) throws Exception {
        if (!Endings.apply(arguments) && !Streams.apply(arguments) && !Soak.apply(arguments)) {
            System.exit(run(arguments, System.out));
        }
    }

    /** Runs the groups that {@code arguments} name; returns the exit status. */
    static int run(String[] arguments, PrintStream out) {
        Map<String, String> given = new HashMap<>();
        Set<Group> groups = EnumSet.noneOf(Group.class);
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            if (equals > 0 && Settings.isKey(argument.substring(0, equals))) {
                given.put(argument.substring(0, equals), argument.substring(equals + 1));
            } else if (argument.equals(ALL)) {
                addAll(groups);
            } else {
                try {
                    groups.add(Group.valueOf(argument.toUpperCase(Locale.ROOT)));
                } catch (IllegalArgumentException unknown) {
                    out.println("no group of checks is called " + argument);
                    return WRONG_USAGE;
                }
            }
        }
        if (groups.isEmpty()) {
            addAll(groups);
        }
        Checks checks = new Checks(out, Settings.of(given));
        for (Group group : groups) {
            group.run(checks);
        }
        return checks.finish();
    }

    private static void addAll(Set<Group> groups) {
        for (Group group : Group.values()) {
            if (group.ofAll()) {
                groups.add(group);
            }
        }
    }
}
