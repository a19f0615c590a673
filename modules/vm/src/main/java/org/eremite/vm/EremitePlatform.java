package org.eremite.vm;

import org.graalvm.nativeimage.Platform;

/** The platform images are built for: x86-64 with no operating system, so no POSIX and no JNI library code. */
public final class EremitePlatform implements Platform.AMD64 {
    /** Called by the image builder. */
    public EremitePlatform() {}

    @Override
    public String getOS() {
        return "eremite";
    }
}
