/** What programs can ask of the operating system; plain Java, Linux-shaped where the JDK expects it. */
package org.eremite.abi;
