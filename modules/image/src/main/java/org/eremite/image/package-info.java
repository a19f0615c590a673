/** What every part of the host tool shares: its one exception, progress lines, sizes, names of files. Plain Java. */
package org.eremite.image;
