package org.eremite.junit;

/** Lets through a reasonable amount of a text, and then a remark that there was more. */
final class TextLimit {
    /** Characters let through. */
    static final int MOST = 1 << 18;
    /** What stands for the rest. */
    static final String REMARK = "\n[more than " + MOST + " characters: the rest is left out]\n";

    private int taken;

    /** What of {@code text}, which comes after all that was taken before, is let through. */
    String accept(String text) {
        if (taken > MOST) {
            return "";
        }
        int room = MOST - taken;
        taken += text.length();
        // An overflow would let through more.
        taken = taken < 0 ? Integer.MAX_VALUE : taken;
        return taken <= MOST ? text : text.substring(0, room) + REMARK;
    }

    /** A new text begins. */
    void clear() {
        taken = 0;
    }
}
