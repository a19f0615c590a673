/**
 * The bare x86-64 machine as a provider of {@link org.eremite.hal.Machine}; kernel dialect.
 *
 * <p>Code that no Java compiler emits (entry, traps, context switch, privileged instructions) is assembled by
 * {@code code} on the build machine and reached through {@link Instructions}. Vocabulary and section numbers are
 * those of the Intel 64 and IA-32 Software Developer's Manual ("SDM").
 */
package org.eremite.hal.x86_64;
