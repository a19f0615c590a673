/**
 * The zlib and DEFLATE formats (RFC 1950, RFC 1951) and their checksums in plain Java, without any state of the system:
 * what {@code java.util.zip} leaves to a native library.
 */
package org.eremite.jdk.zip;
