/** Measures par; runs on any JVM and in an image. */
module org.eremite.benchmarks.par {
    requires org.eremite.par;
}
