package org.eremite.par;

import java.util.Optional;
import java.util.ServiceLoader;

/** The system below, looked for once: in an image, when that is built. */
final class ThisSystem {
    static final Optional<SystemSupport> SUPPORT = services().findFirst();

    private ThisSystem() {
    }

    /** Among the modules of the layer that this one is in, else on its class path. */
    private static ServiceLoader<SystemSupport> services() {
        ModuleLayer layer = ThisSystem.class.getModule().getLayer();
        return layer != null ? ServiceLoader.load(layer, SystemSupport.class)
                : ServiceLoader.load(SystemSupport.class, ThisSystem.class.getClassLoader());
    }
}
