/** Plain Java: the services of the operating system that {@code par} looks for. */
package org.eremite.par.guest;
