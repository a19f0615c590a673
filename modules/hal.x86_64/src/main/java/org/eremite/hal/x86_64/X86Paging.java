package org.eremite.hal.x86_64;

import com.oracle.svm.core.Uninterruptible;
import org.eremite.hal.FrameSource;
import org.eremite.hal.Pages;
import org.eremite.hal.Paging;
import org.eremite.hal.Panic;
import org.eremite.hal.RawMemory;

/** Four-level page tables, walked through the direct map; continues the tables that the linker built. */
final class X86Paging implements Paging {
    private static final int TABLE_LEVEL = 1;
    private static final int DIRECTORY_LEVEL = 2;
    private static final long INDEX_MASK = PageTableDescriptor.ENTRIES - 1;
    /** Flags of an entry that points to a table: rights are restricted at the last level only. */
    private static final long TABLE_FLAGS = PageTableDescriptor.P | PageTableDescriptor.RW;

    private final DirectMap memory;
    private final TlbShootdown shootdown;
    private final Panic panic;
    private FrameSource frames;
    private long root;

    X86Paging(DirectMap memory, TlbShootdown shootdown, Panic panic) {
        this.memory = memory;
        this.shootdown = shootdown;
        this.panic = panic;
    }

    @Uninterruptible(reason = "Runs before there is a Java thread.")
    void initialize() {
        root = Instructions.readCr3() & PageTableDescriptor.ADDRESS;
    }

    @Override
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    public void attach(FrameSource source) {
        frames = source;
    }

    @Override
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    public boolean map(long virtualAddress, long physicalAddress, long pageSize, int protection) {
        int last = pageSize == Pages.LARGE ? DIRECTORY_LEVEL : TABLE_LEVEL;
        long entry = entryForMapping(virtualAddress, last);
        if (entry == Pages.NONE) {
            return false;
        }
        if ((RawMemory.getLong(entry) & PageTableDescriptor.P) != 0) {
            panic.panic("page is mapped already", "virtualAddress", virtualAddress);
        }
        long size = last == DIRECTORY_LEVEL ? PageTableDescriptor.PS : 0;
        RawMemory.putLongVolatile(entry, physicalAddress | flags(protection, virtualAddress) | size);
        return true;
    }

    @Override
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    public long unmap(long virtualAddress, long pageSize) {
        long entry = entryOf(virtualAddress, pageSize);
        if (entry == Pages.NONE) {
            return Pages.NONE;
        }
        long old = RawMemory.getLong(entry);
        RawMemory.putLongVolatile(entry, 0);
        return old & PageTableDescriptor.ADDRESS;
    }

    @Override
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    public boolean protect(long virtualAddress, long pageSize, int protection) {
        long entry = entryOf(virtualAddress, pageSize);
        if (entry == Pages.NONE) {
            return false;
        }
        long kept = RawMemory.getLong(entry) & (PageTableDescriptor.ADDRESS | PageTableDescriptor.PS);
        RawMemory.putLongVolatile(entry, kept | flags(protection, virtualAddress));
        return true;
    }

    @Override
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    public long probe(long virtualAddress) {
        long table = root;
        for (int level = PageTableDescriptor.LEVELS; level >= TABLE_LEVEL; level--) {
            long value = RawMemory.getLong(entryAddress(table, virtualAddress, level));
            long size = 1L << shift(level);
            if ((value & PageTableDescriptor.P) == 0) {
                return (virtualAddress & (size - 1)) - size;
            }
            if (level == TABLE_LEVEL || (value & PageTableDescriptor.PS) != 0) {
                return size;
            }
            table = value & PageTableDescriptor.ADDRESS;
        }
        return Pages.SMALL;
    }

    @Override
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    public boolean split(long virtualAddress) {
        long entry = entryOf(virtualAddress, Pages.LARGE);
        if (entry == Pages.NONE) {
            panic.panic("no large page to split", "virtualAddress", virtualAddress);
        }
        long frame = frames.allocateFrame();
        if (frame == Pages.NONE) {
            return false;
        }
        long small = RawMemory.getLong(entry) & ~PageTableDescriptor.PS;
        for (int i = 0; i < PageTableDescriptor.ENTRIES; i++) {
            RawMemory.putLong(memory.direct(frame) + (long) i * Long.BYTES, small + i * Pages.SMALL);
        }
        RawMemory.putLongVolatile(entry, frame | TABLE_FLAGS);
        return true;
    }

