/**
 * Host side only: the machine code that no Java compiler emits, and the tables the CPU finds at boot.
 *
 * <p>Each class assembles one concern; {@link org.eremite.hal.x86_64.code.X86MachineCode} gathers them for the
 * linker. Calling convention between this code and Java: System V AMD64, with R14 the heap base and R15 the thread.
 */
package org.eremite.hal.x86_64.code;
