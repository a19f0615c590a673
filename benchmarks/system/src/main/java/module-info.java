/** Measures threads and memory as a Java program meets them; runs on any JVM and in an image. */
module org.eremite.benchmarks.system {
    requires jdk.unsupported;

    exports org.eremite.benchmarks.system to org.eremite.benchmarks.kernel;
}
