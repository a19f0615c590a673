package org.eremite.hal;

import com.oracle.svm.core.Uninterruptible;

/**
 * The page tables of the one address space. Callers serialise changes; interrupts are enabled or not as they like.
 *
 * Protections are sums of {@link #READ}, {@link #WRITE} and {@link #EXECUTE}; {@code WRITE + EXECUTE} is refused by panic.
 */
public interface Paging {
    /** May be read. Every mapping is readable. */
    int READ = 1;
    /** May be written. */
    int WRITE = 2;
    /** May be executed. */
    int EXECUTE = 4;

    /**
     * Names the source of frames for new page tables; once, before the first {@link #map}.
     */
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    void attach(FrameSource frames);

    /**
     * Maps one page of {@code pageSize} ({@link Pages#SMALL} or {@link Pages#LARGE}) that is not mapped yet; no table of
     * small pages, even an empty one, is in the place of a large page. Returns false, with nothing mapped, if no frame
     * for a table could be had; tables added on the way there are empty and stay ({@link #removeEmptyTable}).
     */
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    boolean map(long virtualAddress, long physicalAddress, long pageSize, int protection);

    /**
     * Removes the mapping of one page and returns its physical address, or {@link Pages#NONE} if it had none.
     * The translation may live on in TLBs until {@link #flush}.
     */
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    long unmap(long virtualAddress, long pageSize);

    /**
     * Changes the protection of one mapped page; {@link #flush} makes a restriction hold everywhere.
     * Returns false if the page is not mapped.
     */
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    boolean protect(long virtualAddress, long pageSize, int protection);

    /**
     * What maps {@code virtualAddress}: the size of its page; or, if it is not mapped, minus the number of bytes from
     * there that are not mapped either, as far as one look into one table tells (at least to the end of the small page).
     */
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    long probe(long virtualAddress);

    /**
     * Replaces the large page at {@code virtualAddress} by small pages of the same frames and protection, in one step:
     * no CPU ever finds it unmapped. Returns false, with nothing changed, if no frame for a table could be had.
     */
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    boolean split(long virtualAddress);

    /**
     * Takes the lowest table on the way to {@code virtualAddress} out of the page tables if it is empty, and returns its
     * frame, which came from the {@link FrameSource}; else {@link Pages#NONE}. Repeated, it removes the tables above, too.
     *
     * <p>CPUs may go on using the table until {@link #flush} of a range that holds {@code virtualAddress}. The caller
     * flushes before it lets go of the lock under which it changes page tables, lest a new table be put in the place of
     * one that a CPU still uses, and frees the frame after that.
     */
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    long removeEmptyTable(long virtualAddress);

    /**
     * Physical address that {@code virtualAddress} translates to, or {@link Pages#NONE}.
     */
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    long translate(long virtualAddress);

    /**
     * Forgets translations of the range on every CPU; returns when no CPU uses an old one. Locks may be held whose
     * waiters call {@link Processors#pause}, as those of {@link SpinLock} do; better none, since all CPUs take part.
     */
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    void flush(long virtualAddress, long bytes);
}
