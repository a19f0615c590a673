/** Demonstration of data parallelism: pi and the Mandelbrot set, checked and timed. */
module org.eremite.app.rayonlike {
    requires org.eremite.par;
}
