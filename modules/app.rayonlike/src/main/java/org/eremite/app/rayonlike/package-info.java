/**
 * Plain Java: a demonstration of data parallelism. It runs benchmark families sequentially and in parallel, checks
 * every result, and prints the speed-up and what each worker did.
 */
package org.eremite.app.rayonlike;
