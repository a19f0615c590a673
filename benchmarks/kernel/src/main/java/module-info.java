/** Measures the kernel's own operations from inside an image, beside what any Java program can measure. */
module org.eremite.benchmarks.kernel {
    requires org.eremite.abi;
    requires org.eremite.benchmarks.system;
}
