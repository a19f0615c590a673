package org.eremite.jdk;

import com.oracle.svm.core.feature.InternalFeature;
import com.oracle.svm.core.jdk.RuntimeSupport;
import com.oracle.svm.core.jdk.localization.LocalizationSupport;
import java.nio.charset.Charset;
import java.time.chrono.HijrahChronology;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.graalvm.nativeimage.ImageSingletons;
import org.graalvm.nativeimage.hosted.RuntimeReflection;
import org.graalvm.nativeimage.hosted.RuntimeResourceAccess;

/** Registers what this module does at start-up, and what the JDK reaches by name only; runs when an image is built. */
public final class JdkFeature implements InternalFeature {
    /** Accessors of foreign memory, one for each kind of value. */
    private static final List<String> SEGMENT_VALUES =
            List.of("Booleans", "Bytes", "Chars", "Doubles", "Floats", "Ints", "Longs", "Shorts");
    /** What {@code HijrahChronology} reads when it is first used. */
    static final String ISLAMIC_CALENDAR = "java/time/chrono/hijrah-config-Hijrah-umalqura_islamic-umalqura.properties";

    /** Called by the image builder. */
    public JdkFeature() {}

    @Override
    public void beforeAnalysis(BeforeAnalysisAccess access) {
        RuntimeSupport.getRuntimeSupport().addStartupHook(new CommandLineHook());
        access.registerReachabilityHandler(
                duringAnalysis -> RuntimeResourceAccess.addResource(Object.class.getModule(), ISLAMIC_CALENDAR),
                HijrahChronology.class);
        for (String value : SEGMENT_VALUES) {
            registerAccessor(access, "java.lang.invoke.VarHandleSegmentAs" + value);
            registerAccessor(access, "java.lang.invoke.VarHandleSegmentAs" + value + "Aligned");
        }
        addCharsets();
    }

    /**
     * A variable handle that is not a constant finds its operations by reflection. Those on memory are in classes that are
     * no handles themselves, so the builder does not find them; values of one byte have none that need alignment.
     */
    private static void registerAccessor(BeforeAnalysisAccess access, String name) {
        Class<?> accessor = access.findClassByName(name);
        if (accessor != null) {
            RuntimeReflection.register(accessor);
            RuntimeReflection.register(accessor.getDeclaredMethods());
        }
    }

    /** The builder takes six of the charsets of java.base; those of other modules are there by option AddAllCharsets. */
    private static void addCharsets() {
        Map<String, Charset> charsets = ImageSingletons.lookup(LocalizationSupport.class).charsets;
        for (Charset charset : Charset.availableCharsets().values()) {
            if (charset.getClass().getModule() == Object.class.getModule()) {
                charsets.put(charset.name().toLowerCase(Locale.ROOT), charset);
                charset.aliases().forEach(alias -> charsets.put(alias.toLowerCase(Locale.ROOT), charset));
                // Their tables are made at first use, and then are part of the image.
                charset.newDecoder();
                if (charset.canEncode()) {
                    charset.newEncoder();
                }
            }
        }
    }
}
