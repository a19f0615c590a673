package org.eremite.hal.x86_64;

/** Where further CPUs begin: a start-up interrupt names a page below 1 MiB (SDM vol. 3, 8.4.3). */
public final class TrampolineDescriptor {
    /** Physical address that the start-up code is copied to and made for. */
    public static final int ADDRESS = 0x8000;
    /** Page number of that address, as a start-up interrupt carries it. */
    static final int PAGE = ADDRESS >> 12;

    private TrampolineDescriptor() {}
}
