/** A program that prints what the Java platform computes, the same lines on every JVM and in a booted image. */
module org.eremite.tests.platform {
    requires java.desktop;
    requires java.logging;
    requires java.management;

    uses org.eremite.tests.platform.ResourcesChapter.Codec;

    provides org.eremite.tests.platform.ResourcesChapter.Codec with
            org.eremite.tests.platform.ResourcesChapter.Reversing,
            org.eremite.tests.platform.ResourcesChapter.Capitals;
}
