package org.eremite.image.command;

/**
 * Entry point of the tool; {@code build.sh} starts it.
 */
public final class Main {
    private Main() {
    }

    /** Runs the command that {@code arguments} name and ends the process with its status. */
    public static void main(String[] arguments) {
        int status = new EremiteCommandLine(Tool.ofThisProcess()).execute(arguments);
        System.exit(status);
    }
}
