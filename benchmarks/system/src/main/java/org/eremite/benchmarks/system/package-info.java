/**
 * Plain Java: what switches of threads, timers and memory cost a program. The same class files run in an image and on
 * HotSpot. Where a clock tick is an instruction, as under QEMU's icount, nanoseconds are instructions.
 */
package org.eremite.benchmarks.system;
