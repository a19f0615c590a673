/** Data parallelism over a work-stealing pool: fork and join, parallel ranges, chunks of arrays. */
module org.eremite.par {
    exports org.eremite.par;
}
