package org.eremite.vm;

import com.oracle.svm.core.heap.PhysicalMemory;
import org.graalvm.word.UnsignedWord;
import org.graalvm.word.WordFactory;

/** How much memory the machine has left for Java, from which the runtime derives the size of its heap. */
final class EremitePhysicalMemory implements PhysicalMemory.PhysicalMemorySupport {
    @Override
    public UnsignedWord size() {
        return WordFactory.unsigned(Kernel.FRAMES.totalBytes());
    }

    @Override
    public long usedSize() {
        return Kernel.FRAMES.totalBytes() - Kernel.FRAMES.freeBytes();
    }
}
