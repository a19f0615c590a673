package org.eremite.image.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Each rule about the object that a file can break, and what the user is told. */
class RefusedObjectTest {
    private static final int SH_TYPE = 4;
    private static final int SH_FLAGS = 8;
    private static final int SH_OFFSET = 24;
    private static final int SH_SIZE = 32;
    private static final int SH_LINK = 40;
    private static final int SH_INFO = 44;
    private static final int SH_ALIGN = 48;
    private static final int SH_ENTSIZE = 56;

    private static final int TEXT = 1;
    private static final int SYMTAB = 6;
    private static final int RELA_TEXT = 7;

    private static String refusal(Consumer<ByteBuffer> change) {
        byte[] bytes = Inputs.object().build();
        change.accept(ObjectBuilder.buffer(bytes));
        return refusal(bytes);
    }

    private static String refusal(byte[] bytes) {
        return assertThrows(LinkException.class, () -> Linker.link(RelocatableObject.of(bytes), Inputs.machine(),
                Inputs.ALIASES, Inputs.ABSOLUTES)).getMessage();
    }

    private static int header(ByteBuffer file, int section, int field) {
        return (int) file.getLong(40) + section * 64 + field;
    }

    private static int table(ByteBuffer file, int section) {
        return (int) file.getLong(header(file, section, SH_OFFSET));
    }

    @Test
    void headerOfAnotherKindOfFile() {
        assertEquals("ELF header reaches beyond the end of the file: offset=0 size=64 file=10",
                refusal(Arrays.copyOf(Inputs.object().build(), 10)));
        assertEquals("not an ELF file: magic=0x464c457e", refusal(file -> file.put(0, (byte) 0x7E)));
        assertEquals("not 64-bit: class=1", refusal(file -> file.put(4, (byte) 1)));
        assertEquals("not little-endian: data=2", refusal(file -> file.put(5, (byte) 2)));
        assertEquals("unknown ELF version: version=0", refusal(file -> file.put(6, (byte) 0)));
        assertEquals("not a relocatable object: type=2", refusal(file -> file.putShort(16, (short) 2)));
        assertEquals("not for x86-64: machine=183", refusal(file -> file.putShort(18, (short) 183)));
        assertEquals("unknown section header size: shentsize=40", refusal(file -> file.putShort(58, (short) 40)));
        assertEquals("no section headers, or more than 65279: shnum=0", refusal(file -> file.putShort(60, (short) 0)));
        assertEquals("section names are in a section that does not exist: shstrndx=99",
                refusal(file -> file.putShort(62, (short) 99)));
    }

    @Test
    void sectionsThatDoNotFitTheirFile() {
        assertEquals("section .text reaches beyond the end of the file: offset=64 size=4294967295 file="
                + Inputs.object().build().length,
                refusal(file -> file.putLong(header(file, TEXT, SH_SIZE), 0xFFFF_FFFFL)));
        assertEquals("section is too large: section=.text: size=-1",
                refusal(file -> file.putLong(header(file, TEXT, SH_SIZE), -1)));
        assertEquals("sections overlap in the file", refusal(file -> file
                .putLong(header(file, TEXT, SH_OFFSET), 0)
                .putLong(header(file, TEXT, SH_SIZE), file.capacity())).split(":")[0]);
    }

    @Test
    void sectionsThisImageCannotHold() {
        assertEquals("alignment is not a power of two up to 2097152: section=.text: alignment=3",
                refusal(file -> file.putLong(header(file, TEXT, SH_ALIGN), 3)));
        assertEquals("section is writable and executable: section=.text: flags=7",
                refusal(file -> file.putLong(header(file, TEXT, SH_FLAGS), 7)));
        assertEquals("thread-local section: section=.text: flags=1030",
                refusal(file -> file.putLong(header(file, TEXT, SH_FLAGS), 0x406)));
        assertEquals("compressed section: section=.text: flags=2054",
                refusal(file -> file.putLong(header(file, TEXT, SH_FLAGS), 0x806)));
        assertEquals("unknown type of loaded section: section=.text: type=14",
                refusal(file -> file.putInt(header(file, TEXT, SH_TYPE), 14)));
        assertEquals("relocations without addend are not supported: section=.rela.text",
                refusal(file -> file.putInt(header(file, RELA_TEXT, SH_TYPE), 9)));
    }

    @Test
    void tablesThatPointNowhere() {
        assertEquals("table is not made of 24-byte entries: section=.symtab: entsize=16",
                refusal(file -> file.putLong(header(file, SYMTAB, SH_ENTSIZE), 16)).split(" size=")[0]);
        assertEquals("symbol table has no string table: link=1",
                refusal(file -> file.putInt(header(file, SYMTAB, SH_LINK), 1)));
        assertEquals("relocations are for a section that does not exist: section=.rela.text: info=77",
                refusal(file -> file.putInt(header(file, RELA_TEXT, SH_INFO), 77)));
        assertEquals("relocations have no symbol table: section=.rela.text: link=1",
                refusal(file -> file.putInt(header(file, RELA_TEXT, SH_LINK), 1)));
        assertEquals("relocation of .text names a symbol that does not exist: symbol=4000000000",
                refusal(file -> file.putInt(table(file, RELA_TEXT) + 12, (int) 4_000_000_000L)));
        assertEquals("relocation outside its section: section=.text size=300: offset=0x129",
                refusal(file -> file.putLong(table(file, RELA_TEXT), 297)));
    }

    @Test
    void symbolsThatMakeNoSense() {
        assertEquals("symbol is in a section that does not exist: symbol=.text: section=200",
                refusal(file -> file.putShort(table(file, SYMTAB) + 24 + 6, (short) 200)));
        assertEquals("symbol lies outside its section: symbol=.text: value=301",
                refusal(file -> file.putLong(table(file, SYMTAB) + 24 + 8, 301)));
        assertEquals("unknown kind of symbol: symbol=.text: info=6",
                refusal(file -> file.put(table(file, SYMTAB) + 24 + 4, (byte) 6)));
        assertEquals("symbol 1 has its name outside the string table: name=16777216",
                refusal(file -> file.putInt(table(file, SYMTAB) + 24, 0x100_0000)));
    }

    @Test
    void imageHeapWithoutItsBoundaries() {
        byte[] object = new ObjectBuilder()
                .section(".svm_heap", ObjectBuilder.ALLOC | ObjectBuilder.WRITE, 4096, new byte[8192])
                .build();
        assertEquals("image heap does not say which part is writable: symbol=__svm_heap_writable_begin",
                refusal(object));
    }
}
