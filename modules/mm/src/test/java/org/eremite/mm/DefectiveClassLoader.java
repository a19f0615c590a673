package org.eremite.mm;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;

/**
 * Loads the classes of this package and the spin lock once more, over {@link CheckedMemory} and with a
 * {@link PlantedDefect} if one is given.
 */
final class DefectiveClassLoader extends ClassLoader {
    private static final String PACKAGE = "org.eremite.mm.";
    private static final String SPIN_LOCK = "org.eremite.hal.SpinLock";
    private static final String RAW_MEMORY = "org/eremite/hal/RawMemory";
    private static final ClassDesc WRONG_CALLS = ClassDesc.of(WrongCalls.class.getName());
    private static final ClassDesc CHECKED_MEMORY = ClassDesc.of(CheckedMemory.class.getName());

    private final PlantedDefect defect;
    private boolean planted;

    /** @param defect what to plant, or null */
    DefectiveClassLoader(PlantedDefect defect) {
        super(DefectiveClassLoader.class.getClassLoader());
        this.defect = defect;
    }

    /** Whether the defect has found its place; once the class it is for has been loaded. */
    boolean planted() {
        return planted;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            if (loaded == null) {
                boolean here = name.startsWith(PACKAGE) || name.equals(SPIN_LOCK);
                loaded = here ? define(name) : super.loadClass(name, resolve);
            }
            return loaded;
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
            ClassFile files = ClassFile.of();
            ClassModel model = files.parse(in.readAllBytes());
            boolean underTest = !name.endsWith("Program") && !name.equals(WrongCalls.class.getName())
                    && !name.equals(CheckedMemory.class.getName());
            byte[] bytes = files.transformClass(model, (builder, element) -> {
                if (underTest && element instanceof MethodModel method) {
                    String where = simpleName(name) + "." + method.methodName();
                    builder.transformMethod(method,
                            MethodTransform.transformingCode((code, part) -> transform(where, code, part)));
                } else {
                    builder.with(element);
                }
            });
            return defineClass(name, bytes, 0, bytes.length);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }

    private static String simpleName(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private void transform(String where, CodeBuilder code, CodeElement element) {
        if (!(element instanceof InvokeInstruction call)) {
            code.with(element);
            return;
        }
        if (defect != null && where.equals(defect.where()) && call.name().equalsString(defect.callee())) {
            planted = true;
            MethodTypeDesc type = call.typeSymbol();
            boolean isStatic = call.opcode() == Opcode.INVOKESTATIC;
            code.invokestatic(WRONG_CALLS, defect.wrong(),
                    isStatic ? type : type.insertParameterTypes(0, call.owner().asSymbol()));
        } else if (call.owner().asInternalName().equals(RAW_MEMORY)) {
            code.invokestatic(CHECKED_MEMORY, call.name().stringValue(), call.typeSymbol());
        } else {
            code.with(element);
        }
    }
}
