/**
 * Host side, plain Java. The linker: one relocatable object from the native-image builder and the machine code of a
 * HAL provider become one ELF executable that a PVH boot loader starts directly.
 */
package org.eremite.image.link;
