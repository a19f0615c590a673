package org.eremite.image.link;

/**
 * Entry of a symbol table (System V gABI, chapter 4, "Symbol Table"). {@code st_info} holds the binding in its upper
 * and the type in its lower four bits.
 *
 * <pre>
 *  0            4         5          6          8
 * +------------+---------+----------+----------+
 * | st_name    | st_info | st_other | st_shndx |   0
 * +------------+---------+----------+----------+
 * | st_value                                   |   8
 * | st_size                                    |  16
 * +--------------------------------------------+
 * </pre>
 */
final class SymbolDescriptor {
    static final int SIZE = 24;

    static final int ST_NAME = 0;
    static final int ST_INFO = 4;
    static final int ST_SHNDX = 6;
    static final int ST_VALUE = 8;
    static final int ST_SIZE = 16;

    static final int STB_LOCAL = 0;
    static final int STB_GLOBAL = 1;
    static final int STB_WEAK = 2;

    static final int STT_NOTYPE = 0;
    static final int STT_OBJECT = 1;
    static final int STT_FUNC = 2;
    static final int STT_SECTION = 3;
    static final int STT_FILE = 4;

    private SymbolDescriptor() {}

    static int binding(int info) {
        return info >>> 4;
    }

    static int type(int info) {
        return info & 0xF;
    }

    static int info(int binding, int type) {
        return binding << 4 | type;
    }
}