    @Override
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    public long removeEmptyTable(long virtualAddress) {
        long above = 0;
        long table = root;
        for (int level = PageTableDescriptor.LEVELS; level > TABLE_LEVEL; level--) {
            long entry = entryAddress(table, virtualAddress, level);
            long value = RawMemory.getLong(entry);
            if ((value & PageTableDescriptor.P) == 0) {
                break;
            }
            if ((value & PageTableDescriptor.PS) != 0) {
                return Pages.NONE;
            }
            above = entry;
            table = value & PageTableDescriptor.ADDRESS;
        }
        if (above == 0 || !isEmpty(table)) {
            return Pages.NONE;
        }
        RawMemory.putLongVolatile(above, 0);
        return table;
    }

    @Override
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    public long translate(long virtualAddress) {
        long table = root;
        for (int level = PageTableDescriptor.LEVELS; level >= TABLE_LEVEL; level--) {
            long value = RawMemory.getLong(entryAddress(table, virtualAddress, level));
            if ((value & PageTableDescriptor.P) == 0) {
                return Pages.NONE;
            }
            table = value & PageTableDescriptor.ADDRESS;
            if (level == TABLE_LEVEL || (value & PageTableDescriptor.PS) != 0) {
                long offset = virtualAddress & ((1L << shift(level)) - 1);
                return (table & -(1L << shift(level))) + offset;
            }
        }
        return Pages.NONE;
    }

    @Override
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    public void flush(long virtualAddress, long bytes) {
        shootdown.flush(virtualAddress, bytes);
    }

    @Uninterruptible(reason = "Called with the address space's lock held.")
    private long flags(int protection, long virtualAddress) {
        if ((protection & (WRITE | EXECUTE)) == (WRITE | EXECUTE)) {
            panic.panic("mapping would be writable and executable", "virtualAddress", virtualAddress);
        }
        long flags = PageTableDescriptor.P;
        if ((protection & WRITE) != 0) {
            flags |= PageTableDescriptor.RW;
        }
        if ((protection & EXECUTE) == 0) {
            flags |= PageTableDescriptor.XD;
        }
        return flags;
    }

    /** Address of the entry at level {@code last}, making tables on the way; NONE if a frame lacks. */
    @Uninterruptible(reason = "Called with the address space's lock held.")
    private long entryForMapping(long virtualAddress, int last) {
        long table = root;
        for (int level = PageTableDescriptor.LEVELS; level > last; level--) {
            long entry = entryAddress(table, virtualAddress, level);
            long value = RawMemory.getLong(entry);
            if ((value & PageTableDescriptor.P) == 0) {
                long frame = frames.allocateFrame();
                if (frame == Pages.NONE) {
                    return Pages.NONE;
                }
                RawMemory.fillLongs(memory.direct(frame), Pages.SMALL, 0);
                value = frame | TABLE_FLAGS;
                RawMemory.putLongVolatile(entry, value);
            } else if ((value & PageTableDescriptor.PS) != 0) {
                panic.panic("a larger page is mapped already", "virtualAddress", virtualAddress);
            }
            table = value & PageTableDescriptor.ADDRESS;
        }
        return entryAddress(table, virtualAddress, last);
    }

    @Uninterruptible(reason = "Called with the address space's lock held.")
    private boolean isEmpty(long table) {
        long entries = memory.direct(table);
        for (long offset = 0; offset < Pages.SMALL; offset += Long.BYTES) {
            if (RawMemory.getLong(entries + offset) != 0) {
                return false;
            }
        }
        return true;
    }

    /** Address of the present last-level entry that maps a page of exactly {@code pageSize}, or NONE. */
    @Uninterruptible(reason = "Called with the address space's lock held.")
    private long entryOf(long virtualAddress, long pageSize) {
        int last = pageSize == Pages.LARGE ? DIRECTORY_LEVEL : TABLE_LEVEL;
        long table = root;
        for (int level = PageTableDescriptor.LEVELS; level > last; level--) {
            long value = RawMemory.getLong(entryAddress(table, virtualAddress, level));
            if ((value & PageTableDescriptor.P) == 0 || (value & PageTableDescriptor.PS) != 0) {
                return Pages.NONE;
            }
            table = value & PageTableDescriptor.ADDRESS;
        }
        long entry = entryAddress(table, virtualAddress, last);
        long value = RawMemory.getLong(entry);
        boolean isPage = last == TABLE_LEVEL || (value & PageTableDescriptor.PS) != 0;
        return (value & PageTableDescriptor.P) != 0 && isPage ? entry : Pages.NONE;
    }

    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    private long entryAddress(long table, long virtualAddress, int level) {
        return memory.direct(table) + ((virtualAddress >>> shift(level)) & INDEX_MASK) * Long.BYTES;
    }

    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    private static int shift(int level) {
        return Pages.SMALL_SHIFT + PageTableDescriptor.INDEX_BITS * (level - 1);
    }
}
