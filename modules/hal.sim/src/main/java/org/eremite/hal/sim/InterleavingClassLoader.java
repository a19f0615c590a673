package org.eremite.hal.sim;

import static java.lang.constant.ConstantDescs.MTD_void;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Loads the classes under test once more, with a scheduling point ({@link SimCores#point}) before every access of
 * {@link org.eremite.hal.RawMemory} that orders memory: the simulated CPUs then interleave between any two atomics.
 * Optionally some calls go elsewhere, which plants a defect.
 */
public final class InterleavingClassLoader extends ClassLoader {
    private static final ClassDesc CORES = ClassDesc.of(SimCores.class.getName());
    private static final ClassDesc GUARDED_MEMORY = ClassDesc.of(GuardedMemory.class.getName());
    private static final String RAW_MEMORY = "org/eremite/hal/RawMemory";

    private final Predicate<String> underTest;
    private final String defects;
    private final Map<String, String> redirections;

    /**
     * @param parent finds the class files, and loads every other class
     * @param underTest accepts the names of the classes to load here
     */
    public InterleavingClassLoader(ClassLoader parent, Predicate<String> underTest) {
        this(parent, underTest, "", Map.of());
    }

    /**
     * @param parent finds the class files, and loads every other class
     * @param underTest accepts the names of the classes to load here
     * @param defects class of static methods that are called instead of others, to plant defects; loaded here, too
     * @param redirections which: {@code CLASS.METHOD}, or {@code CALLER>CLASS.METHOD} for the calls of one class, with the
     *         names of classes in internal form, to the name of the method in {@code defects}. That has the same
     *         parameters, the receiver first if there is one.
     */
    public InterleavingClassLoader(
            ClassLoader parent, Predicate<String> underTest, String defects, Map<String, String> redirections) {
        super(parent);
        this.underTest = underTest;
        this.defects = defects;
        this.redirections = Map.copyOf(redirections);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            if (loaded == null) {
                loaded = underTest.test(name) ? define(name) : super.loadClass(name, resolve);
            }
            return loaded;
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            ClassFile files = ClassFile.of();
            String caller = name.replace('.', '/');
            byte[] bytes = files.transformClass(files.parse(in.readAllBytes()),
                    ClassTransform.transformingMethodBodies((code, element) -> transform(caller, code, element)));
            return defineClass(name, bytes, 0, bytes.length);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }

    private void transform(String caller, CodeBuilder code, CodeElement element) {
        if (!(element instanceof InvokeInstruction call) || call.opcode() == Opcode.INVOKESPECIAL) {
            code.with(element);
            return;
        }
        String method = call.name().stringValue();
        String callee = call.owner().asInternalName() + "." + method;
        String defect = redirections.getOrDefault(caller + ">" + callee, redirections.get(callee));
        if (defect != null && !caller.equals(defects.replace('.', '/'))) {
            MethodTypeDesc type = call.typeSymbol();
            code.invokestatic(ClassDesc.of(defects), defect, call.opcode() == Opcode.INVOKESTATIC
                    ? type : type.insertParameterTypes(0, call.owner().asSymbol()));
            return;
        }
        if (!call.owner().asInternalName().equals(RAW_MEMORY)) {
            code.with(element);
            return;
        }
        if (ordersMemory(method)) {
            code.invokestatic(CORES, "point", MTD_void);
        }
        code.invokestatic(GUARDED_MEMORY, method, call.typeSymbol());
    }

    private static boolean ordersMemory(String method) {
        return method.endsWith("Volatile") || method.endsWith("Release")
                || method.startsWith("compareAndSet") || method.startsWith("getAndAdd");
    }
}
