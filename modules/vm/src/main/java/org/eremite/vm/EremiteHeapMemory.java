package org.eremite.vm;

import com.oracle.svm.core.IsolateArguments;
import com.oracle.svm.core.Uninterruptible;
import com.oracle.svm.core.genscavenge.AddressRangeCommittedMemoryProvider;
import com.oracle.svm.core.c.CGlobalData;
import com.oracle.svm.core.c.CGlobalDataFactory;
import org.graalvm.nativeimage.c.type.WordPointer;
import org.graalvm.word.Pointer;
import org.graalvm.word.PointerBase;
import org.graalvm.word.UnsignedWord;
import org.graalvm.word.WordFactory;

/** Memory of the Java heap: the window of the address space that begins at the linked heap base. Kernel dialect. */
final class EremiteHeapMemory extends AddressRangeCommittedMemoryProvider {
    /** Heap base, an absolute symbol of the linker. */
    private static final CGlobalData<PointerBase> HEAP_BASE = CGlobalDataFactory.forSymbol("__eremite_heap_base");

    /** Bytes of the window; the runtime asks for 32 GiB unless told otherwise. */
    private static final long WINDOW_BYTES = 1L << 40;

    /** Address of the heap base. */
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    static long heapBase() {
        return HEAP_BASE.get().rawValue();
    }

    /** Takes the window out of the address space before anything else is put there. */
    @Uninterruptible(reason = "There is no Java thread yet.")
    static boolean reserveWindow() {
        return Kernel.SPACE.reserveAt(heapBase(), WINDOW_BYTES);
    }

    @Override
    @Uninterruptible(reason = "Still being initialized.")
    protected Pointer reserveHeapMemory0(UnsignedWord reserved, UnsignedWord alignment, IsolateArguments arguments) {
        return reserved.rawValue() > WINDOW_BYTES ? WordFactory.nullPointer() : WordFactory.pointer(heapBase());
    }

    /** Refuses what the next collection may need: the program gets an error, the collector never does. */
    @Override
    @Uninterruptible(reason = "Entering a safepoint in this code can deadlock garbage collection.")
    protected int allocateInHeapAddressSpace(UnsignedWord size, UnsignedWord alignment, WordPointer allocated) {
        if (!CollectionReserve.admitsObject(size.rawValue())) {
            allocated.write(WordFactory.nullPointer());
            return COMMIT_FAILED;
        }
        return super.allocateInHeapAddressSpace(size, alignment, allocated);
    }
}
