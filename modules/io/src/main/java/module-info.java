/** Contracts and common ground of input and output: descriptors and the console. */
module org.eremite.io {
    requires static org.graalvm.nativeimage.builder;
    requires transitive org.eremite.hal;

    exports org.eremite.io;
}
