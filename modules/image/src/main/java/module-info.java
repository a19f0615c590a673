/** The tool on the host: resolves an application's modules, assembles an image and boots it in QEMU. */
module org.eremite.image {
    requires info.picocli;
    requires jdk.unsupported;
    requires org.eremite.hal;

    opens org.eremite.image.command to info.picocli;

    uses org.eremite.hal.code.MachineCode;
    uses org.eremite.image.builder.ImageAssembler;

    provides org.eremite.image.builder.ImageAssembler with org.eremite.image.builder.GraalImageAssembler;
}
