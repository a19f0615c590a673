/** The tool on the host: resolves an application's modules, assembles an image and boots it in QEMU. */
module org.eremite.image {
    requires info.picocli;
    requires org.eremite.hal;

    opens org.eremite.image.command to info.picocli;

    uses org.eremite.image.builder.ImageAssembler;
}
