package org.eremite.jdk;

import com.oracle.svm.core.JavaMainWrapper.JavaMainSupport;
import com.oracle.svm.core.SubstrateGCOptions;
import com.oracle.svm.core.jdk.RuntimeSupport;
import org.eremite.abi.CommandLine;
import org.eremite.abi.LogLevel;
import org.eremite.abi.OperatingSystem;
import org.graalvm.nativeimage.ImageSingletons;

/** Hands the program what the command line says, before its {@code main} runs. */
final class CommandLineHook implements RuntimeSupport.Hook {
    @Override
    public void execute(boolean isFirstIsolate) {
        CommandLine line = OperatingSystem.commandLine();
        line.properties().forEach(System::setProperty);
        if (line.maximumHeap() > 0) {
            SubstrateGCOptions.MaxHeapSize.update(line.maximumHeap());
        }
        if (line.log().shows(LogLevel.WARN)) {
            line.unknown().forEach(word -> System.err.println("eremite: unknown kernel argument: " + word));
        }
        if (line.log().shows(LogLevel.DEBUG)) {
            System.err.println("eremite: boot: " + OperatingSystem.bootReport());
        }
        ImageSingletons.lookup(JavaMainSupport.class).mainArgs = line.arguments().toArray(String[]::new);
    }
}
