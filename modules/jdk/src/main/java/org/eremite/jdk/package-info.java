/**
 * Native methods of the JDK and the hook that hands a program its arguments; plain Java.
 *
 * <p>A native method that is not here fails with {@link UnsatisfiedLinkError}, which names it.
 */
package org.eremite.jdk;
