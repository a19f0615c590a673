package org.eremite.tests.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.classfile.Annotation;
import java.lang.classfile.ClassFile;
import java.lang.classfile.attribute.RuntimeInvisibleAnnotationsAttribute;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The runtime's own classes are used in four modules only. */
class RuntimeReferencesTest {
    private static final Set<String> MAY_USE_IT = Set.of("vm", "jdk", "hal.x86_64", "image");
    private static final ClassDesc FIXTURE = ClassDesc.of("fixture.Kernel");

    @Test
    void onlyFourModulesUseTheRuntimesOwnClasses() throws IOException {
        List<Path> others = SourceTree.modules().stream()
                .filter(module -> !MAY_USE_IT.contains(module.getFileName().toString())).toList();
        assertEquals(Map.of(), SourceTree.faults(others, RuntimeReferences::in));
    }

    @Test
    void theRuleSeesWhatTheOtherModulesUse() throws IOException {
        boolean seen = false;
        for (Path file : SourceTree.classes(SourceTree.root().resolve("modules/vm"))) {
            seen |= !RuntimeReferences.in(Files.readAllBytes(file)).isEmpty();
        }
        assertTrue(seen, "nothing of com.oracle.svm found in vm");
    }

    @Test
    void aCallAFieldsTypeAndAnAnnotationAreFound() {
        ClassDesc heap = ClassDesc.of("com.oracle.svm.core.heap.Heap");
        byte[] call = ClassFile.of().build(FIXTURE, type -> type.withMethodBody("m", ConstantDescs.MTD_void,
                ClassFile.ACC_STATIC, code -> code.invokestatic(heap, "getHeap", MethodTypeDesc.of(ConstantDescs.CD_void)).return_()));
        assertEquals(Set.of("com/oracle/svm/core/heap/Heap"), RuntimeReferences.in(call));
        byte[] field = ClassFile.of().build(FIXTURE, type -> type.withField("f", heap, ClassFile.ACC_STATIC));
        assertEquals(Set.of("com/oracle/svm/core/heap/Heap"), RuntimeReferences.in(field));
        assertEquals(Set.of("com/oracle/svm/core/NeverInline"),
                RuntimeReferences.in(annotated("com.oracle.svm.core.NeverInline")));
    }

    @Test
    void theMarkOfTheKernelsDialectIsAllowed() {
        assertEquals(Set.of(), RuntimeReferences.in(annotated("com.oracle.svm.core.Uninterruptible")));
        assertEquals(Set.of("com/oracle/svm/core/UninterruptibleMore"),
                RuntimeReferences.in(annotated("com.oracle.svm.core.UninterruptibleMore")));
    }

    private static byte[] annotated(String annotation) {
        return ClassFile.of().build(FIXTURE, type -> type.with(
                RuntimeInvisibleAnnotationsAttribute.of(Annotation.of(ClassDesc.of(annotation)))));
    }
}
