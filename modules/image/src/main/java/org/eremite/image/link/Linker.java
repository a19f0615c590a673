package org.eremite.image.link;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.eremite.hal.code.CodeSection;
import org.eremite.hal.code.MachineCode;
import org.eremite.hal.code.Permission;

/**
 * Links the builder's relocatable object and a HAL provider's machine code into one executable for PVH direct boot.
 * A pure function: equal inputs give equal bytes. Weak definitions count as global ones, and a weak reference must be
 * satisfied like any other: an image has no optional parts that appear later.
 *
 * <p>Besides the symbols of its inputs it defines, all with virtual addresses unless noted:
 *
 * <pre>
 *  __eremite_image_physical_start, _end     first physical byte of the image, byte behind its last page (absolute)
 *  __eremite_heap_base                      base of the Java heap's address space (absolute)
 *  __eremite_code_start, _end               code, read-execute, whole pages
 *  __eremite_constants_start, _end          constants, read-only, whole pages
 *  __eremite_variables_start, _end          variables, read-write, whole pages
 * </pre>
 */
public final class Linker {
    /** First physical byte of the image. */
    public static final String PHYSICAL_START = "__eremite_image_physical_start";
    /** Physical byte behind the image's last page. */
    public static final String PHYSICAL_END = "__eremite_image_physical_end";
    /** Base of the Java heap's address space. */
    public static final String HEAP_BASE = "__eremite_heap_base";

    private static final Map<Permission, String> CODE_REGION_PREFIXES = Map.of(
            Permission.READ_EXECUTE, "__eremite_code",
            Permission.READ, "__eremite_constants",
            Permission.READ_WRITE, "__eremite_variables");

    private final RelocatableObject object;
    private final MachineCode machine;

    /** Loaded and debug sections of the object that go to the output, by index. */
    private final Map<Integer, InputSection> objectSections = new TreeMap<>();
    private final List<InputSection> debugSections = new ArrayList<>();
    /** The provider's sections, mappings last. */
    private final Map<CodeSection, InputSection> machineSections = new IdentityHashMap<>();
    private final List<CodeSection> machineOrder = new ArrayList<>();
    private final SymbolTable symbolTable = new SymbolTable();
    private ImageHeap heap;

    private Linker(RelocatableObject object, MachineCode machine) {
        this.object = object;
        this.machine = machine;
    }

    /**
     * Links an image.
     *
     * @param object    from the native-image builder
     * @param machine   sections, placement and boot tables of the HAL provider
     * @param aliases   name of an undefined symbol to the name of the symbol that satisfies it
     * @param absolutes name of a symbol to its value
     * @throws LinkException if the inputs do not make an image
     */
    public static LinkedImage link(RelocatableObject object, MachineCode machine, Map<String, String> aliases,
            Map<String, Long> absolutes) {
        return new Linker(object, machine).link(aliases, absolutes);
    }

    private LinkedImage link(Map<String, String> aliases, Map<String, Long> absolutes) {
        ImageLayout layout = new ImageLayout(collectSections(), heap, machine);
        CodeSection mappings = machine.mappings(layout.placedSegments(), layout.physicalEnd());
        machineOrder.add(mappings);
        machineSections.put(mappings, layout.appendMappings(mappings));
        checkNames();

        ObjectSymbols objectSymbols = new ObjectSymbols(object, objectPlaces(layout));
        defineMachineSymbols(layout);
        objectSymbols.defineIn(symbolTable);
        defineLinkerSymbols(layout);
        new TreeMap<>(absolutes).forEach((name, value) -> symbolTable.define(LinkedSymbol.absolute(name, value)));
        symbolTable.defineAliases(aliases);

        List<LoadSegment> segments = layout.segments();
        List<LinkedSymbol> symbols = symbolTable.finish(segments);
        ExecutableWriter writer = new ExecutableWriter(segments, debugSections, symbols);
        byte[] file = writer.write();
        relocate(new Relocator(file, symbolTable), objectSymbols, layout, writer);

        LinkedSymbol entry = symbolTable.resolve(machine.entrySymbol(), "entry point", 0);
        symbolTable.requireComplete();
        writer.writeEntry(checkedEntry(entry));
        return new LinkedImage(file, segments, symbols, entry.physicalAddress());
    }

