/**
 * Physical frames, kernel heap, address space and stacks.
 *
 * <p>Kernel dialect throughout. Locks, outermost first; of one line only one at a time:
 * <ol>
 * <li>{@link org.eremite.mm.StackAllocator}
 * <li>{@link org.eremite.mm.AddressSpace} or {@link org.eremite.mm.PageMapper}
 * <li>the cache of a CPU in {@link org.eremite.mm.KernelHeap}, or its quarantine
 * <li>a size class of {@link org.eremite.mm.KernelHeap}
 * <li>the cache of a CPU in {@link org.eremite.mm.FrameAllocator}
 * <li>the buddy system behind it
 * </ol>
 */
package org.eremite.mm;
