/** Demonstration of data parallelism: the benchmark families of Hermit's demo and of rayon-demo, checked and timed. */
module org.eremite.app.rayonlike {
    requires org.eremite.par;

    exports org.eremite.app.rayonlike.family;
}
