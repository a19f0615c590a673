package org.eremite.image.application;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.MethodTypeEntry;
import java.lang.classfile.constantpool.NameAndTypeEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Requires;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eremite.image.ToolException;

/**
 * Follows {@code requires} from root modules to everything they reach, and {@code uses} to what provides it.
 *
 * <p>{@link java.lang.module.Configuration} alone would take every automatic module on the path as soon as it meets
 * one. Here an automatic module, which states no requirements, brings only the modules whose packages its classes name.
 */
final class ModuleClosure {
    private final ModuleFinder platform;
    private final ModuleFinder modules;
    private final Set<String> found = new TreeSet<>();
    private final Set<String> foundPlatform = new TreeSet<>();
    private final Set<String> bound = new TreeSet<>();
    private final Map<String, String> requiredBy = new HashMap<>();
    private final Deque<String> work = new ArrayDeque<>();
    private Map<String, String> moduleOfPackage;

    /** Searches {@code platform}, the JDK's own modules, before {@code modules}. */
    ModuleClosure(ModuleFinder platform, ModuleFinder modules) {
        this.platform = platform;
        this.modules = modules;
    }

    /** Adds {@code root} and everything it requires. */
    void add(String root) throws ToolException {
        require(root, null);
        followAll();
    }

    /**
     * Adds the modules whose names begin with {@code prefix} and that provide a service which a module found so far uses, and
     * everything these require. The modules {@code without} do not count as users.
     */
    void bind(String prefix, Set<String> without) throws ToolException {
        int before;
        do {
            before = found.size();
            bindOnce(prefix, without);
        } while (found.size() != before);
    }

    private void bindOnce(String prefix, Set<String> without) throws ToolException {
        Set<String> used = found.stream().filter(name -> !without.contains(name))
                .flatMap(name -> modules.find(name).orElseThrow().descriptor().uses().stream()).collect(Collectors.toSet());
        for (ModuleReference provider : modules.findAll()) {
            ModuleDescriptor descriptor = provider.descriptor();
            if (descriptor.name().startsWith(prefix) && !found.contains(descriptor.name())
                    && descriptor.provides().stream().anyMatch(provides -> used.contains(provides.service()))) {
                bound.add(descriptor.name());
                require(descriptor.name(), null);
            }
        }
        followAll();
    }

    private void followAll() throws ToolException {
        while (!work.isEmpty()) {
            follow(work.remove());
        }
    }

    /** Modules reached, without the JDK's. */
    Set<String> found() {
        return found;
    }

    /** Those of them that were added because they provide a service. */
    Set<String> bound() {
        return bound;
    }

    /** Modules of the JDK that are required directly. */
    Set<String> foundPlatform() {
        return foundPlatform;
    }

    private void require(String name, String requirer) {
        if (requiredBy.putIfAbsent(name, requirer == null ? "" : requirer) == null) {
            work.add(name);
        }
    }

    private void follow(String name) throws ToolException {
        if (platform.find(name).isPresent()) {
            foundPlatform.add(name);
            return;
        }
        ModuleReference reference = modules.find(name).orElse(null);
        if (reference == null) {
            String requirer = requiredBy.get(name);
            throw ToolException.usage("module " + name + " not found"
                    + (requirer.isEmpty() ? "" : ", which " + requirer + " requires"),
                    "put its jar on the module path");
        }
        found.add(name);
        ModuleDescriptor descriptor = reference.descriptor();
        for (Requires requires : descriptor.requires()) {
            if (!requires.modifiers().contains(Requires.Modifier.STATIC)) {
                require(requires.name(), name);
            }
        }
        if (descriptor.isAutomatic()) {
            for (String used : modulesNamedByClasses(reference)) {
                require(used, name);
            }
        }
    }

    private Set<String> modulesNamedByClasses(ModuleReference reference) throws ToolException {
        Set<String> used = new HashSet<>();
        try (ModuleReader reader = reference.open(); Stream<String> resources = reader.list()) {
            for (String resource : (Iterable<String>) resources::iterator) {
                if (resource.endsWith(".class") && !resource.startsWith("META-INF/")) {
                    collectModules(reader.open(resource).orElseThrow().readAllBytes(), used);
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new ToolException("cannot read the classes of module " + reference.descriptor().name(),
                    "check " + reference.location().orElseThrow(), e);
        }
        return used;
    }

    private void collectModules(byte[] classFile, Set<String> used) {
        ClassModel model = ClassFile.of().parse(classFile);
        model.fields().forEach(field -> collectDescriptor(field.fieldType().stringValue(), used));
        model.methods().forEach(method -> collectDescriptor(method.methodType().stringValue(), used));
        for (PoolEntry entry : model.constantPool()) {
            switch (entry) {
                case ClassEntry type when type.asInternalName().startsWith("[") ->
                    collectDescriptor(type.asInternalName(), used);
                case ClassEntry type -> collectClass(type.asInternalName(), used);
                case NameAndTypeEntry member -> collectDescriptor(member.type().stringValue(), used);
                case MethodTypeEntry type -> collectDescriptor(type.descriptor().stringValue(), used);
                default -> { }
            }
        }
    }

    private void collectDescriptor(String descriptor, Set<String> used) {
        int end;
        for (int start = descriptor.indexOf('L'); start >= 0; start = descriptor.indexOf('L', end)) {
            end = descriptor.indexOf(';', start);
            if (end < 0) {
                throw new IllegalArgumentException("bad descriptor " + descriptor);
            }
            collectClass(descriptor.substring(start + 1, end), used);
        }
    }

    private void collectClass(String internalName, Set<String> used) {
        int end = internalName.lastIndexOf('/');
        if (end > 0) {
            String module = packages().get(internalName.substring(0, end).replace('/', '.'));
            if (module != null) {
                used.add(module);
            }
        }
    }

    private Map<String, String> packages() {
        if (moduleOfPackage == null) {
            moduleOfPackage = new HashMap<>();
            for (ModuleFinder finder : new ModuleFinder[] {platform, modules}) {
                for (ModuleReference reference : finder.findAll()) {
                    for (String name : reference.descriptor().packages()) {
                        moduleOfPackage.putIfAbsent(name, reference.descriptor().name());
                    }
                }
            }
        }
        return moduleOfPackage;
    }
}
