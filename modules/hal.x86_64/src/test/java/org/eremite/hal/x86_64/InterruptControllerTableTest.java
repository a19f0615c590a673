package org.eremite.hal.x86_64;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import jdk.internal.misc.Unsafe;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** ACPI tables as firmware writes them, and as only an enemy would, in memory of which every byte is known. */
class InterruptControllerTableTest {
    private static final Unsafe UNSAFE = Unsafe.getUnsafe();
    private static final int MEMORY = 8192;
    private static final int RSDP = 64;
    private static final int RSDT = 128;
    private static final int MADT = 1024;
    private static final int HEADER = 44;

    private static byte[] bytes(int size, Consumer<ByteBuffer> fill) {
        ByteBuffer buffer = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        fill.accept(buffer);
        return buffer.array();
    }

    private static byte[] localApic(int identifier, int flags) {
        return bytes(8, b -> b.put((byte) 0).put((byte) 8).put((byte) 1).put((byte) identifier).putInt(flags));
    }

    private static byte[] localX2Apic(int identifier, int flags) {
        return bytes(16, b -> b.put((byte) 9).put((byte) 16).putShort((short) 0).putInt(identifier).putInt(flags));
    }

    private static byte[] ioApic(int address, int first) {
        return bytes(12, b -> b.put((byte) 1).put((byte) 12).putShort((short) 0).putInt(address).putInt(first));
    }

    private static byte[] override(int source, int input, int flags) {
        return bytes(10, b -> b.put((byte) 2).put((byte) 10).put((byte) 0).put((byte) source).putInt(input)
                .putShort((short) flags));
    }

