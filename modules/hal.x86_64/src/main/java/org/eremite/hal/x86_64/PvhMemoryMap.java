package org.eremite.hal.x86_64;

import com.oracle.svm.core.Uninterruptible;
import com.oracle.svm.core.c.CGlobalData;
import com.oracle.svm.core.c.CGlobalDataFactory;
import org.eremite.hal.MemoryMap;
import org.eremite.hal.Pages;
import org.eremite.hal.RawMemory;
import org.graalvm.word.PointerBase;

/**
 * The memory map and command line of the PVH start structure, copied out and checked.
 *
 * <p>Kept: RAM at and above 1 MiB that the direct map reaches, less the image. What lies below 1 MiB stays out:
 * firmware uses parts of it, and the start-up code of further CPUs is copied there. What lies beyond is counted.
 */
final class PvhMemoryMap implements MemoryMap {
    /** Physical bounds of the image, absolute symbols of the linker. */
    private static final CGlobalData<PointerBase> IMAGE_START =
            CGlobalDataFactory.forSymbol("__eremite_image_physical_start");
    private static final CGlobalData<PointerBase> IMAGE_END =
            CGlobalDataFactory.forSymbol("__eremite_image_physical_end");

    private static final long LOWEST = 1 << 20;
    private static final int ENTRIES_MAXIMUM = 512;

    private final DirectMap memory;
    private int regions;
    private long unreachable;
    private long rsdp;

    PvhMemoryMap(DirectMap memory) {
        this.memory = memory;
    }

    /** Reads the start structure; returns false if it is not one. */
    @Uninterruptible(reason = "Runs before there is a Java thread.")
    boolean initialize() {
        long physical = RawMemory.getLong(bootData() + BootDataDescriptor.START_INFO);
        long info = memory.direct(physical);
        if (physical <= 0
                || RawMemory.getInt(info + StartInfoDescriptor.MAGIC) != StartInfoDescriptor.MAGIC_VALUE
                || RawMemory.getInt(info + StartInfoDescriptor.VERSION) < 1) {
            return false;
        }
        rsdp = RawMemory.getLong(info + StartInfoDescriptor.RSDP_PADDR);
        copyCommandLine(RawMemory.getLong(info + StartInfoDescriptor.CMDLINE_PADDR));
        long table = RawMemory.getLong(info + StartInfoDescriptor.MEMMAP_PADDR);
        int entries = RawMemory.getInt(info + StartInfoDescriptor.MEMMAP_ENTRIES);
        if (entries <= 0 || entries > ENTRIES_MAXIMUM
                || !memory.reaches(table, (long) entries * StartInfoDescriptor.ENTRY_BYTES)) {
            return false;
        }
        long image = IMAGE_START.get().rawValue();
        long imageEnd = (IMAGE_END.get().rawValue() + Pages.SMALL - 1) & -Pages.SMALL;
        for (int i = 0; i < entries; i++) {
            long entry = memory.direct(table) + (long) i * StartInfoDescriptor.ENTRY_BYTES;
            if (RawMemory.getInt(entry + StartInfoDescriptor.ENTRY_TYPE) == StartInfoDescriptor.TYPE_RAM) {
                long start = RawMemory.getLong(entry + StartInfoDescriptor.ENTRY_ADDR);
                long size = RawMemory.getLong(entry + StartInfoDescriptor.ENTRY_SIZE);
                if (start >= 0 && size > 0) {
                    long reached = reached(start, size);
                    unreachable += size - reached;
                    addAround(start, start + reached, image, imageEnd);
                }
            }
        }
        return regions > 0;
    }

    /** How many of {@code size} bytes from {@code start} the direct map reaches. */
    @Uninterruptible(reason = "Runs before there is a Java thread.")
    private long reached(long start, long size) {
        if (start >= memory.bytes()) {
            return 0;
        }
        return size < memory.bytes() - start ? size : memory.bytes() - start;
    }

    /** Physical address of the ACPI root pointer. */
    @Uninterruptible(reason = "Runs before there is a Java thread.")
    long rsdp() {
        return rsdp;
    }

    /** Address of the zero-terminated command line. */
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    static long commandLine() {
        return bootData() + BootDataDescriptor.COMMAND_LINE;
    }

    @Uninterruptible(reason = "Runs before there is a Java thread.")
    private void addAround(long start, long end, long hole, long holeEnd) {
        if (hole < end && holeEnd > start) {
            add(start, hole);
            add(holeEnd, end);
        } else {
            add(start, end);
        }
    }

    /** Inserts a region in order of addresses, cut to whole frames and to what follows its neighbours. */
    @Uninterruptible(reason = "Runs before there is a Java thread.")
    private void add(long rawStart, long rawEnd) {
        long start = (rawStart + Pages.SMALL - 1) & -Pages.SMALL;
        long end = rawEnd & -Pages.SMALL;
        start = start < LOWEST ? LOWEST : start;
        int position = regions;
        while (position > 0 && start(position - 1) > start) {
            position--;
        }
        if (position > 0 && start(position - 1) + length(position - 1) > start) {
            start = start(position - 1) + length(position - 1);
        }
        if (position < regions && start(position) < end) {
            end = start(position);
        }
        if (start >= end || regions == BootDataDescriptor.REGIONS_MAXIMUM) {
            return;
        }
        for (int i = regions; i > position; i--) {
            RawMemory.copy(region(i - 1), region(i), BootDataDescriptor.REGION_BYTES);
        }
        RawMemory.putLong(region(position), start);
        RawMemory.putLong(region(position) + Long.BYTES, end - start);
        regions++;
    }

    @Uninterruptible(reason = "Runs before there is a Java thread.")
    private void copyCommandLine(long physical) {
        if (!memory.reaches(physical, BootDataDescriptor.COMMAND_LINE_BYTES)) {
            return;
        }
        for (int i = 0; i < BootDataDescriptor.COMMAND_LINE_BYTES - 1; i++) {
            byte character = RawMemory.getByte(memory.direct(physical) + i);
            if (character == 0) {
                return;
            }
            RawMemory.putByte(commandLine() + i, character);
        }
    }

    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    private static long bootData() {
        return Symbols.BOOT_DATA.get().rawValue();
    }

    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    private static long region(int index) {
        return bootData() + BootDataDescriptor.REGIONS + (long) index * BootDataDescriptor.REGION_BYTES;
    }

    @Override
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    public int regions() {
        return regions;
    }

    @Override
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    public long start(int index) {
        return RawMemory.getLong(region(index));
    }

    @Override
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    public long length(int index) {
        return RawMemory.getLong(region(index) + Long.BYTES);
    }

    @Override
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    public long unreachable() {
        return unreachable;
    }

    @Override
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    public long direct(long physicalAddress) {
        return memory.direct(physicalAddress);
    }

    @Override
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    public long physical(long directAddress) {
        return memory.physical(directAddress);
    }
}
