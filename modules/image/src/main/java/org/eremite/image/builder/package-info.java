/** From an application's resolved modules to one bootable ELF file: the contract of the assembler and its request. */
package org.eremite.image.builder;
