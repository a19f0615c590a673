/**
 * Plain Java, host side: the command {@code bench}. Runs the same programs in turns in an image and on HotSpot in a Linux
 * guest, on the same QEMU command line, and reports ratios; and counts instructions where two runs are the same.
 */
package org.eremite.benchmarks.runner;