    /** Sections of code, constants and variables; the provider's first. */
    private List<InputSection> collectSections() {
        List<InputSection> loaded = new ArrayList<>();
        for (CodeSection section : machine.sections()) {
            InputSection input = InputSection.of(section);
            machineOrder.add(section);
            machineSections.put(section, input);
            loaded.add(input);
        }
        for (RelocatableObject.Section section : object.sections()) {
            if (section.isLoaded() && section.name().equals(ImageHeap.SECTION_NAME)) {
                requireNoHeap();
                heap = ImageHeap.of(object, section);
                objectSections.put(section.index(), heap.section());
            } else if (section.isLoaded() || section.isDebug()) {
                InputSection input = InputSection.of(object, section);
                objectSections.put(section.index(), input);
                (section.isLoaded() ? loaded : debugSections).add(input);
            }
        }
        return loaded;
    }

    private void requireNoHeap() {
        if (heap != null) {
            throw LinkException.of("two sections of the same name", "section", ImageHeap.SECTION_NAME);
        }
    }

    private void checkNames() {
        Set<String> names = new HashSet<>(ExecutableWriter.RESERVED_NAMES);
        if (heap != null) {
            names.addAll(Set.of(ImageHeap.WRITABLE_SECTION_NAME, ImageHeap.HUGE_SECTION_NAME));
        }
        List<InputSection> all = new ArrayList<>(objectSections.values());
        machineOrder.forEach(section -> all.add(machineSections.get(section)));
        for (InputSection section : all) {
            if (!names.add(section.name)) {
                throw LinkException.of("two sections of the same name", "section", section.name);
            }
        }
    }

    private Map<Integer, ImageLayout.Place> objectPlaces(ImageLayout layout) {
        Map<Integer, ImageLayout.Place> places = new HashMap<>();
        objectSections.forEach((index, section) -> places.put(index,
                object.sections().get(index).isDebug() ? new ImageLayout.Place(0, 0) : layout.place(section)));
        return places;
    }

    private void defineMachineSymbols(ImageLayout layout) {
        for (CodeSection section : machineOrder) {
            ImageLayout.Place place = layout.place(machineSections.get(section));
            LinkedSymbol.Kind kind = section.permission() == Permission.READ_EXECUTE
                    ? LinkedSymbol.Kind.FUNCTION : LinkedSymbol.Kind.OBJECT;
            // Sorted: the order of an immutable map differs from one run of the JVM to the next.
            new TreeMap<>(section.symbols()).forEach((name, offset) -> {
                if (offset < 0 || offset > section.memoryBytes()) {
                    throw LinkException.of("symbol lies outside its section: section=" + section.name() + " symbol="
                            + name, "offset", offset);
                }
                symbolTable.define(new LinkedSymbol(name, place.virtualAddress() + offset,
                        place.physicalAddress() + offset, 0, kind, true));
            });
        }
    }

    private void defineLinkerSymbols(ImageLayout layout) {
        symbolTable.define(LinkedSymbol.absolute(PHYSICAL_START, layout.physicalStart()));
        symbolTable.define(LinkedSymbol.absolute(PHYSICAL_END, layout.physicalEnd()));
        symbolTable.define(LinkedSymbol.absolute(HEAP_BASE, machine.heapBase()));
        for (Permission permission : Permission.values()) {
            Region region = layout.codeRegion(permission);
            String prefix = CODE_REGION_PREFIXES.get(permission);
            defineBoundary(prefix + "_start", region, 0);
            defineBoundary(prefix + "_end", region, region.memoryBytes());
        }
    }

    private void defineBoundary(String name, Region region, long offset) {
        symbolTable.define(new LinkedSymbol(name, region.virtualAddress + offset, region.physicalAddress + offset, 0,
                LinkedSymbol.Kind.OBJECT, true));
    }

    private void relocate(Relocator relocator, ObjectSymbols symbols, ImageLayout layout, ExecutableWriter writer) {
        for (CodeSection section : machineOrder) {
            InputSection input = machineSections.get(section);
            relocator.relocate(section, loadedTarget(input, layout, writer));
        }
        objectSections.forEach((index, input) -> {
            RelocatableObject.Section section = object.sections().get(index);
            relocator.relocate(object, section, symbols, section.isDebug()
                    ? new Relocator.Target(input.name, 0, writer.fileOffset(input), input.fileBytes, true)
                    : loadedTarget(input, layout, writer));
        });
    }

    private static Relocator.Target loadedTarget(InputSection input, ImageLayout layout, ExecutableWriter writer) {
        long virtualAddress = layout.place(input).virtualAddress();
        return new Relocator.Target(input.name, virtualAddress, writer.fileOffset(virtualAddress), input.fileBytes,
                false);
    }

    private static long checkedEntry(LinkedSymbol entry) {
        long address = entry.physicalAddress();
        if (address < 0 || address >= ImageLayout.PHYSICAL_LIMIT) {
            throw LinkException.hex("entry point is not below 4 GiB", "address", address);
        }
        return address;
    }
}
