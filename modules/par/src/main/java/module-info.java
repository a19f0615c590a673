/** Data parallelism over a work-stealing pool: fork and join, scopes, parallel sequences, sort and scan. */
module org.eremite.par {
    exports org.eremite.par;

    uses org.eremite.par.SystemSupport;
}
