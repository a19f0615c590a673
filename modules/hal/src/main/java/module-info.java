/** The contract between the operating system and the machine beneath it. */
module org.eremite.hal {
    requires static org.graalvm.nativeimage.builder;

    exports org.eremite.hal;
    exports org.eremite.hal.code;
    exports org.eremite.hal.log;
}
