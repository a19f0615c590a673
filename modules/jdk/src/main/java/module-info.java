/** The native methods of the JDK, in Java, on the operating system's own interface. */
module org.eremite.jdk {
    requires static org.graalvm.nativeimage.builder;
    requires static org.graalvm.nativeimage;
    requires static java.management;
    requires org.eremite.abi;
    requires org.eremite.io;
    requires org.eremite.vm;
}
