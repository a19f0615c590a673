package org.eremite.image.command;

import java.util.List;
import java.util.concurrent.Callable;
import org.eremite.image.ToolException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/**
 * Commands that this program lists but does not carry out: the launcher's own.
 */
abstract class ElsewhereCommand implements Callable<Integer> {
    private final String what;
    private final String fix;

    /** Takes whatever follows, so that the one message is about the command. */
    @Unmatched
    private List<String> rest;

    private ElsewhereCommand(String what, String fix) {
        this.what = what;
        this.fix = fix;
    }

    @Override
    public Integer call() throws ToolException {
        throw ToolException.usage(what, fix);
    }

    @Command(description = "Everything that must be green, on the desk and in QEMU (mvn verify).")
    static final class Test extends ElsewhereCommand {
        Test() {
            super("test is done by the launcher", "./build.sh test");
        }
    }

    @Command(description = "Deletes everything that has been built.")
    static final class Clean extends ElsewhereCommand {
        Clean() {
            super("clean is done by the launcher", "./build.sh clean");
        }
    }

    @Command(description = "Measures threads, memory, boot or data parallelism beside other systems: bench --help.")
    static final class Bench extends ElsewhereCommand {
        Bench() {
            super("bench is done by the launcher", "./build.sh bench --help");
        }
    }
}
