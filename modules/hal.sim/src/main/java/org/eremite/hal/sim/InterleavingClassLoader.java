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
import java.util.function.Predicate;

/**
 * Loads the classes under test once more, with a scheduling point ({@link SimCores#point}) before every access of
 * {@link org.eremite.hal.RawMemory} that orders memory: the simulated CPUs then interleave between any two atomics.
 */
public final class InterleavingClassLoader extends ClassLoader {
    private static final ClassDesc CORES = ClassDesc.of(SimCores.class.getName());
    private static final String RAW_MEMORY = "org/eremite/hal/RawMemory";

    private final Predicate<String> underTest;

    /**
     * @param parent finds the class files, and loads every other class
     * @param underTest accepts the names of the classes to load here
     */
    public InterleavingClassLoader(ClassLoader parent, Predicate<String> underTest) {
        super(parent);
        this.underTest = underTest;
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
            byte[] bytes = files.transformClass(files.parse(in.readAllBytes()),
                    ClassTransform.transformingMethodBodies(InterleavingClassLoader::addPoint));
            return defineClass(name, bytes, 0, bytes.length);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }

    private static void addPoint(CodeBuilder code, CodeElement element) {
        if (element instanceof InvokeInstruction call && call.opcode() == Opcode.INVOKESTATIC
                && call.owner().asInternalName().equals(RAW_MEMORY) && ordersMemory(call.name().stringValue())) {
            code.invokestatic(CORES, "point", MTD_void);
        }
        code.with(element);
    }

    private static boolean ordersMemory(String method) {
        return method.endsWith("Volatile") || method.endsWith("Release")
                || method.startsWith("compareAndSet") || method.startsWith("getAndAdd");
    }
}
