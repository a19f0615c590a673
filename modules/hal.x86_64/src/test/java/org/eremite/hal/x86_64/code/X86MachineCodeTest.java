package org.eremite.hal.x86_64.code;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.oracle.svm.core.c.function.CEntryPointOptions;
import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.StringEntry;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.eremite.hal.code.CodeSection;
import org.eremite.hal.code.Permission;
import org.eremite.hal.code.PlacedSegment;
import org.eremite.hal.code.Relocation;
import org.eremite.hal.x86_64.Instructions;
import org.graalvm.nativeimage.c.function.CEntryPoint;
import org.graalvm.nativeimage.c.function.CFunction;
import org.junit.jupiter.api.Test;

/** What the machine contributes to an image fits together. */
class X86MachineCodeTest {
    private static final String LINKER_PREFIX = "__eremite_";
    private static final String PACKAGE = "org.eremite.hal.x86_64.";

    private final X86MachineCode code = new X86MachineCode();
    private final List<CodeSection> sections = code.sections();

    private Set<String> defined() {
        return sections.stream().flatMap(section -> section.symbols().keySet().stream()).collect(Collectors.toSet());
    }

    private Set<String> mapped() {
        PlacedSegment segment =
                new PlacedSegment(code.codeBase(), code.physicalBase(), 4096, Permission.READ_EXECUTE);
        return code.mappings(List.of(segment), code.physicalBase() + 4096).symbols().keySet();
    }

    @Test
    void everySymbolThatSectionsReferToIsDefinedOrJavas() {
        Set<String> missing = new TreeSet<>();
        sections.forEach(section -> section.relocations().forEach(relocation -> missing.add(relocation.symbol())));
        missing.removeAll(defined());
        missing.removeAll(mapped());
        missing.removeIf(symbol -> symbol.startsWith(LINKER_PREFIX));
        assertEquals(new TreeSet<>(BootedImage.JAVA), missing);
    }

    @Test
    void javaDefinesWhatAssembledCodeCalls() throws ReflectiveOperationException {
        Set<String> names = new TreeSet<>();
        for (var method : Class.forName(PACKAGE + "EntryPoints", false, loader()).getDeclaredMethods()) {
            CEntryPoint entry = method.getAnnotation(CEntryPoint.class);
            if (entry != null) {
                names.add(entry.name());
                CEntryPointOptions options = method.getAnnotation(CEntryPointOptions.class);
                assertEquals(CEntryPointOptions.NoPrologue.class, options.prologue(), entry.name());
                assertEquals(CEntryPointOptions.NoEpilogue.class, options.epilogue(), entry.name());
            }
        }
        // The first Java function belongs to the virtual machine, above this module.
        names.add(SymbolNames.JAVA_BOOT);
        assertEquals(new TreeSet<>(BootedImage.JAVA), names);
    }

    @Test
    void everyFunctionOfInstructionsIsAssembled() {
        Set<String> missing = new TreeSet<>();
        for (var method : Instructions.class.getDeclaredMethods()) {
            CFunction function = method.getAnnotation(CFunction.class);
            assertEquals(CFunction.Transition.NO_TRANSITION, function.transition(), method.getName());
            missing.add(function.value());
        }
        assertTrue(missing.size() > 20, missing::toString);
        missing.removeAll(defined());
        assertEquals(Set.of(), missing);
    }

    @Test
    void everySymbolWhoseAddressJavaTakesIsDefined() throws IOException {
        Set<String> missing = new TreeSet<>();
        for (String name : List.of("Symbols", "PvhMemoryMap")) {
            try (InputStream stream = loader().getResourceAsStream((PACKAGE + name).replace('.', '/') + ".class")) {
                var constants = ClassFile.of().parse(stream.readAllBytes()).constantPool();
                Stream<String> strings = StreamSupport.stream(constants.spliterator(), false)
                        .filter(StringEntry.class::isInstance)
                        .map(entry -> ((StringEntry) entry).stringValue());
                strings.filter(text -> text.matches("(__)?eremite_[a-z_]+")).forEach(missing::add);
            }
        }
        assertTrue(missing.contains(SymbolNames.IDT), missing::toString);
        missing.removeAll(defined());
        missing.removeAll(Set.of("__eremite_image_physical_start", "__eremite_image_physical_end"));
        assertEquals(Set.of(), missing);
    }

    private static ClassLoader loader() {
        return X86MachineCodeTest.class.getClassLoader();
    }

    @Test
    void symbolsAndSectionsHaveOneDefinitionEach() {
        Set<String> names = new HashSet<>();
        Set<String> symbols = new HashSet<>(mapped());
        for (CodeSection section : sections) {
            assertTrue(names.add(section.name()), section.name());
            for (String symbol : section.symbols().keySet()) {
                assertTrue(symbols.add(symbol), symbol);
            }
        }
    }

    @Test
    void theEntryPointIsCode() {
        CodeSection section = sections.stream()
                .filter(candidate -> candidate.symbols().containsKey(code.entrySymbol()))
                .findFirst()
                .orElseThrow();
        assertEquals(Permission.READ_EXECUTE, section.permission());
    }

    @Test
    void codeIsExecutableAndNeverWritableAndVariablesTheReverse() {
        for (CodeSection section : sections) {
            boolean variables = Set.of("eremite.bootdata", "eremite.idt", "eremite.bootcpu").contains(section.name());
            assertEquals(variables, section.permission() == Permission.READ_WRITE, section.name());
            boolean constants =
                    Set.of("eremite.constants", "eremite.vectors", "eremite.trampoline").contains(section.name());
            assertEquals(!variables && !constants, section.permission() == Permission.READ_EXECUTE, section.name());
        }
        assertEquals(Permission.READ_WRITE, code.mappings(List.of(), code.physicalBase()).permission());
    }

    @Test
    void relocationsLieInsideTheirSectionsAndDoNotOverlap() {
        for (CodeSection section : sections) {
            Set<Integer> filled = new HashSet<>();
            for (Relocation relocation : section.relocations()) {
                for (int i = 0; i < relocation.kind().bytes(); i++) {
                    int place = relocation.offset() + i;
                    assertTrue(place < section.bytes().length && filled.add(place), section.name() + " " + relocation);
                }
            }
        }
    }

    @Test
    void thePartsOfTheAddressSpaceAreAligned() {
        assertEquals(0, code.physicalBase() & (2 << 20) - 1);
        assertEquals(0, code.codeBase() & (2 << 20) - 1);
        assertEquals(0, code.heapBase() & (1L << 30) - 1);
        assertEquals(0, code.imageHeapOffset() & 4095);
        assertTrue(code.physicalBase() >= 1 << 20, "above what firmware uses");
    }

    @Test
    void everyCallGivesTheSameSections() {
        List<CodeSection> again = code.sections();
        assertEquals(sections.size(), again.size());
        for (int i = 0; i < sections.size(); i++) {
            assertEquals(sections.get(i).name(), again.get(i).name());
            assertEquals(sections.get(i).symbols(), again.get(i).symbols());
            assertEquals(sections.get(i).relocations(), again.get(i).relocations());
            assertArrayEquals(sections.get(i).bytes(), again.get(i).bytes());
        }
    }
}
