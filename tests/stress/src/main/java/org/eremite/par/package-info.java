/** Stress tests of what is private to par; for the class path only, where a package may lie in two places. */
package org.eremite.par;
