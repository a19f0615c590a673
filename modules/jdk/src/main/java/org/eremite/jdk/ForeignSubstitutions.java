package org.eremite.jdk;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Objects;
import java.util.Optional;

/** The native behind the end of a shared arena. */
@TargetClass(className = "jdk.internal.misc.ScopedMemoryAccess")
final class Target_jdk_internal_misc_ScopedMemoryAccess {
    private Target_jdk_internal_misc_ScopedMemoryAccess() {}

    @Substitute
    private static void registerNatives() {}

    /** Returns when no thread can still be about to access memory of {@code session}, which is closed already. */
    @Substitute
    void closeScope0(
            Target_jdk_internal_foreign_MemorySessionImpl session,
            Target_jdk_internal_misc_ScopedMemoryAccess_ScopedAccessError error) {
        ScopedAccesses.awaitNone();
    }
}

/** A parameter of a native. */
@TargetClass(className = "jdk.internal.foreign.MemorySessionImpl")
final class Target_jdk_internal_foreign_MemorySessionImpl {
    private Target_jdk_internal_foreign_MemorySessionImpl() {}
}

/** A parameter of a native. */
@TargetClass(className = "jdk.internal.misc.ScopedMemoryAccess", innerClass = "ScopedAccessError")
final class Target_jdk_internal_misc_ScopedMemoryAccess_ScopedAccessError {
    private Target_jdk_internal_misc_ScopedMemoryAccess_ScopedAccessError() {}
}

/** There is no native code to call, or to be called by. */
@TargetClass(className = "jdk.internal.foreign.abi.AbstractLinker")
final class Target_jdk_internal_foreign_abi_AbstractLinker {
    private Target_jdk_internal_foreign_abi_AbstractLinker() {}

    @Substitute
    private MethodHandle downcallHandle0(FunctionDescriptor function, Linker.Option... options) {
        throw NativeCode.absent();
    }

    @Substitute
    public MemorySegment upcallStub(
            MethodHandle target, FunctionDescriptor function, Arena arena, Linker.Option... options) {
        throw NativeCode.absent();
    }
}

/** The libraries of a C compiler, which the JDK opens in the builder: the image knows none of their functions. */
@TargetClass(className = "jdk.internal.foreign.SystemLookup")
final class Target_jdk_internal_foreign_SystemLookup {
    private Target_jdk_internal_foreign_SystemLookup() {}

    @Substitute
    public Optional<MemorySegment> find(String name) {
        Objects.requireNonNull(name);
        return Optional.empty();
    }
}

/** Libraries that a program names by path. */
@TargetClass(className = "jdk.internal.loader.RawNativeLibraries")
final class Target_jdk_internal_loader_RawNativeLibraries {
    private Target_jdk_internal_loader_RawNativeLibraries() {}

    /** None can be loaded. */
    @Substitute
    private static boolean load0(
            Target_jdk_internal_loader_RawNativeLibraries_RawNativeLibraryImpl impl, String name) {
        return false;
    }

    @Substitute
    private static void unload0(String name, long handle) {}
}

/** A parameter of a native. */
@TargetClass(className = "jdk.internal.loader.RawNativeLibraries", innerClass = "RawNativeLibraryImpl")
final class Target_jdk_internal_loader_RawNativeLibraries_RawNativeLibraryImpl {
    private Target_jdk_internal_loader_RawNativeLibraries_RawNativeLibraryImpl() {}
}

/** What asking for native code comes to. */
final class NativeCode {
    private NativeCode() {}

    static UnsupportedOperationException absent() {
        return new UnsupportedOperationException("no native code on Eremite: neither downcalls nor upcalls");
    }
}
