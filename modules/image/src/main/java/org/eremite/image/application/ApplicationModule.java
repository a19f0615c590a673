package org.eremite.image.application;

import java.nio.file.Path;

/**
 * One module of an image.
 *
 * @param name the module's name
 * @param location its jar or directory of classes
 * @param role why it is in the image
 */
public record ApplicationModule(String name, Path location, Role role) {
    /** Why a module is in an image. */
    public enum Role {
        /** It is the application. */
        APPLICATION,
        /** Something in the image requires it, or {@code --add-modules} names it. */
        REQUIRED,
        /** It provides a service that something in the image uses. */
        SERVICE,
        /** Every image needs it. */
        SYSTEM
    }
}
