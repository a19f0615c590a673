/** Boots an image in QEMU, joins its console to the tool's standard streams and brings back its exit status. */
package org.eremite.image.launch;
