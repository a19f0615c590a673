package org.eremite.jdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.oracle.svm.core.annotate.Alias;
import com.oracle.svm.core.annotate.Delete;
import com.oracle.svm.core.annotate.Inject;
import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Substitutions fit the JDK this is built with, which is the one images are built with. */
class SubstitutionsTest {
    private static final String PACKAGE = "org.eremite.jdk.";
    /** Native methods that nothing reaches or that the runtime replaces. */
    private static final Set<String> NOT_REACHED = Set.of(
            // No such object can be made, since opening fails.
            "java.io.RandomAccessFile.read0",
            "java.io.RandomAccessFile.readBytes0",
            "java.io.RandomAccessFile.write0",
            "java.io.RandomAccessFile.writeBytes0",
            "java.io.RandomAccessFile.getFilePointer",
            "java.io.RandomAccessFile.seek0",
            "java.io.RandomAccessFile.length0",
            "java.io.RandomAccessFile.setLength0",
            "java.lang.Shutdown.beforeHalt",
            // Called by the one method that is replaced.
            "java.util.TimeZone.getSystemTimeZoneID",
            "java.util.TimeZone.getSystemGMTOffsetID",
            // The runtime's own.
            "java.lang.System.registerNatives",
            "java.lang.System.setIn0",
            "java.lang.System.setOut0",
            "java.lang.System.setErr0",
            "java.lang.System.currentTimeMillis",
            "java.lang.System.nanoTime",
            "java.lang.System.arraycopy",
            "java.lang.System.identityHashCode",
            "java.lang.management.ThreadInfo.initialize",
            // Of an interface of the network: no such object can be made.
            "java.net.NetworkInterface.isUp0",
            "java.net.NetworkInterface.isLoopback0",
            "java.net.NetworkInterface.supportsMulticast0",
            "java.net.NetworkInterface.isP2P0",
            "java.net.NetworkInterface.getMacAddr0",
            "java.net.NetworkInterface.getMTU0",
            // Of a class that is initialised in the builder.
            "java.net.NetworkInterface.init");

    private static List<Class<?>> substitutions() throws IOException, URISyntaxException, ClassNotFoundException {
        Path classes = Path.of(JdkFeature.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        List<Class<?>> found = new ArrayList<>();
        try (Stream<Path> files = Files.list(classes.resolve(PACKAGE.replace('.', '/')))) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                String name = file.getFileName().toString().replace(".class", "");
                Class<?> candidate = Class.forName(PACKAGE + name, false, JdkFeature.class.getClassLoader());
                if (candidate.isAnnotationPresent(TargetClass.class)) {
                    found.add(candidate);
                }
            }
        }
        return found;
    }

    private static Class<?> target(Class<?> substitution) throws ClassNotFoundException {
        TargetClass annotation = substitution.getAnnotation(TargetClass.class);
        String name = annotation.className().isEmpty() ? annotation.value().getName() : annotation.className();
        String inner = annotation.innerClass().length == 0 ? "" : "$" + String.join("$", annotation.innerClass());
        return Class.forName(name + inner, false, JdkFeature.class.getClassLoader());
    }

    /** {@code type}, or what it stands for. */
    private static String name(Class<?> type) {
        try {
            return type.isAnnotationPresent(TargetClass.class) ? target(type).getTypeName() : type.getTypeName();
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    /** Kind, name, parameters and result, in words. */
    private static String signature(Method method) {
        String kind = Modifier.isStatic(method.getModifiers()) ? "static " : "";
        return kind + name(method.getReturnType()) + " " + method.getName()
                + Arrays.stream(method.getParameterTypes()).map(SubstitutionsTest::name).toList();
    }

    private static boolean stands(Method method) {
        return method.isAnnotationPresent(Substitute.class) || method.isAnnotationPresent(Alias.class);
    }

    @Test
    void everySubstitutedMethodExistsWithTheSameSignature() throws ReflectiveOperationException, IOException, URISyntaxException {
        List<String> wrong = new ArrayList<>();
        int checked = 0;
        for (Class<?> substitution : substitutions()) {
            List<String> declared = Arrays.stream(target(substitution).getDeclaredMethods())
                    .map(SubstitutionsTest::signature)
                    .toList();
            for (Method method : substitution.getDeclaredMethods()) {
                if (stands(method)) {
                    checked++;
                    if (!declared.contains(signature(method))) {
                        wrong.add(substitution.getSimpleName() + ": " + signature(method));
                    }
                }
            }
        }
        assertEquals(List.of(), wrong);
        assertTrue(checked > 50, "checked=" + checked);
    }

    @Test
    void everyAliasedFieldExistsWithTheSameType() throws ReflectiveOperationException, IOException, URISyntaxException {
        int checked = 0;
        for (Class<?> substitution : substitutions()) {
            for (Field field : substitution.getDeclaredFields()) {
                if (field.isAnnotationPresent(Alias.class)) {
                    checked++;
                    assertEquals(target(substitution).getDeclaredField(field.getName()).getType(), field.getType());
                }
            }
        }
        assertTrue(checked > 0, "checked=" + checked);
    }

    @Test
    void everyAliasedConstructorExistsWithTheSameParameters()
            throws ReflectiveOperationException, IOException, URISyntaxException {
        int checked = 0;
        for (Class<?> substitution : substitutions()) {
            for (Constructor<?> constructor : substitution.getDeclaredConstructors()) {
                if (constructor.isAnnotationPresent(Alias.class)) {
                    checked++;
                    target(substitution).getDeclaredConstructor(constructor.getParameterTypes());
                }
            }
        }
        assertTrue(checked > 1, "checked=" + checked);
    }

    /** The runtime refuses a class that stands for another and has members of its own. */
    @Test
    void noSubstitutionHasMembersOfItsOwn() throws ReflectiveOperationException, IOException, URISyntaxException {
        List<String> own = new ArrayList<>();
        for (Class<?> substitution : substitutions()) {
            for (Method method : substitution.getDeclaredMethods()) {
                if (!stands(method)) {
                    own.add(substitution.getSimpleName() + ": " + signature(method));
                }
            }
            for (Field field : substitution.getDeclaredFields()) {
                if (!field.isSynthetic()
                        && !field.isAnnotationPresent(Alias.class)
                        && !field.isAnnotationPresent(Inject.class)
                        && !field.isAnnotationPresent(Delete.class)) {
                    own.add(substitution.getSimpleName() + ": " + field.getName());
                }
            }
        }
        assertEquals(List.of(), own);
    }

    /** A native method that nobody replaces is found only when a program calls it: here, or never. */
    @Test
    void noNativeMethodOfASubstitutedClassIsForgotten() throws ReflectiveOperationException, IOException, URISyntaxException {
        List<String> left = new ArrayList<>();
        for (Class<?> substitution : substitutions()) {
            List<String> replaced =
                    Arrays.stream(substitution.getDeclaredMethods()).map(SubstitutionsTest::signature).toList();
            Class<?> target = target(substitution);
            for (Method method : target.getDeclaredMethods()) {
                if (Modifier.isNative(method.getModifiers())
                        && !replaced.contains(signature(method))
                        && !NOT_REACHED.contains(target.getName() + "." + method.getName())) {
                    left.add(target.getName() + ": " + signature(method));
                }
            }
        }
        assertEquals(List.of(), left);
    }
}
