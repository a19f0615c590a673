/** Stress tests of what is private to hal.x86_64; for the class path only, where a package may lie in two places. */
package org.eremite.hal.x86_64;
