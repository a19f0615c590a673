package org.eremite.image.builder;

import java.nio.file.Path;
import org.eremite.image.Progress;
import org.eremite.image.ToolException;

/**
 * Turns resolved modules into a bootable image; found as a service of this module.
 */
public interface ImageAssembler {
    /** Number of phases {@link #assemble} begins, for {@code [n/m]}. */
    int phases();

    /**
     * Assembles the image and writes it to {@link BuildRequest#output()}.
     *
     * <p>The caller holds the image's lock, has created {@link BuildRequest#workDirectory()}, and moves the output to
     * its final place afterwards, so an interrupted or failed assembly leaves no image behind.
     *
     * @return the file written
     * @throws ToolException if an image cannot be made of these inputs
     */
    Path assemble(BuildRequest request, Progress progress) throws ToolException;
}
