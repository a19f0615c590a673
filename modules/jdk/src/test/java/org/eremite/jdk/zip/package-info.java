/** The codec against the JDK's own, which is zlib. */
package org.eremite.jdk.zip;
