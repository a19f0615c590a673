package org.eremite.tests.guest;

import java.util.Map;

/**
 * What the command line says about a run of checks, as {@code KEY=VALUE}.
 *
 * @param timeoutMilliseconds {@code timeout=SECONDS}: longest duration of one check
 * @param instructionCounting {@code icount=true}: the clock counts instructions, so waits can be held to an upper limit
 * @param processors {@code cpus=N}: the number of CPUs the machine was given; 0 if not stated
 * @param announce {@code announce=true}: print each check's name before it runs, for the case that everything hangs
 */
record Settings(long timeoutMilliseconds, boolean instructionCounting, int processors, boolean announce) {
    private static final String DEFAULT_TIMEOUT_SECONDS = "60";
    private static final long MILLISECONDS_PER_SECOND = 1000;

    /** Reads settings; those not given have their defaults. */
    static Settings of(Map<String, String> given) {
        long timeout = Long.parseLong(given.getOrDefault("timeout", DEFAULT_TIMEOUT_SECONDS));
        return new Settings(timeout * MILLISECONDS_PER_SECOND,
                Boolean.parseBoolean(given.get("icount")),
                Integer.parseInt(given.getOrDefault("cpus", "0")),
                Boolean.parseBoolean(given.get("announce")));
    }

    static boolean isKey(String key) {
        return switch (key) {
            case "timeout", "icount", "cpus", "announce" -> true;
            default -> false;
        };
    }
}
