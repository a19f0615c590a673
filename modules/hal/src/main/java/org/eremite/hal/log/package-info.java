/** Which messages of the kernel's log are shown: the grammar, plain Java, and the table the kernel reads, kernel dialect. */
package org.eremite.hal.log;
