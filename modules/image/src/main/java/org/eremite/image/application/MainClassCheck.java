package org.eremite.image.application;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.reflect.AccessFlag;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.eremite.image.ToolException;

/**
 * Makes sure that a main class exists and can be started, before minutes are spent on an image.
 */
final class MainClassCheck {
    private static final String MAIN = "main";
    private static final String MAIN_DESCRIPTOR = "([Ljava/lang/String;)V";

    /** Where classes are looked up. */
    interface ClassSource {
        /** The bytes of {@code resource} ({@code p/C.class}), empty if there is none. */
        Optional<byte[]> read(String resource) throws IOException;
    }

    private MainClassCheck() {
    }

    /** Refuses a {@code mainClass} that {@code source} does not have or that has no main method. */
    static void check(String mainClass, ClassSource source, String place) throws ToolException {
        Set<String> visited = new HashSet<>();
        String name = mainClass.replace('.', '/');
        while (visited.add(name)) {
            Optional<ClassModel> model = read(name, source, place);
            if (model.isEmpty()) {
                break;
            }
            if (model.get().methods().stream().anyMatch(MainClassCheck::isMain)) {
                return;
            }
            Optional<String> parent = model.get().superclass().map(type -> type.asInternalName());
            if (parent.isEmpty()) {
                break;
            }
            name = parent.get();
        }
        if (visited.size() == 1) {
            throw ToolException.usage("class " + mainClass + " not found in " + place,
                    "write the fully qualified name of the class with the main method");
        }
        throw ToolException.usage("class " + mainClass + " has no main method",
                "add public static void main(String[] args), or name another class");
    }

    private static Optional<ClassModel> read(String internalName, ClassSource source, String place)
            throws ToolException {
        try {
            return source.read(internalName + ".class").map(bytes -> ClassFile.of().parse(bytes));
        } catch (IOException | IllegalArgumentException e) {
            throw new ToolException("cannot read class " + internalName.replace('/', '.') + " in " + place,
                    "build it again", e);
        }
    }

    private static boolean isMain(MethodModel method) {
        return method.methodName().equalsString(MAIN)
                && method.methodType().equalsString(MAIN_DESCRIPTOR)
                && method.flags().has(AccessFlag.PUBLIC)
                && method.flags().has(AccessFlag.STATIC);
    }
}
