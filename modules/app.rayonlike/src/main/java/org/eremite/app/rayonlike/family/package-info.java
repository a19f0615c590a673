/**
 * Plain Java: the benchmark families, each with a sequential and a parallel form and a check against an answer that is
 * known or found in another way. The parallel forms are written once, against {@link Parallel}, so that a comparison
 * can run them on other libraries.
 */
package org.eremite.app.rayonlike.family;
