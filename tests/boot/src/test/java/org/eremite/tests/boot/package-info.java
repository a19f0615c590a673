/** Boots real images in QEMU through the tool's command line, as a user would. */
package org.eremite.tests.boot;
