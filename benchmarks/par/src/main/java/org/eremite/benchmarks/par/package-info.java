/** Plain Java: measurements of par. Every figure is a ratio, or a difference, to something run beside it. */
package org.eremite.benchmarks.par;
