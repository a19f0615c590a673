package org.eremite.image.application;

import java.util.List;

/**
 * The modules without which no image boots; every other module is in an image only because it is required.
 */
public final class SystemModules {
    /** Names of the modules that are roots of every image. */
    public static final List<String> NAMES = List.of(
            "org.eremite.vm",
            "org.eremite.jdk",
            "org.eremite.abi",
            "org.eremite.io",
            "org.eremite.sched",
            "org.eremite.mm",
            "org.eremite.hal",
            "org.eremite.hal.x86_64");

    private SystemModules() {
    }
}
