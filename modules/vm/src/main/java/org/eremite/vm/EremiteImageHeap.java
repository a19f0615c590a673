package org.eremite.vm;

import com.oracle.svm.core.Uninterruptible;
import com.oracle.svm.core.c.function.CEntryPointErrors;
import com.oracle.svm.core.os.AbstractImageHeapProvider;
import org.graalvm.nativeimage.c.type.WordPointer;
import org.graalvm.word.Pointer;
import org.graalvm.word.PointerBase;
import org.graalvm.word.UnsignedWord;

/**
 * The image heap where the linker put it: nothing is copied and nothing mapped, its pages have their final permissions
 * since before the first instruction. Kernel dialect.
 */
final class EremiteImageHeap extends AbstractImageHeapProvider {
    @Override
    @Uninterruptible(reason = "Called during isolate initialization.")
    public int initialize(
            Pointer reservedAddressSpace, UnsignedWord reservedSize, WordPointer basePointer, WordPointer endPointer) {
        UnsignedWord bytes = getImageHeapAddressSpaceSize();
        if (reservedAddressSpace.isNull() || reservedSize.belowThan(bytes)) {
            return CEntryPointErrors.INSUFFICIENT_ADDRESS_SPACE;
        }
        basePointer.write(reservedAddressSpace);
        if (endPointer.isNonNull()) {
            endPointer.write(reservedAddressSpace.add(bytes));
        }
        return CEntryPointErrors.NO_ERROR;
    }

    @Override
    @Uninterruptible(reason = "Called during isolate tear-down.")
    public int freeImageHeap(PointerBase heapBase) {
        return CEntryPointErrors.NO_ERROR;
    }
}
