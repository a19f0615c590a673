package org.eremite.image.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eremite.image.ByteSize;
import org.eremite.image.ToolException;
import org.eremite.image.application.Application;
import org.eremite.image.application.ApplicationModule;
import org.eremite.image.report.ElfFile.Section;
import org.eremite.image.report.ElfFile.Segment;

/**
 * What an image consists of.
 *
 * @param application what is in it
 * @param image the file
 * @param elf the file's tables
 */
public record ImageReport(Application application, Path image, ElfFile elf) {
    /** Memory that the kernel needs besides the image before {@code main}, in bytes. */
    public static final long MEMORY_BESIDES_IMAGE = 8 * ByteSize.MIB;

    /** The report on {@code image}. */
    public static ImageReport of(Application application, Path image) throws ToolException {
        return new ImageReport(application, image, ElfFile.read(image));
    }

    /** Smallest memory with which booting can be tried: the image where it is loaded and {@link #MEMORY_BESIDES_IMAGE}, in whole MiB. */
    public long minimumMemory() {
        long bytes = elf.physicalEnd() + MEMORY_BESIDES_IMAGE;
        return (bytes + ByteSize.MIB - 1) / ByteSize.MIB * ByteSize.MIB;
    }

    /** The report as lines for reading. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(image + "  " + ByteSize.format(elf.fileSize()) + ", runs in " + ByteSize.format(minimumMemory())
                + " or more");
        for (Segment segment : loaded()) {
            lines.add(String.format(Locale.ROOT, "  segment %s   %10s  at %#x", segment.permissions(),
                    ByteSize.format(segment.memorySize()), segment.virtualAddress()));
        }
        for (Section section : inMemory()) {
            lines.add(String.format(Locale.ROOT, "  %-13s %10s", section.name(), ByteSize.format(section.size())));
        }
        lines.add("  modules       " + String.join(", ",
                application.modules().stream().map(ApplicationModule::name).toList()));
        return lines;
    }

    /** The report for programs, in the order of {@link #lines}. */
    public Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("image", image.toString());
        json.put("fileSize", elf.fileSize());
        json.put("minimumMemory", minimumMemory());
        json.put("mainClass", application.mainClass());
        json.put("segments", loaded().stream().map(ImageReport::segment).toList());
        json.put("sections", inMemory().stream().map(ImageReport::section).toList());
        json.put("modules", application.modules().stream().map(ApplicationModule::name).toList());
        return json;
    }

    private List<Segment> loaded() {
        return elf.segments().stream().filter(segment -> segment.type() == ElfFile.PT_LOAD).toList();
    }

    private List<Section> inMemory() {
        return elf.sections().stream().filter(section -> (section.flags() & ElfFile.SHF_ALLOC) != 0).toList();
    }

    private static Map<String, Object> segment(Segment segment) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("permissions", segment.permissions());
        json.put("virtualAddress", String.format(Locale.ROOT, "%#x", segment.virtualAddress()));
        json.put("physicalAddress", String.format(Locale.ROOT, "%#x", segment.physicalAddress()));
        json.put("fileSize", segment.fileSize());
        json.put("memorySize", segment.memorySize());
        return json;
    }

    private static Map<String, Object> section(Section section) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", section.name());
        json.put("size", section.size());
        return json;
    }
}
