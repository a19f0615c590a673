package org.eremite.vm;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;

/** Number of CPUs, for {@link Runtime#availableProcessors}. */
@TargetClass(className = "com.oracle.svm.core.container.OperatingSystem")
final class Target_com_oracle_svm_core_container_OperatingSystem {
    private Target_com_oracle_svm_core_container_OperatingSystem() {}

    @Substitute
    public int getActiveProcessorCount() {
        return Kernel.MACHINE.processors().online();
    }
}

/** The runtime's own substitution of this method covers platforms with JNI only. */
@TargetClass(Runtime.class)
final class Target_java_lang_Runtime {
    private Target_java_lang_Runtime() {}

    @Substitute
    private int availableProcessors() {
        return Kernel.MACHINE.processors().online();
    }
}
