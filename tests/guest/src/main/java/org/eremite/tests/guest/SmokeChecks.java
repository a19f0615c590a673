package org.eremite.tests.guest;

import java.util.Locale;

/** The least that a boot shows. */
final class SmokeChecks {
    private SmokeChecks() {
    }

    static void run(Checks checks) {
        checks.check("standard error takes text", () -> System.err.println("Grüße aus dem Gast"));
        checks.check("the runtime knows the machine", () -> {
            Runtime runtime = Runtime.getRuntime();
            int processors = checks.settings().processors();
            Expect.that(runtime.availableProcessors() >= 1, "no processors");
            if (processors != 0) {
                Expect.equal(processors, runtime.availableProcessors());
            }
            Expect.that(runtime.maxMemory() > 0 && runtime.totalMemory() > 0 && runtime.freeMemory() >= 0,
                    "memory: max=" + runtime.maxMemory() + " total=" + runtime.totalMemory()
                            + " free=" + runtime.freeMemory());
        });
        checks.check("system properties are there", () -> {
            Expect.equal("\n", System.lineSeparator());
            Expect.equal("/", System.getProperty("file.separator"));
            Expect.that(System.getProperty("java.version").toLowerCase(Locale.ROOT).startsWith("25"),
                    "java.version=" + System.getProperty("java.version"));
        });
    }
}
