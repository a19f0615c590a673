package org.eremite.par;

import java.util.Optional;

/**
 * What an operating system that knows of this library does for its pools. It is found as a service; an ordinary JVM has
 * none, and the library does not need any.
 */
public interface SystemSupport {
    /** Binds worker n to processor n, counted round. */
    Pinning pinning();

    /** The system's own source of beats, which pools use unless they are given another one. */
    BeatSource beats();

    /** The one of this system, if there is one. */
    static Optional<SystemSupport> find() {
        return ThisSystem.SUPPORT;
    }
}
