package org.eremite.image.builder;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.reflect.AccessFlag;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ProgressReporterPatchTest {
    private static final String NAME = "com.oracle.svm.hosted.ProgressReporterCHelper";

    @Test
    void theClassIsValid() {
        assertEquals(List.of(), ClassFile.of().verify(ProgressReporterPatch.bytes()));
    }

    @Test
    void itHasEveryMethodOfTheClassItReplacesThatOthersCall() {
        assertEquals(
                accessible(BuilderFixture.builderClass(NAME)),
                accessible(ClassFile.of().parse(ProgressReporterPatch.bytes())));
    }

    @Test
    void itAnswersWithoutNativeCode() throws ReflectiveOperationException {
        Class<?> type = new Loader().define(ProgressReporterPatch.bytes());
        assertEquals(120, type.getMethod("getTerminalWindowColumnsClamped").invoke(null));
        assertEquals(120, type.getMethod("getTerminalWindowColumns").invoke(null));
        assertEquals(-1L, type.getMethod("getPeakRSS").invoke(null));
    }

    private static Set<String> accessible(ClassModel model) {
        return model.methods().stream()
                .filter(method -> method.flags().has(AccessFlag.PUBLIC))
                .map(method -> method.methodName().stringValue() + method.methodType().stringValue())
                .collect(Collectors.toSet());
    }

    private static final class Loader extends ClassLoader {
        Class<?> define(byte[] bytes) {
            return defineClass(NAME, bytes, 0, bytes.length);
        }
    }
}
