/** Measures par, and runs the families with one library or another; on any JVM and in an image. */
module org.eremite.benchmarks.par {
    requires org.eremite.app.rayonlike;
    requires org.eremite.par;
}
