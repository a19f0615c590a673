package org.eremite.vm;

import com.oracle.svm.core.UnmanagedMemoryUtil;
import com.oracle.svm.core.Uninterruptible;
import com.oracle.svm.core.headers.LibCSupport;
import org.eremite.hal.RawMemory;
import org.graalvm.nativeimage.c.type.CCharPointer;
import org.graalvm.nativeimage.c.type.CCharPointerPointer;
import org.graalvm.word.Pointer;
import org.graalvm.word.PointerBase;
import org.graalvm.word.SignedWord;
import org.graalvm.word.UnsignedWord;
import org.graalvm.word.WordFactory;

/** The few functions of the C library that the runtime itself calls; kernel dialect. */
final class EremiteLibC implements LibCSupport {
    private static final int DECIMAL = 10;

    /** No function here fails through errno. */
    @Override
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    public int errno() {
        return 0;
    }

    @Override
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    public void setErrno(int value) {}

    @Override
    @Uninterruptible(reason = "The collector calls this while the Java heap is in flux.")
    public <T extends PointerBase> T memcpy(T dest, PointerBase src, UnsignedWord n) {
        UnmanagedMemoryUtil.copyForward((Pointer) src, (Pointer) dest, n);
        return dest;
    }

    @Override
    @Uninterruptible(reason = "The collector calls this while the Java heap is in flux.")
    public <T extends PointerBase> int memcmp(T s1, T s2, UnsignedWord n) {
        for (long i = 0; i < n.rawValue(); i++) {
            int difference = (RawMemory.getByte(s1.rawValue() + i) & 0xFF) - (RawMemory.getByte(s2.rawValue() + i) & 0xFF);
            if (difference != 0) {
                return difference;
            }
        }
        return 0;
    }

    @Override
    @Uninterruptible(reason = "The collector calls this while the Java heap is in flux.")
    public <T extends PointerBase> T memmove(T dest, PointerBase src, UnsignedWord n) {
        UnmanagedMemoryUtil.copy((Pointer) src, (Pointer) dest, n);
        return dest;
    }

    @Override
    @Uninterruptible(reason = "The collector calls this while the Java heap is in flux.")
    public <T extends PointerBase> T memset(T s, SignedWord c, UnsignedWord n) {
        UnmanagedMemoryUtil.fill((Pointer) s, n, (byte) c.rawValue());
        return s;
    }

    @Override
    @Uninterruptible(reason = "The collector calls this while the Java heap is in flux.")
    public <T extends PointerBase> T malloc(UnsignedWord size) {
        return WordFactory.pointer(allocate(size.rawValue()));
    }

    @Override
    @Uninterruptible(reason = "The collector calls this while the Java heap is in flux.")
    public <T extends PointerBase> T calloc(UnsignedWord nmemb, UnsignedWord size) {
        UnsignedWord bytes = nmemb.multiply(size);
        if (nmemb.notEqual(0) && bytes.unsignedDivide(nmemb).notEqual(size)) {
            return WordFactory.nullPointer();
        }
        Pointer memory = WordFactory.pointer(allocate(bytes.rawValue()));
        if (memory.isNonNull()) {
            UnmanagedMemoryUtil.fill(memory, bytes, (byte) 0);
        }
        return WordFactory.pointer(memory.rawValue());
    }

    @Override
    @Uninterruptible(reason = "The collector calls this while the Java heap is in flux.")
    public <T extends PointerBase> T realloc(PointerBase ptr, UnsignedWord size) {
        return CollectionReserve.admits(size.rawValue())
                ? WordFactory.pointer(Kernel.HEAP.reallocate(ptr.rawValue(), size.rawValue()))
                : WordFactory.nullPointer();
    }

    @Uninterruptible(reason = "The collector calls this while the Java heap is in flux.")
    private static long allocate(long bytes) {
        return CollectionReserve.admits(bytes) ? Kernel.HEAP.allocate(bytes) : 0;
    }

    @Override
    @Uninterruptible(reason = "The collector calls this while the Java heap is in flux.")
    public void free(PointerBase ptr) {
        if (ptr.isNonNull()) {
            Kernel.HEAP.free(ptr.rawValue());
        }
    }

    @Override
    @Uninterruptible(reason = "The collector calls this while the Java heap is in flux.")
    public void exit(int status) {
        Kernel.MACHINE.power().exit(status);
    }

    @Override
    @Uninterruptible(reason = "The collector calls this while the Java heap is in flux.")
    public UnsignedWord strlen(CCharPointer str) {
        long length = 0;
        while (RawMemory.getByte(str.rawValue() + length) != 0) {
            length++;
        }
        return WordFactory.unsigned(length);
    }

    @Override
    @Uninterruptible(reason = "The collector calls this while the Java heap is in flux.")
    public CCharPointer strdup(CCharPointer str) {
        long bytes = strlen(str).rawValue() + 1;
        long copy = Kernel.HEAP.allocate(bytes);
        if (copy != 0) {
            RawMemory.copy(str.rawValue(), copy, bytes);
        }
        return WordFactory.pointer(copy);
    }

    @Override
    @Uninterruptible(reason = "The collector calls this while the Java heap is in flux.")
    public int strcmp(CCharPointer s1, CCharPointer s2) {
        long i = 0;
        while (true) {
            int first = RawMemory.getByte(s1.rawValue() + i) & 0xFF;
            int second = RawMemory.getByte(s2.rawValue() + i) & 0xFF;
            if (first != second || first == 0) {
                return first - second;
            }
            i++;
        }
    }

    @Override
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    public int isdigit(int c) {
        return c >= '0' && c <= '9' ? 1 : 0;
    }

    /** Decimal digits only, which is what the runtime's option parser asks for. */
    @Override
    @Uninterruptible(reason = "The collector calls this while the Java heap is in flux.")
    public UnsignedWord strtoull(CCharPointer string, CCharPointerPointer endPtr, int base) {
        long position = string.rawValue();
        long value = 0;
        while (isdigit(RawMemory.getByte(position)) != 0) {
            value = value * DECIMAL + RawMemory.getByte(position) - '0';
            position++;
        }
        if (endPtr.isNonNull()) {
            endPtr.write(WordFactory.pointer(position));
        }
        return WordFactory.unsigned(value);
    }
}
