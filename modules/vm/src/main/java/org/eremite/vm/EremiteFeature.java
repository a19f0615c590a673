package org.eremite.vm;

import com.oracle.svm.core.feature.InternalFeature;
import com.oracle.svm.core.headers.LibCSupport;
import com.oracle.svm.core.heap.PhysicalMemory;
import com.oracle.svm.core.jdk.PlatformNativeLibrarySupport;
import org.graalvm.nativeimage.impl.RuntimeSystemPropertiesSupport;
import com.oracle.svm.core.jdk.SystemPropertiesSupport;
import com.oracle.svm.core.locks.VMLockSupport;
import com.oracle.svm.core.log.Log;
import com.oracle.svm.core.os.CommittedMemoryProvider;
import com.oracle.svm.core.os.ImageHeapProvider;
import com.oracle.svm.core.os.VirtualMemoryProvider;
import com.oracle.svm.core.stack.StackOverflowCheck;
import com.oracle.svm.core.thread.Parker;
import com.oracle.svm.core.thread.PlatformThreads;
import com.oracle.svm.core.thread.ThreadCpuTimeSupport;
import com.oracle.svm.core.thread.ThreadListenerSupport;
import com.oracle.svm.core.thread.VMThreads;
import com.oracle.svm.core.util.PlatformTimeUtils;
import org.graalvm.nativeimage.ImageSingletons;
import org.graalvm.nativeimage.impl.ProcessPropertiesSupport;

/** Supplies the runtime's interfaces of an operating system; runs when an image is built. */
public final class EremiteFeature implements InternalFeature {
    /** Called by the image builder. */
    public EremiteFeature() {}

    @Override
    public void afterRegistration(AfterRegistrationAccess access) {
        ImageSingletons.add(VirtualMemoryProvider.class, new EremiteMemory());
        ImageSingletons.add(ImageHeapProvider.class, new EremiteImageHeap());
        ImageSingletons.add(CommittedMemoryProvider.class, new EremiteHeapMemory());
        ImageSingletons.add(PhysicalMemory.PhysicalMemorySupport.class, new EremitePhysicalMemory());
        ImageSingletons.add(PlatformThreads.class, new EremiteThreads());
        ImageSingletons.add(VMThreads.class, new EremiteVMThreads());
        ImageSingletons.add(VMLockSupport.class, new EremiteLocks());
        ImageSingletons.add(Parker.ParkerFactory.class, new EremiteParker.Factory());
        ImageSingletons.add(StackOverflowCheck.PlatformSupport.class, new EremiteStackBounds());
        ImageSingletons.add(ProcessPropertiesSupport.class, new EremiteProcess());
        ImageSingletons.add(PlatformTimeUtils.class, new EremiteTime());
        ImageSingletons.add(ThreadCpuTimeSupport.class, new EremiteCpuTime());
    }

    @Override
    public void duringSetup(DuringSetupAccess access) {
        EremiteSystemProperties properties = new EremiteSystemProperties();
        ImageSingletons.add(RuntimeSystemPropertiesSupport.class, properties);
        ImageSingletons.add(SystemPropertiesSupport.class, properties);
        ImageSingletons.add(LibCSupport.class, new EremiteLibC());
        ImageSingletons.add(PlatformNativeLibrarySupport.class, new EremiteNativeLibraries());
    }

    @Override
    public void beforeAnalysis(BeforeAnalysisAccess access) {
        Log.finalizeDefaultLogHandler(new EremiteLog());
        ThreadListenerSupport.get().register(Kernel.BEAT_WORDS);
    }
}
