package org.eremite.vm;

import com.oracle.svm.core.jdk.PlatformNativeLibrarySupport;
import org.graalvm.word.PointerBase;
import org.graalvm.word.WordFactory;

/** There are no native libraries: the JDK's are replaced by Java, any other is refused. */
final class EremiteNativeLibraries extends PlatformNativeLibrarySupport {
    @Override
    public NativeLibrary createLibrary(String canonical, boolean builtIn) {
        throw new UnsatisfiedLinkError("no native libraries on Eremite: " + canonical);
    }

    @Override
    public PointerBase findBuiltinSymbol(String name) {
        return WordFactory.nullPointer();
    }

    @Override
    public boolean initializeBuiltinLibraries() {
        return true;
    }
}
