/** A program that checks, from inside a booted image, what an application may expect of the Java platform. */
module org.eremite.tests.guest {
    requires jdk.unsupported;
    requires static org.graalvm.nativeimage;
    requires static org.graalvm.word;
    requires static org.eremite.abi;
    requires org.eremite.par;
}
