/** The command line: what each command and option means; the work is done in the other packages. */
package org.eremite.image.command;
