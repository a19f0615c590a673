package org.eremite.image.command;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/**
 * Options that are known and not available yet are refused, never passed over.
 */
final class Later {
    private Later() {
    }

    static ParameterException option(CommandSpec command, String name) {
        return new ParameterException(command.commandLine(), name + " is not available yet: leave it out");
    }
}
