package org.eremite.image.builder;

import java.nio.file.Path;
import org.eremite.image.application.Application;

/**
 * One image to assemble.
 *
 * @param application the application and everything it needs besides the JDK's own modules
 * @param options choices that change the code generated
 * @param output the ELF file to write; does not exist
 * @param workDirectory an existing directory for intermediate files and logs, kept between assemblies
 */
public record BuildRequest(Application application, BuildOptions options, Path output, Path workDirectory) {
}
