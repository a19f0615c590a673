package org.eremite.hal.x86_64.assembler;

/** A place in the code, possibly ahead of its uses; known only to the section it is bound in. */
public final class Label {
    private final String name;
    private SectionBuffer section;
    private int offset;

    /** {@code name} appears in messages only. */
    public Label(String name) {
        this.name = name;
    }

    /** Byte offset in its section; fails when the label is not bound yet. */
    public int offset() {
        if (section == null) {
            throw new IllegalStateException("label is not bound: label=" + name);
        }
        return offset;
    }

    @Override
    public String toString() {
        return name;
    }

    void bind(SectionBuffer section, int offset) {
        if (this.section != null) {
            throw new IllegalStateException("label is bound twice: label=" + name);
        }
        this.section = section;
        this.offset = offset;
    }

    int offsetIn(SectionBuffer section) {
        int result = offset();
        if (this.section != section) {
            throw new IllegalStateException("label belongs to another section: label=" + name);
        }
        return result;
    }
}
