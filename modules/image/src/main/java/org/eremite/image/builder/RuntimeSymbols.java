package org.eremite.image.builder;

import java.util.Map;

/** Symbols the compiled runtime refers to that the image defines under another name. */
final class RuntimeSymbols {
    /** Name referred to, and name defined. */
    static final Map<String, String> ALIASES = Map.of(
            // The entry point that the builder generates for an executable; the kernel's main thread calls it.
            "eremite_java_main", "main",
            // Questions about CPU features, which entry code has answered already.
            "determineCPUFeatures", "eremite_baseline_features",
            "checkCPUFeatures", "eremite_baseline_features",
            "checkCPUFeaturesOrExit", "eremite_baseline_features");

    private RuntimeSymbols() {}
}
