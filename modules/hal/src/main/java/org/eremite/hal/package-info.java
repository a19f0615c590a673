/**
 * The hardware contract: processors, contexts, paging, clock, timer, console, power, raw memory.
 *
 * <p>Kernel dialect throughout: nothing here allocates, throws, polls for a safepoint or needs a Java
 * thread. A provider is chosen when an image is assembled; no name here belongs to one architecture.
 */
package org.eremite.hal;
