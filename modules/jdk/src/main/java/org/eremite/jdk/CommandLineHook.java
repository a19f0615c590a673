package org.eremite.jdk;

import com.oracle.svm.core.JavaMainWrapper.JavaMainSupport;
import com.oracle.svm.core.jdk.RuntimeSupport;
import com.oracle.svm.core.jdk.SystemPropertiesSupport;
import java.util.stream.Collectors;
import org.eremite.abi.CommandLine;
import org.eremite.abi.OperatingSystem;
import org.eremite.hal.log.LogLevel;
import org.eremite.hal.log.LogModule;
import org.graalvm.nativeimage.ImageSingletons;

/** Hands the program what the command line says, before its {@code main} runs. */
final class CommandLineHook implements RuntimeSupport.Hook {
    /** The runtime rounds the limit down, by less than one part in this many. */
    private static final long ROUNDING_FRACTION = 16;

    private static final long NANOSECONDS_PER_MICROSECOND = 1000;

    @Override
    public void execute(boolean isFirstIsolate) {
        CommandLine line = OperatingSystem.commandLine();
        // Much of the JDK and of libraries takes it for granted that there is one, though nothing is in it.
        SystemPropertiesSupport.singleton().initializeProperty("java.home", "/");
        // As initial values, which the locale and the JDK's saved properties are taken from.
        line.properties().forEach(SystemPropertiesSupport.singleton()::initializeProperty);
        if (line.log().shows(LogModule.JDK, LogLevel.WARN)) {
            long limit = Runtime.getRuntime().maxMemory();
            if (line.maximumHeap() - limit > limit / ROUNDING_FRACTION) {
                System.err.println("eremite: -Xmx asks for more than this machine has; the heap is limited to "
                        + limit + " bytes; give it more with --memory");
            }
            line.unknown().forEach(word -> System.err.println("eremite: unknown kernel argument: " + visible(word)));
            line.malformed().forEach(word -> System.err.println("eremite: argument taken as it stands: " + visible(word)));
        }
        if (line.log().shows(LogModule.VM, LogLevel.DEBUG)) {
            System.err.println("eremite: boot: " + bootReport());
        }
        OperatingSystem.connect();
        ImageSingletons.lookup(JavaMainSupport.class).mainArgs = line.arguments().toArray(String[]::new);
    }

    private static String bootReport() {
        return OperatingSystem.bootPhases().entrySet().stream()
                .map(phase -> phase.getKey() + "=" + phase.getValue() / NANOSECONDS_PER_MICROSECOND + "us")
                .collect(Collectors.joining(" "));
    }

    /** A word from outside cannot send control characters to the console. */
    private static String visible(String word) {
        return word.replaceAll("\\p{Cntrl}", "?");
    }
}