    /** Physical memory with a root pointer, a root table and an MADT of these entries. */
    private static byte[] firmware(List<byte[]> entries) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        entries.forEach(all::writeBytes);
        ByteBuffer memory = ByteBuffer.allocate(MEMORY).order(ByteOrder.LITTLE_ENDIAN);
        memory.put(RSDP, "RSD PTR ".getBytes(StandardCharsets.US_ASCII));
        memory.putInt(RSDP + 16, RSDT);
        memory.put(RSDT, "RSDT".getBytes(StandardCharsets.US_ASCII));
        memory.putInt(RSDT + 4, 40);
        memory.putInt(RSDT + 36, MADT);
        memory.put(MADT, "APIC".getBytes(StandardCharsets.US_ASCII));
        memory.putInt(MADT + 4, HEADER + all.size());
        memory.put(MADT + HEADER, all.toByteArray());
        return memory.array();
    }

    /** Runs {@code use} on a table over a copy of {@code physical}; an access outside would end the JVM or be noticed. */
    private static void with(byte[] physical, Consumer<InterruptControllerTable> use) {
        long guard = 64 << 10;
        long block = UNSAFE.allocateMemory(guard + physical.length + guard);
        UNSAFE.setMemory(block, 2 * guard + physical.length, (byte) 0x5A);
        long base = block + guard;
        for (int i = 0; i < physical.length; i++) {
            UNSAFE.putByte(base + i, physical[i]);
        }
        try {
            DirectMap memory = new DirectMap(base, physical.length);
            AcpiTables tables = new AcpiTables(memory);
            tables.initialize(RSDP);
            InterruptControllerTable table = new InterruptControllerTable(memory);
            table.initialize(tables);
            use.accept(table);
        } finally {
            UNSAFE.freeMemory(block);
        }
    }

    private static List<Integer> cpus(InterruptControllerTable table, int boot, int maximum) {
        long memory = UNSAFE.allocateMemory((long) BootDataDescriptor.CPUS_MAXIMUM * BootDataDescriptor.CPU_BYTES);
        try {
            CpuTable cpus = new CpuTable();
            cpus.initialize(memory, table, boot, 0, maximum);
            List<Integer> identifiers = new ArrayList<>();
            for (int cpu = 0; cpu < cpus.present(); cpu++) {
                identifiers.add(cpus.apicId(cpu));
            }
            return identifiers;
        } finally {
            UNSAFE.freeMemory(memory);
        }
    }

    /** A CPU of the table: identifier, whether enabled, whether listed as x2APIC. */
    record Cpu(int identifier, boolean enabled, boolean extended) {
        byte[] entry() {
            int flags = enabled ? 1 : 2;
            return extended ? localX2Apic(identifier, flags) : localApic(identifier, flags);
        }

        int visible() {
            return extended ? identifier : identifier & 0xFF;
        }
    }

    @Property(tries = 200)
    void theBootingCpuComesFirstThenEveryEnabledOneOnce(
            @ForAll @Size(max = 100) List<@IntRange(max = 400) Integer> numbers,
            @ForAll @IntRange(max = 20) int boot,
            @ForAll long seed) {
        Random random = new Random(seed);
        List<Cpu> listed = numbers.stream()
                .map(number -> new Cpu(number, random.nextInt(4) > 0, random.nextBoolean()))
                .toList();
        for (int maximum : new int[] {254, Integer.MAX_VALUE}) {
            Set<Integer> expected = new LinkedHashSet<>(List.of(boot));
            listed.stream()
                    .filter(cpu -> cpu.enabled() && cpu.visible() <= maximum)
                    .forEach(cpu -> expected.add(cpu.visible()));
            with(firmware(listed.stream().map(Cpu::entry).toList()), table -> assertEquals(
                    expected.stream().limit(BootDataDescriptor.CPUS_MAXIMUM).toList(), cpus(table, boot, maximum)));
        }
    }

    @Example
    void withoutATableThereIsTheBootingCpuAndTheUsualController() {
        with(new byte[MEMORY], table -> {
            assertEquals(List.of(3), cpus(table, 3, 254));
            InterruptRoute route = new InterruptRoute(table);
            route.follow(4);
            assertEquals(0xFEC0_0000L, route.controller());
            assertEquals(4, route.controllerInput());
            assertEquals(List.of(false, false), List.of(route.activeLow(), route.level()));
        });
    }

    @Example
    void anOverrideMovesALineAndSaysHowItIsDriven() {
        List<byte[]> entries = List.of(
                localApic(0, 1),
                ioApic(0xFEC0_0000, 0),
                ioApic(0xFEC0_1000, 24),
                override(0, 2, 0),
                override(4, 30, 0b1111),
                override(3, 3, 0b0101));
        with(firmware(entries), table -> {
            InterruptRoute route = new InterruptRoute(table);
            route.follow(4);
            assertEquals(0xFEC0_1000L, route.controller());
            assertEquals(6, route.controllerInput());
            assertEquals(List.of(true, true), List.of(route.activeLow(), route.level()));
            route.follow(3);
            assertEquals(0xFEC0_0000L, route.controller());
            assertEquals(3, route.controllerInput());
            assertEquals(List.of(false, false), List.of(route.activeLow(), route.level()));
        });
    }

    /** Whatever is in memory, looking at it ends, stays inside and gives a number of CPUs that there is room for. */
    @Property(tries = 500)
    void tablesOfAnEnemyDoNoHarm(@ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int changes) {
        Random random = new Random(seed);
        List<byte[]> entries = new ArrayList<>();
        for (int i = random.nextInt(20); i >= 0; i--) {
            entries.add(random.nextBoolean() ? localApic(i, 1) : override(random.nextInt(16), random.nextInt(), 0));
        }
        byte[] physical = firmware(entries);
        int[] worthChanging = {RSDP, RSDT, MADT};
        for (int i = 0; i < changes; i++) {
            int start = worthChanging[random.nextInt(worthChanging.length)];
            physical[start + random.nextInt(64)] = (byte) (random.nextBoolean() ? random.nextInt() : 0xFF);
        }
        with(physical, table -> {
            int found = cpus(table, 0, Integer.MAX_VALUE).size();
            assertTrue(found >= 1 && found <= BootDataDescriptor.CPUS_MAXIMUM);
            new InterruptRoute(table).follow(random.nextInt(16));
        });
    }

    /** A table that claims to reach the end of memory exactly, or one byte beyond. */
    @Example
    void aTableThatReachesBeyondMemoryIsNone() {
        for (int beyond : new int[] {0, 1}) {
            byte[] physical = firmware(List.of(localApic(0, 1), localApic(9, 1)));
            ByteBuffer.wrap(physical).order(ByteOrder.LITTLE_ENDIAN).putInt(MADT + 4, MEMORY - MADT + beyond);
            with(physical, table -> assertEquals(beyond == 0 ? List.of(0, 9) : List.of(0), cpus(table, 0, 254)));
        }
    }
}
