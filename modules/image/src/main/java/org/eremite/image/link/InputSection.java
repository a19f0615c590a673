package org.eremite.image.link;

import java.util.Comparator;
import org.eremite.hal.code.CodeSection;
import org.eremite.hal.code.Permission;

/**
 * A section to be placed, from the object or from the HAL provider. Identity is object identity.
 *
 * <p>Its contents are {@code fileBytes} bytes of {@code source} from {@code sourceOffset}, followed by
 * {@code zeroBytes} zeroes.
 */
final class InputSection {
    /**
     * Order within a segment: what has zeroes at its end goes last, so that they take no room in the file; larger
     * alignment goes first, so that none is lost. Ties keep their order.
     */
    static final Comparator<InputSection> PLACING_ORDER = Comparator
            .comparingInt(InputSection::zeroClass)
            .thenComparing(Comparator.comparingLong((InputSection section) -> section.alignment).reversed());

    final String name;
    final Permission permission;
    final long alignment;
    final byte[] source;
    final int sourceOffset;
    final int fileBytes;
    final long zeroBytes;

    InputSection(String name, Permission permission, long alignment, byte[] source, int sourceOffset, int fileBytes,
            long zeroBytes) {
        this.name = name;
        this.permission = permission;
        this.alignment = alignment;
        this.source = source;
        this.sourceOffset = sourceOffset;
        this.fileBytes = fileBytes;
        this.zeroBytes = zeroBytes;
    }

    /** A section the HAL provider contributes. */
    static InputSection of(CodeSection section) {
        if (section.alignment() > ImageLayout.LARGE_PAGE_SIZE || section.zeroBytes() < 0
                || section.zeroBytes() > ImageLayout.PHYSICAL_LIMIT) {
            throw LinkException.of("section cannot be placed: section=" + section.name(),
                    "alignment", section.alignment() + " zeroBytes=" + section.zeroBytes());
        }
        byte[] bytes = section.bytes();
        return new InputSection(section.name(), section.permission(), section.alignment(), bytes, 0, bytes.length,
                section.zeroBytes());
    }

    /** A loaded or debug section of the object. */
    static InputSection of(RelocatableObject object, RelocatableObject.Section section) {
        boolean inFile = section.type() != SectionHeaderDescriptor.SHT_NOBITS;
        return new InputSection(section.name(), permission(section), section.alignment(), object.bytes(),
                section.offset(), inFile ? (int) section.size() : 0, inFile ? 0 : section.size());
    }

    long memoryBytes() {
        return fileBytes + zeroBytes;
    }

    private int zeroClass() {
        if (zeroBytes == 0) {
            return 0;
        }
        return fileBytes > 0 ? 1 : 2;
    }

    private static Permission permission(RelocatableObject.Section section) {
        if (section.has(SectionHeaderDescriptor.SHF_EXECINSTR)) {
            return Permission.READ_EXECUTE;
        }
        return section.has(SectionHeaderDescriptor.SHF_WRITE) ? Permission.READ_WRITE : Permission.READ;
    }
}
