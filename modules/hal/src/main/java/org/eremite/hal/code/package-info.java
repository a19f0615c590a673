/** Host side only: machine code and tables a HAL provider contributes to an image, and where the linker puts things. */
package org.eremite.hal.code;
