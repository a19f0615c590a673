/**
 * A program that prints what the Java platform computes: the same lines wherever it runs.
 *
 * <p>A JVM on Linux and an image differ on purpose in what {@link org.eremite.tests.platform.AbsencesChapter} tells, which
 * for that reason is told only when it is asked for: an image is one program, so it starts no processes and knows only
 * its own, with number 1; it has no native code, so no library is loaded and nothing called by a foreign-function
 * interface; it has no network, so no host but itself is known; and it has no files. Messages of an operating system
 * differ as well: where a line depends on one, it tells the class of the exception only.
 */
package org.eremite.tests.platform;
