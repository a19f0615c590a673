package org.eremite.jdk;

import com.oracle.svm.core.feature.InternalFeature;
import com.oracle.svm.core.jdk.RuntimeSupport;

/** Registers what this module does at start-up; runs when an image is built. */
public final class JdkFeature implements InternalFeature {
    /** Called by the image builder. */
    public JdkFeature() {}

    @Override
    public void beforeAnalysis(BeforeAnalysisAccess access) {
        RuntimeSupport.getRuntimeSupport().addStartupHook(new CommandLineHook());
    }
}
