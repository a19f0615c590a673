package org.eremite.image.link;

import java.util.Arrays;
import java.util.Map;
import org.eremite.hal.code.Permission;
import org.eremite.hal.code.Relocation;

/** A small image with one of everything. */
final class Inputs {
    static final int HEAP_SIZE = 0x5_0000;
    static final int WRITABLE_BEGIN = 0x1_0000;
    static final int WRITABLE_END = 0x2_0123;

    private Inputs() {}

    /** Shaped like the builder's output. */
    static ObjectBuilder object() {
        return new ObjectBuilder()
                .section(".text", ObjectBuilder.ALLOC | ObjectBuilder.EXEC, 0x1_0000, filled(300, 0x90))
                .symbol(".text", false, ObjectBuilder.OBJECT, 0, 0)
                .symbol("Main_main", false, ObjectBuilder.FUNC, 0, 100)
                .symbol("Main_helper", false, ObjectBuilder.FUNC, 128, 0)
                .symbol("main", true, ObjectBuilder.FUNC, 0, 100)
                .symbol("__svm_text_end", false, ObjectBuilder.OBJECT, 300, 0)
                .rela(10, ObjectBuilder.R_PC32, ".rodata", 16 - 4)
                .rela(20, ObjectBuilder.R_PLT32, "boot_entry", -4)
                .section(".rodata", ObjectBuilder.ALLOC, 0x1_0000, filled(500, 0x52))
                .symbol(".rodata", false, ObjectBuilder.OBJECT, 0, 0)
                .section(".data", ObjectBuilder.ALLOC | ObjectBuilder.WRITE, 0x1_0000, filled(0x2000, 0x44))
                .symbol(".data", false, ObjectBuilder.OBJECT, 0, 0)
                .rela(8, ObjectBuilder.R_64, "Main_helper", 0)
                .rela(16, ObjectBuilder.R_64, "checkCPUFeatures", 0)
                .rela(24, ObjectBuilder.R_64, "answer", 0)
                .rela(32, ObjectBuilder.R_64, "__eremite_image_physical_end", 0)
                .section(".svm_heap", ObjectBuilder.ALLOC | ObjectBuilder.WRITE, 0x1_0000, filled(HEAP_SIZE, 0x48))
                .symbol("__svm_heap_begin", false, ObjectBuilder.OBJECT, 0, 8)
                .symbol("__svm_heap_writable_begin", false, ObjectBuilder.OBJECT, WRITABLE_BEGIN, 8)
                .symbol("__svm_heap_writable_end", false, ObjectBuilder.OBJECT, WRITABLE_END, 8)
                .symbol("__svm_heap_end", false, ObjectBuilder.OBJECT, HEAP_SIZE, 8)
                .rela(0x400, ObjectBuilder.R_64, ".text", 128)
                .rela(0x1_0400, ObjectBuilder.R_64, ".svm_heap_mark", 0)
                .rela(0x3_0400, ObjectBuilder.R_64, "main", 0)
                .symbol(".svm_heap_mark", false, ObjectBuilder.OBJECT, 0x3_0000, 0)
                .zeroes(".bss", ObjectBuilder.ALLOC | ObjectBuilder.WRITE, 64, 0x3000)
                .symbol("zeroes", true, ObjectBuilder.OBJECT, 16, 8)
                .undefined("boot_entry")
                .undefined("checkCPUFeatures")
                .undefined("answer")
                .undefined("__eremite_image_physical_end");
    }

    static TestMachine machine() {
        TestMachine machine = new TestMachine();
        machine.sections.add(TestMachine.section(".boot.text", Permission.READ_EXECUTE, 16, filled(64, 0xF4), 0,
                Map.of("boot_entry", 4, "boot_long_mode", 32),
                new Relocation(8, Relocation.Kind.PHYSICAL_32, "boot_tables", 0),
                new Relocation(12, Relocation.Kind.PHYSICAL_32, "boot_gdt", 2),
                new Relocation(40, Relocation.Kind.PC_RELATIVE_32, "main", -4),
                new Relocation(48, Relocation.Kind.ABSOLUTE_64, "boot_stack", 0x1000)));
        machine.sections.add(TestMachine.section(".boot.rodata", Permission.READ, 8, filled(24, 0x47), 0,
                Map.of("boot_gdt", 0)));
        machine.sections.add(TestMachine.section(".boot.bss", Permission.READ_WRITE, 4096, new byte[0], 0x1000,
                Map.of("boot_stack", 0)));
        return machine;
    }

    static final Map<String, String> ALIASES = Map.of("checkCPUFeatures", "boot_long_mode");
    static final Map<String, Long> ABSOLUTES = Map.of("answer", 42L);

    static LinkedImage link(ObjectBuilder object, TestMachine machine) {
        return Linker.link(RelocatableObject.of(object.build()), machine, ALIASES, ABSOLUTES);
    }

    static byte[] filled(int size, int value) {
        byte[] bytes = new byte[size];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }
}
