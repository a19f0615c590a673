/**
 * Host side only: an assembler for the few instructions Java cannot express, from reset to long mode and between
 * contexts. Encodings follow the Intel SDM volume 2; bytes and relocations go to {@link org.eremite.hal.code}.
 */
package org.eremite.hal.x86_64.assembler;
