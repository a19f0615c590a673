package org.eremite.abi;

import org.eremite.hal.log.LogLevels;

/** The levels of the log that the image was assembled with; initialised when the image is built. */
final class ImageLog {
    /** System property of the image builder's JVM; the tool sets it. */
    private static final String PROPERTY = "eremite.log";

    static final LogLevels LEVELS = LogLevels.DEFAULT.with(System.getProperty(PROPERTY, "info"));

    private ImageLog() {}
}
