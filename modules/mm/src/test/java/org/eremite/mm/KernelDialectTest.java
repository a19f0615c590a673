package org.eremite.mm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.oracle.svm.core.Uninterruptible;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.OperatorInstruction;
import java.lang.reflect.Executable;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the image builder would refuse, or would let pass and should not, found in seconds instead of minutes. */
class KernelDialectTest {
    private static final Set<Opcode> FORBIDDEN = EnumSet.of(Opcode.NEW, Opcode.NEWARRAY, Opcode.ANEWARRAY, Opcode.MULTIANEWARRAY,
            Opcode.INVOKEDYNAMIC, Opcode.ATHROW, Opcode.CHECKCAST, Opcode.INSTANCEOF, Opcode.MONITORENTER, Opcode.MONITOREXIT,
            Opcode.AASTORE, Opcode.PUTSTATIC, Opcode.IDIV, Opcode.LDIV, Opcode.IREM, Opcode.LREM);

    @Test
    void everyMethodIsUninterruptibleAndCallsOnlySuch() throws IOException, URISyntaxException {
        List<String> faults = new ArrayList<>();
        int methods = 0;
        for (ClassModel type : classes()) {
            for (MethodModel method : type.methods()) {
                if (!method.methodName().stringValue().startsWith("<")) {
                    methods++;
                    check(type, method, faults);
                }
            }
        }
        assertTrue(methods > 90, "looks at the wrong classes: methods=" + methods);
        // For each size class, when the heap starts: to multiply instead ever after.
        assertEquals(List.of("SlabAllocator.addClass: LDIV", "SlabAllocator.addClass: LDIV"), faults);
    }

    private static void check(ClassModel type, MethodModel method, List<String> faults) {
        String name = type.thisClass().asInternalName().replaceAll(".*/", "") + "." + method.methodName().stringValue();
        Uninterruptible annotation = annotation(type.thisClass().asInternalName(), method.methodName().stringValue(),
                method.methodType().stringValue());
        if (annotation == null) {
            faults.add(name + ": not annotated");
            return;
        }
        if (annotation.mayBeInlined() != annotation.reason().equals(Uninterruptible.CALLED_FROM_UNINTERRUPTIBLE_CODE)) {
            faults.add(name + ": reason does not go with mayBeInlined");
        }
        for (CodeElement element : method.code().orElseThrow()) {
            switch (element) {
                case InvokeInstruction call -> {
                    String callee = call.owner().asInternalName() + "." + call.name().stringValue();
                    if (annotation(call.owner().asInternalName(), call.name().stringValue(), call.type().stringValue()) == null) {
                        faults.add(name + ": calls " + callee);
                    }
                    if (annotation.mayBeInlined() && callee.startsWith("org/eremite/hal/SpinLock.")) {
                        faults.add(name + ": holds a lock and may be inlined");
                    }
                }
                case OperatorInstruction operator when FORBIDDEN.contains(operator.opcode()) ->
                    faults.add(name + ": " + operator.opcode());
                case java.lang.classfile.Instruction instruction when FORBIDDEN.contains(instruction.opcode()) ->
                    faults.add(name + ": " + instruction.opcode());
                default -> { }
            }
        }
    }

    private static Uninterruptible annotation(String internalName, String name, String descriptor) {
        try {
            Class<?> type = Class.forName(internalName.replace('/', '.'), false, KernelDialectTest.class.getClassLoader());
            return Arrays.stream(type.getDeclaredMethods())
                    .filter(method -> method.getName().equals(name) && method.getParameterCount() == parameters(descriptor))
                    .map((Executable method) -> method.getAnnotation(Uninterruptible.class))
                    .reduce((left, right) -> left == null ? left : right).orElse(null);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    private static int parameters(String descriptor) {
        return java.lang.constant.MethodTypeDesc.ofDescriptor(descriptor).parameterCount();
    }

    private static List<ClassModel> classes() throws IOException, URISyntaxException {
        Path root = Path.of(FrameAllocator.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".class") && !file.endsWith("module-info.class")
                    && !file.endsWith("package-info.class")).map(KernelDialectTest::parse).toList();
        }
    }

    private static ClassModel parse(Path file) {
        try {
            return ClassFile.of().parse(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
