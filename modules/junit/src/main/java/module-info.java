/** Tests of the JUnit Platform in an image: discovers them on the host, runs them in the guest, tells what came of each. */
module org.eremite.junit {
    requires org.eremite.abi;
    requires org.junit.platform.launcher;
}
