package org.eremite.image.link;

import org.eremite.hal.code.Permission;

/**
 * The image heap: one section of the object that becomes three stretches of different permission.
 *
 * <pre>
 *  __svm_heap_begin        __svm_heap_writable_begin  __svm_heap_writable_end   __svm_heap_end
 *  +----------------------------+---------------------------+---------------------------+
 *  | read-only, and read-only   | chunks with at least one  | huge read-only objects    |
 *  | after relocation           | writable object           |                           |
 *  +----------------------------+---------------------------+---------------------------+
 * </pre>
 *
 * <p>The writable boundaries are widened to whole pages. Relocations are applied when linking, so the part that a
 * dynamic loader would have to write ({@code __svm_heap_relocatable_begin} to {@code _end}) is read-only from the
 * start. Source of names and order: com.oracle.svm.core.Isolates, core.genscavenge.ChunkedImageHeapLayouter,
 * hosted.image.NativeImage of GraalVM 25.
 *
 * @param section       the whole
 * @param writableBegin offset of the first writable page
 * @param writableEnd   offset behind the last writable page, at most the size of the section rounded up to pages
 */
record ImageHeap(InputSection section, long writableBegin, long writableEnd) {
    static final String SECTION_NAME = ".svm_heap";
    static final String WRITABLE_SECTION_NAME = ".svm_heap.writable";
    static final String HUGE_SECTION_NAME = ".svm_heap.huge";
    static final String IMAGE_HEAP_WRITABLE_BEGIN_SYMBOL_NAME = "__svm_heap_writable_begin";
    static final String IMAGE_HEAP_WRITABLE_END_SYMBOL_NAME = "__svm_heap_writable_end";

    /** Finds the boundaries of the heap in the object. */
    static ImageHeap of(RelocatableObject object, RelocatableObject.Section heap) {
        long begin = boundary(object, heap, IMAGE_HEAP_WRITABLE_BEGIN_SYMBOL_NAME);
        long end = boundary(object, heap, IMAGE_HEAP_WRITABLE_END_SYMBOL_NAME);
        if (begin > end) {
            throw LinkException.of("writable part of the image heap ends before it begins", "begin",
                    begin + " end=" + end);
        }
        if (heap.type() == SectionHeaderDescriptor.SHT_NOBITS) {
            throw LinkException.of("image heap has no contents", "section", heap.name());
        }
        long writableBegin = ImageLayout.alignDown(begin, ImageLayout.PAGE_SIZE);
        long writableEnd = begin == end ? writableBegin : ImageLayout.alignUp(end, ImageLayout.PAGE_SIZE);
        return new ImageHeap(InputSection.of(object, heap), writableBegin, writableEnd);
    }

    private static long boundary(RelocatableObject object, RelocatableObject.Section heap, String name) {
        for (RelocatableObject.Symbol symbol : object.symbols()) {
            if (symbol.section() == heap.index() && symbol.name().equals(name)) {
                return symbol.value();
            }
        }
        throw LinkException.of("image heap does not say which part is writable", "symbol", name);
    }

    /** Lays the three parts into {@code region}, leaving out empty ones. */
    void addTo(Region region) {
        long size = section.memoryBytes();
        addPart(region, SECTION_NAME, Permission.READ, 0, writableBegin);
        addPart(region, WRITABLE_SECTION_NAME, Permission.READ_WRITE, writableBegin, Math.min(writableEnd, size));
        addPart(region, HUGE_SECTION_NAME, Permission.READ, writableEnd, size);
    }

    private void addPart(Region region, String name, Permission permission, long begin, long end) {
        if (begin < end) {
            long alignment = begin == 0 ? section.alignment : ImageLayout.PAGE_SIZE;
            region.add(new InputSection(name, permission, alignment, section.source,
                    section.sourceOffset + (int) begin, (int) (end - begin), 0), begin);
        }
    }
}
