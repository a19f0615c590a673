/** Simulated memory, page tables, CPUs, clock and timer: deterministic, and owned by one test at a time. */
package org.eremite.hal.sim;
