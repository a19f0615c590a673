package org.eremite.par;

/** A frame on a worker's stack of pending work that can be divided while its owner works on it. */
interface Splittable {
    /** Owner only: gives away a part of what has not been started; null if nothing is left, now and for ever. */
    Task split();
}
