package org.eremite.vm;

import com.oracle.svm.core.annotate.Alias;
import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import com.oracle.svm.core.genscavenge.GCImpl;
import com.oracle.svm.core.genscavenge.HeapImpl;
import com.oracle.svm.core.heap.GCCause;
import com.oracle.svm.core.heap.OutOfMemoryUtil;
import org.graalvm.word.UnsignedWord;

/** When the collector runs: not only when the heap's limits say so, but also when the machine has no memory left. */
@TargetClass(className = "com.oracle.svm.core.genscavenge.GCImpl")
final class Target_com_oracle_svm_core_genscavenge_GCImpl {
    private Target_com_oracle_svm_core_genscavenge_GCImpl() {}

    @Alias
    native boolean collectWithoutAllocating(GCCause cause, boolean forceFullGC);

    /** Called before each allocation outside a thread's buffer; does not allocate. */
    @Substitute
    public void maybeCollectOnAllocation(UnsignedWord allocationSize) {
        boolean outOfMemory = false;
        if (GCImpl.getPolicy().shouldCollectOnAllocation()) {
            outOfMemory = collectWithoutAllocating(Target_com_oracle_svm_core_genscavenge_GenScavengeGCCause.OnAllocation, false)
                    && GCImpl.getPolicy().isOutOfMemory(HeapImpl.getAccounting().getUsedBytes());
        }
        long bytes = allocationSize.rawValue();
        if (!outOfMemory && !CollectionReserve.admitsObject(bytes)) {
            collectWithoutAllocating(Target_com_oracle_svm_core_genscavenge_GenScavengeGCCause.OnAllocation, true);
            // Room for this object alone would mean a collection for each of the next ones.
            outOfMemory = !CollectionReserve.admitsObject(bytes + CollectionReserve.leastGain())
                    && !GCImpl.shouldIgnoreOutOfMemory();
        }
        if (outOfMemory) {
            throw OutOfMemoryUtil.heapSizeExceeded();
        }
    }
}

/** Reasons of collections. */
@TargetClass(className = "com.oracle.svm.core.genscavenge.GenScavengeGCCause")
final class Target_com_oracle_svm_core_genscavenge_GenScavengeGCCause {
    @Alias
    static GCCause OnAllocation;

    private Target_com_oracle_svm_core_genscavenge_GenScavengeGCCause() {}
}
