package org.eremite.image.builder;

import java.util.Map;

/** Symbols the compiled runtime refers to that the image defines under another name. */
final class RuntimeSymbols {
    /** Name referred to, and name defined. */
    static final Map<String, String> ALIASES = Map.of(
            // The entry point that the builder generates for an executable; the kernel's main thread calls it.
            "eremite_java_main", "main",
            // The machine's time zone: none is known, so the JDK takes UTC.
            "SVM_FindJavaTZmd", "eremite_answer_none",
            // Questions about CPU features, which entry code has answered already.
            "determineCPUFeatures", "eremite_answer_none",
            "checkCPUFeatures", "eremite_answer_none",
            "checkCPUFeaturesOrExit", "eremite_answer_none");

    private RuntimeSymbols() {}
}
