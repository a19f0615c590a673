package org.eremite.hal.x86_64.assembler;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eremite.hal.code.CodeSection;
import org.eremite.hal.code.Permission;
import org.eremite.hal.code.Relocation;

/**
 * Writes x86 machine code and tables into sections.
 *
 * {@snippet :
 * Assembler a = new Assembler();
 * a.section("switch", Permission.READ_EXECUTE, 16);
 * a.define("eremite_switch");
 * a.mov(mem(RDI, 8), RSP);
 * a.mov(RSP, mem(RSI, 8));
 * a.ret();
 * List<CodeSection> sections = a.sections();
 * }
 *
 * Operands come in Intel order, destination first. Where a memory operand leaves the width open, {@link Size} precedes
 * it. An operand that cannot be encoded is answered with {@link IllegalArgumentException}, a call out of order with
 * {@link IllegalStateException}. The first mode is {@link Mode#CODE_64}.
 */
public final class Assembler extends SystemInstructions {
    private final Map<String, SectionBuffer> buffers = new LinkedHashMap<>();

    /** Starts a section; all that follows goes there. */
    public void section(String name, Permission permission, int alignment) {
        SectionBuffer buffer = new SectionBuffer(name, permission, alignment);
        if (buffers.putIfAbsent(name, buffer) != null) {
            throw new IllegalArgumentException("section exists: section=" + name);
        }
        enter(buffer);
    }

    /** Continues a section. */
    public void section(String name) {
        SectionBuffer buffer = buffers.get(name);
        if (buffer == null) {
            throw new IllegalArgumentException("no such section: section=" + name);
        }
        enter(buffer);
    }

    /** The sections with all labels resolved, in order of creation. */
    public List<CodeSection> sections() {
        requireNoLock();
        return buffers.values().stream().map(SectionBuffer::finish).collect(Collectors.toUnmodifiableList());
    }

    /** Offset of the next byte in its section. */
    public int position() {
        return section().position();
    }

    /** Gives this place a name that is known in the whole image. */
    public void define(String symbol) {
        for (SectionBuffer buffer : buffers.values()) {
            if (buffer != section() && buffer.defines(symbol)) {
                throw new IllegalArgumentException("symbol is defined twice: symbol=" + symbol);
            }
        }
        section().define(symbol);
    }

    /** Makes {@code label} mean this place. */
    public void bind(Label label) {
        label.bind(section(), position());
    }

    /** A label that means this place. */
    public Label here(String name) {
        Label label = new Label(name);
        bind(label);
        return label;
    }

    /** {@code LOCK}: F0, on the next instruction, which must be a read-modify-write of memory. */
    public Assembler lock() {
        lockNext();
        return this;
    }

    /** Advances to a multiple of {@code boundary}: with {@code NOP} where code may run, else with zeroes. */
    public void align(int boundary) {
        requireNoLock();
        section().align(boundary);
    }

    /** Raw bytes, -128 to 255. */
    public void bytes(int... values) {
        for (int value : values) {
            data(immediate(Size.BYTE, value), Byte.BYTES);
        }
    }

    /** Raw 16-bit values, -32768 to 65535, little-endian. */
    public void shorts(int... values) {
        for (int value : values) {
            data(immediate(Size.WORD, value), Short.BYTES);
        }
    }

    /** Raw 32-bit values, little-endian. */
    public void ints(int... values) {
        for (int value : values) {
            data(value, Integer.BYTES);
        }
    }

    /** Raw 64-bit values, little-endian. */
    public void longs(long... values) {
        for (long value : values) {
            data(value, Long.BYTES);
        }
    }

    /** {@code count} bytes of zero in the file. */
    public void zeroes(int count) {
        for (int i = 0; i < count; i++) {
            data(0, 1);
        }
    }

    /** {@code count} bytes of zero behind the section's contents that take no room in the file. */
    public void reserve(int count) {
        requireNoLock();
        if (count < 0) {
            throw new IllegalArgumentException("count is negative: count=" + count);
        }
        section().reserve(count);
    }

    /** A value of {@link Relocation.Kind#bytes} bytes that the linker fills with an address. */
    public void address(Relocation.Kind kind, String symbol, long addend) {
        requireNoLock();
        section().relocate(kind, symbol, addend);
    }

    /** The number of bytes from {@code from} to {@code to}, plus {@code addend}. */
    public void distance(Size size, Label from, Label to, long addend) {
        requireNoLock();
        section().distance(from, to, addend, size.bytes());
    }

    private void data(long value, int count) {
        requireNoLock();
        section().put(value, count);
    }
}
