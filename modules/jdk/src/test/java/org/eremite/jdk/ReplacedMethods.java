package org.eremite.jdk;

import java.io.IOException;
import java.lang.classfile.Annotation;
import java.lang.classfile.AnnotationValue;
import java.lang.classfile.AttributedElement;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.eremite.vm.EremitePlatform;

/**
 * The methods that substitution classes of the runtime or of this system replace in an image for our platform, read from
 * class files: classes for other platforms are left out, as the builder leaves them out. Conditions that are code
 * ({@code onlyWith}) are taken to hold.
 */
final class ReplacedMethods {
    private static final String ANNOTATIONS = "Lcom/oracle/svm/core/annotate/";
    /** All that our platform is: only what is restricted to one of these, or to nothing, is in an image. */
    private static final Set<String> OUR_PLATFORM = superinterfaces(EremitePlatform.class, new HashSet<>());
    private static final String EVERY_METHOD = "*";

    private final Map<String, Set<String>> byClass = new HashMap<>();

    /** Adds the substitution classes below a folder or in a jar file. */
    void addAll(Path location) throws IOException, URISyntaxException {
        if (Files.isDirectory(location)) {
            addTree(location);
        } else {
            try (FileSystem jar = FileSystems.newFileSystem(URI.create("jar:" + location.toUri()), Map.of())) {
                addTree(jar.getPath("/"));
            }
        }
    }

    /** Whether a method of the class with this internal name is replaced, alone or with its class. */
    boolean contains(String internalName, String method) {
        Set<String> methods = byClass.getOrDefault(internalName, Set.of());
        return methods.contains(EVERY_METHOD) || methods.contains(method);
    }

    int classes() {
        return byClass.size();
    }

    private void addTree(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".class")).toList()) {
                add(ClassFile.of().parse(Files.readAllBytes(file)));
            }
        }
    }

    private void add(ClassModel model) {
        Optional<Annotation> target = find(model, ANNOTATIONS + "TargetClass;");
        if (target.isEmpty() || !isForOurPlatform(model)) {
            return;
        }
        Set<String> methods = byClass.computeIfAbsent(targetName(target.get()), name -> new HashSet<>());
        if (isReplacement(model)) {
            methods.add(EVERY_METHOD);
        }
        for (MethodModel method : model.methods()) {
            if (isReplacement(method) && isForOurPlatform(method)) {
                methods.add(method.methodName().stringValue());
            }
        }
    }

    private static boolean isReplacement(AttributedElement element) {
        return find(element, ANNOTATIONS + "Substitute;").isPresent()
                || find(element, ANNOTATIONS + "Delete;").isPresent();
    }

    private static boolean isForOurPlatform(AttributedElement element) {
        Optional<Annotation> restriction = find(element, "Lorg/graalvm/nativeimage/Platforms;");
        return restriction.isEmpty() || elements(restriction.get(), "value")
                .anyMatch(value -> OUR_PLATFORM.contains(((AnnotationValue.OfClass) value).className().stringValue()));
    }

    /** Adds the descriptors of all interfaces that the class has. */
    private static Set<String> superinterfaces(Class<?> type, Set<String> found) {
        for (Class<?> each : type.getInterfaces()) {
            found.add(each.descriptorString());
            superinterfaces(each, found);
        }
        return found;
    }

    /** Internal name of the class that a {@code TargetClass} names. */
    private static String targetName(Annotation target) {
        StringBuilder name = new StringBuilder();
        elements(target, "value").forEach(value -> {
            String descriptor = ((AnnotationValue.OfClass) value).className().stringValue();
            name.append(descriptor, 1, descriptor.length() - 1);
        });
        elements(target, "className").forEach(value -> {
            name.append(((AnnotationValue.OfString) value).stringValue().replace('.', '/'));
        });
        elements(target, "innerClass").forEach(value -> {
            name.append('$').append(((AnnotationValue.OfString) value).stringValue());
        });
        return name.toString();
    }

    private static Optional<Annotation> find(AttributedElement element, String descriptor) {
        return element.findAttribute(Attributes.runtimeVisibleAnnotations()).stream()
                .flatMap(attribute -> attribute.annotations().stream())
                .filter(annotation -> annotation.className().equalsString(descriptor))
                .findFirst();
    }

    /** The values of an annotation's element, one by one if it is an array. */
    private static Stream<AnnotationValue> elements(Annotation annotation, String element) {
        return annotation.elements().stream()
                .filter(pair -> pair.name().equalsString(element))
                .map(pair -> pair.value())
                .map(value -> value instanceof AnnotationValue.OfArray array ? array.values() : List.of(value))
                .flatMap(Collection::stream);
    }
}
