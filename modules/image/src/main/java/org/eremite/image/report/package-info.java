/** What an image consists of, read from the ELF file itself, as text and as JSON. */
package org.eremite.image.report;
