package org.eremite.vm;

import com.oracle.svm.core.Uninterruptible;
import com.oracle.svm.core.os.VirtualMemoryProvider;
import org.eremite.hal.Pages;
import org.eremite.hal.Paging;
import org.graalvm.word.Pointer;
import org.graalvm.word.PointerBase;
import org.graalvm.word.UnsignedWord;
import org.graalvm.word.WordBase;
import org.graalvm.word.WordFactory;

/** Virtual memory for the runtime, from the kernel's address space; kernel dialect. */
final class EremiteMemory implements VirtualMemoryProvider {
    private static final int OK = 0;
    private static final int FAILED = -1;

    @Override
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    public UnsignedWord getGranularity() {
        return WordFactory.unsigned(Pages.SMALL);
    }

    @Override
    @Uninterruptible(reason = "The collector calls this while the Java heap is in flux.")
    public Pointer reserve(UnsignedWord bytes, UnsignedWord alignment, boolean code) {
        long wanted = alignment.rawValue() < Pages.SMALL ? Pages.SMALL : alignment.rawValue();
        return WordFactory.pointer(Kernel.SPACE.reserve(pages(bytes), wanted));
    }

    /** There are no files to map. */
    @Override
    @Uninterruptible(reason = "The collector calls this while the Java heap is in flux.")
    public Pointer mapFile(
            PointerBase start, UnsignedWord bytes, WordBase fileHandle, UnsignedWord offset, int access) {
        return WordFactory.nullPointer();
    }

    @Override
    @Uninterruptible(reason = "The collector calls this while the Java heap is in flux.")
    public Pointer commit(PointerBase start, UnsignedWord bytes, int access) {
        long address = start.rawValue();
        long length = pages(bytes);
        if (address != 0) {
            return Kernel.SPACE.commit(address, length, protection(access))
                    ? WordFactory.pointer(address)
                    : WordFactory.nullPointer();
        }
        address = Kernel.SPACE.reserve(length, Pages.SMALL);
        if (address == 0) {
            return WordFactory.nullPointer();
        }
        if (!Kernel.SPACE.commit(address, length, protection(access))) {
            Kernel.SPACE.free(address, length);
            return WordFactory.nullPointer();
        }
        return WordFactory.pointer(address);
    }

    @Override
    @Uninterruptible(reason = "The collector calls this while the Java heap is in flux.")
    public int protect(PointerBase start, UnsignedWord bytes, int access) {
        if (access == Access.NONE) {
            return FAILED;
        }
        return Kernel.SPACE.protect(start.rawValue(), pages(bytes), protection(access)) ? OK : FAILED;
    }

    @Override
    @Uninterruptible(reason = "The collector calls this while the Java heap is in flux.")
    public int uncommit(PointerBase start, UnsignedWord bytes) {
        return Kernel.SPACE.uncommit(start.rawValue(), pages(bytes)) ? OK : FAILED;
    }

    @Override
    @Uninterruptible(reason = "The collector calls this while the Java heap is in flux.")
    public int free(PointerBase start, UnsignedWord bytes) {
        return Kernel.SPACE.free(start.rawValue(), pages(bytes)) ? OK : FAILED;
    }

    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    private static long pages(UnsignedWord bytes) {
        return (bytes.rawValue() + Pages.SMALL - 1) & -Pages.SMALL;
    }

    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    private static int protection(int access) {
        int protection = Paging.READ;
        if ((access & Access.WRITE) != 0) {
            protection |= Paging.WRITE;
        } else if ((access & Access.EXECUTE) != 0) {
            protection |= Paging.EXECUTE;
        }
        return protection;
    }
}
