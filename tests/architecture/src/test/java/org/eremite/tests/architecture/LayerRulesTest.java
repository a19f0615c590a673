package org.eremite.tests.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.Utf8Entry;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LayerRulesTest {
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent().getParent();
    private static final String PREFIX = "org.eremite.";
    /** Modules of the layers, lowest first; a module may read those of lower layers only. */
    private static final List<Set<String>> LAYERS = List.of(
            Set.of("hal"),
            Set.of("hal.x86_64", "hal.sim"),
            Set.of("mm"),
            Set.of("sched"),
            Set.of("vm"),
            Set.of("virtio"),
            Set.of("io"),
            Set.of("net", "fs.virtio"),
            Set.of("abi"),
            Set.of("jdk"),
            Set.of("par"),
            Set.of("app.hello", "app.rayonlike", "image"));
    private static final Set<String> MAY_USE_RUNTIME = Set.of("vm", "jdk", "hal.x86_64", "image");
    private static final String RUNTIME = "com/oracle/svm/";
    private static final String THE_ANNOTATION = "com/oracle/svm/core/Uninterruptible";
    private static final Pattern MACHINE_NAMES =
            Pattern.compile("\\b(x86\\w*|cr[0-4]|r[a-d]x|apic|msr|gdt|idt|cpuid|tsc|hal\\.x86_64)\\b", Pattern.CASE_INSENSITIVE);

    private static Map<String, ModuleDescriptor> modules() throws IOException {
        Map<String, ModuleDescriptor> found = new TreeMap<>();
        try (Stream<Path> directories = Files.list(ROOT.resolve("modules"))) {
            for (Path directory : directories.toList()) {
                Path descriptor = directory.resolve("target/classes/module-info.class");
                if (Files.exists(descriptor)) {
                    found.put(directory.getFileName().toString(), ModuleDescriptor.read(Files.newInputStream(descriptor)));
                }
            }
        }
        return found;
    }

    private static int layer(String module) {
        for (int i = 0; i < LAYERS.size(); i++) {
            if (LAYERS.get(i).contains(module)) {
                return i;
            }
        }
        throw new AssertionError("module is in no layer: module=" + module);
    }

    /** Arrows of {@code module} that do not go down. */
    private static List<String> upwardArrows(String name, ModuleDescriptor module) {
        List<String> wrong = new ArrayList<>();
        for (ModuleDescriptor.Requires required : module.requires()) {
            if (required.name().startsWith(PREFIX)) {
                String target = required.name().substring(PREFIX.length());
                if (layer(target) >= layer(name)) {
                    wrong.add(name + " -> " + target);
                }
            }
        }
        return wrong;
    }

    @Test
    void everyModuleArrowGoesDown() throws IOException {
        Map<String, ModuleDescriptor> modules = modules();
        assertTrue(modules.size() >= 13, () -> "modules=" + modules.keySet());
        List<String> wrong = new ArrayList<>();
        modules.forEach((name, module) -> {
            assertEquals(PREFIX + name, module.name(), "directory and module agree");
            wrong.addAll(upwardArrows(name, module));
        });
        assertEquals(List.of(), wrong);
    }

    @Test
    void anUpwardArrowWouldBeNoticed() {
        ModuleDescriptor breach =
                ModuleDescriptor.newModule("org.eremite.mm").requires("org.eremite.sched").build();
        assertEquals(List.of("mm -> sched"), upwardArrows("mm", breach));
    }

    @Test
    void onlyFourModulesTouchTheRuntimesInternals() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (String module : modules().keySet()) {
            if (!MAY_USE_RUNTIME.contains(module)) {
                try (Stream<Path> files = Files.walk(ROOT.resolve("modules").resolve(module).resolve("target/classes"))) {
                    for (Path file : files.filter(path -> path.toString().endsWith(".class")).toList()) {
                        runtimeName(Files.readAllBytes(file)).ifPresent(name -> wrong.add(file.getFileName() + ": " + name));
                    }
                }
            }
        }
        assertEquals(List.of(), wrong);
    }

    /** A class of the runtime, other than the annotation, that the class file's constant pool names. */
    private static Optional<String> runtimeName(byte[] classFile) {
        for (var entry : ClassFile.of().parse(classFile).constantPool()) {
            if (entry instanceof Utf8Entry text
                    && text.stringValue().contains(RUNTIME)
                    && !text.stringValue().contains(THE_ANNOTATION)) {
                return Optional.of(text.stringValue());
            }
        }
        return Optional.empty();
    }

    @Test
    void noModuleAboveTheHardwareContractNamesTheMachine() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (String module : modules().keySet()) {
            if (layer(module) > layer("hal.x86_64") && !module.equals("image")) {
                try (Stream<Path> files = Files.walk(ROOT.resolve("modules").resolve(module).resolve("src/main"))) {
                    for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
                        machineName(Files.readString(file)).ifPresent(name -> wrong.add(ROOT.relativize(file) + ": " + name));
                    }
                }
            }
        }
        assertEquals(List.of(), wrong);
    }

    private static Optional<String> machineName(String source) {
        return MACHINE_NAMES.matcher(source).results().map(match -> match.group()).findFirst();
    }

    @Test
    void aNameOfTheMachineWouldBeNoticed() {
        assertTrue(machineName("long x = readCR3(); // CR3").isPresent());
        assertFalse(machineName("the context of a processor").isPresent());
    }

    @Test
    void thereIsNoCAndNoAssemblerSource() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            List<Path> wrong = files.filter(path -> !path.toString().contains("/.git/"))
                    .filter(path -> !path.startsWith(ROOT.resolve("target")))
                    .filter(path -> path.getFileName().toString().matches(".*\\.(c|h|cc|cpp|s|S|asm)"))
                    .toList();
            assertEquals(List.of(), wrong);
        }
    }

    @Test
    void everyPackageSaysWhatItIs() throws IOException {
        List<Path> wrong = new ArrayList<>();
        for (String module : modules().keySet()) {
            try (Stream<Path> files = Files.walk(ROOT.resolve("modules").resolve(module).resolve("src/main/java"))) {
                files.filter(path -> path.toString().endsWith(".java"))
                        .filter(path -> !path.endsWith("module-info.java"))
                        .map(Path::getParent)
                        .distinct()
                        .filter(directory -> !Files.exists(directory.resolve("package-info.java")))
                        .forEach(wrong::add);
            }
        }
        assertEquals(List.of(), wrong);
    }
}
