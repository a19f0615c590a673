package org.eremite.image.builder;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * A pure Java stand-in for the one class of the builder that loads a native library: it asks for the width of the
 * terminal and for the peak size of the process, both for reports only.
 */
final class ProgressReporterPatch {
    /** Module it is patched into. */
    static final String MODULE = "org.graalvm.nativeimage.builder";

    private static final String PACKAGE = "com.oracle.svm.hosted";
    private static final String NAME = "ProgressReporterCHelper";
    private static final int COLUMNS = 120;
    private static final long UNAVAILABLE = -1;

    private ProgressReporterPatch() {}

    /** Writes the class below {@code directory} and returns it. */
    static Path writeTo(Path directory) throws IOException {
        Path file = directory.resolve(PACKAGE.replace('.', '/')).resolve(NAME + ".class");
        Files.createDirectories(file.getParent());
        Files.write(file, bytes());
        return directory;
    }

    static byte[] bytes() {
        MethodTypeDesc returnsInt = MethodTypeDesc.of(ConstantDescs.CD_int);
        Consumer<CodeBuilder> columns = code -> code.loadConstant(COLUMNS).ireturn();
        return ClassFile.of().build(ClassDesc.of(PACKAGE, NAME), type -> type.withFlags(
                        ClassFile.ACC_PUBLIC | ClassFile.ACC_FINAL | ClassFile.ACC_SUPER)
                .withMethodBody("getTerminalWindowColumnsClamped", returnsInt, ACCESS, columns)
                .withMethodBody("getTerminalWindowColumns", returnsInt, ACCESS, columns)
                .withMethodBody("getPeakRSS", MethodTypeDesc.of(ConstantDescs.CD_long), ACCESS, code -> code.loadConstant(
                                UNAVAILABLE)
                        .lreturn()));
    }

    private static final int ACCESS = ClassFile.ACC_PUBLIC | ClassFile.ACC_STATIC;
}
