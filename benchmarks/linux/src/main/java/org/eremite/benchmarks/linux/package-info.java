/**
 * Plain Java, host side: a Linux guest on the very machine that images boot on. Debian's cloud kernel, and an initial
 * RAM file system with a HotSpot runtime, the libraries it is linked with, a program and an init.
 */
package org.eremite.benchmarks.linux;
