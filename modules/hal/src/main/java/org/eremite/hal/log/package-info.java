/** The kernel's log: which messages are shown (the grammar, plain Java; the table the kernel reads), and the ring of lines (kernel dialect). */
package org.eremite.hal.log;
