/** Plain Java, in images only: costs of frames and pages, which no program sees. */
package org.eremite.benchmarks.kernel;
