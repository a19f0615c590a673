/**
 * Connects the GraalVM native-image runtime to the kernel: threads, locks, parking, memory, image heap, time.
 *
 * <p>Kernel dialect where a class says so, which is nearly everywhere: the runtime calls in here before its heap
 * exists, inside the collector and with its own locks held.
 */
package org.eremite.vm;
