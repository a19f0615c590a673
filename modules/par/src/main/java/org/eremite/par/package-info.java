/**
 * Plain Java: data parallelism in the manner of Rayon. {@link org.eremite.par.Par} is the entrance; a
 * {@link org.eremite.par.Pool} of platform threads shares the work by stealing. The library needs nothing but the
 * Java platform.
 */
package org.eremite.par;
