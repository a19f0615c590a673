package org.eremite.jdk;

import com.oracle.svm.core.JavaMainWrapper.JavaMainSupport;
import com.oracle.svm.core.jdk.RuntimeSupport;
import com.oracle.svm.core.jdk.SystemPropertiesSupport;
import org.eremite.abi.CommandLine;
import org.eremite.abi.OperatingSystem;
import org.eremite.hal.log.LogLevel;
import org.eremite.hal.log.LogModule;
import org.graalvm.nativeimage.ImageSingletons;

/** Hands the program what the command line says, before its {@code main} runs. */
final class CommandLineHook implements RuntimeSupport.Hook {
    /** The runtime rounds the limit down, by less than one part in this many. */
    private static final long ROUNDING_FRACTION = 16;

    @Override
    public void execute(boolean isFirstIsolate) {
        CommandLine line = OperatingSystem.commandLine();
        // Much of the JDK and of libraries takes it for granted that there is one, though nothing is in it.
        SystemPropertiesSupport.singleton().initializeProperty("java.home", "/");
        // As initial values, which the locale and the JDK's saved properties are taken from.
        line.properties().forEach(SystemPropertiesSupport.singleton()::initializeProperty);
        OperatingSystem.showLog(line.log());
        long limit = Runtime.getRuntime().maxMemory();
        if (line.maximumHeap() - limit > limit / ROUNDING_FRACTION) {
            warn("-Xmx asks for more than this machine has; the heap is limited to " + limit
                    + " bytes; give it more with --memory");
        }
        line.unknown().forEach(word -> warn("unknown kernel argument: " + word));
        line.malformed().forEach(word -> warn("argument taken as it stands: " + word));
        OperatingSystem.connect();
        ImageSingletons.lookup(JavaMainSupport.class).mainArgs = line.arguments().toArray(String[]::new);
    }

    private static void warn(String text) {
        OperatingSystem.log(LogModule.JDK, LogLevel.WARN, text);
    }
}
