/** The one face of the operating system to everything above: descriptors, command line, environment. */
module org.eremite.abi {
    requires static org.graalvm.nativeimage.builder;
    requires org.eremite.hal;
    requires transitive org.eremite.io;
    requires org.eremite.vm;

    exports org.eremite.abi;
    exports org.eremite.abi.probe to org.eremite.benchmarks.kernel;
}
