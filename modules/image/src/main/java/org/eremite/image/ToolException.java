package org.eremite.image;

/**
 * The host tool's one failure: what happened, and what to do about it. Reaches the user as one clear line.
 */
public final class ToolException extends Exception {
    /** Exit status of a tool that could not do what was asked. */
    public static final int FAILURE = 1;
    /** Exit status of a command line that asks for something which cannot be. */
    public static final int USAGE = 2;

    private static final long serialVersionUID = 1L;

    private final String fix;
    private final int exitStatus;

    /** A failure ({@link #FAILURE}): {@code what} happened, {@code fix} tells how to go on; either is one line. */
    public ToolException(String what, String fix) {
        this(what, fix, FAILURE, null);
    }

    /** A failure ({@link #FAILURE}) with the exception behind it. */
    public ToolException(String what, String fix, Throwable cause) {
        this(what, fix, FAILURE, cause);
    }

    private ToolException(String what, String fix, int exitStatus, Throwable cause) {
        super(what, cause);
        this.fix = fix;
        this.exitStatus = exitStatus;
    }

    /** The command line names something that does not exist or cannot be: status {@link #USAGE}. */
    public static ToolException usage(String what, String fix) {
        return new ToolException(what, fix, USAGE, null);
    }

    /** How the user goes on from here. */
    public String fix() {
        return fix;
    }

    /** Exit status of the tool. */
    public int exitStatus() {
        return exitStatus;
    }

    /** What happened and the fix, in one line. */
    public String line() {
        return fix.isEmpty() ? getMessage() : getMessage() + ": " + fix;
    }
}
