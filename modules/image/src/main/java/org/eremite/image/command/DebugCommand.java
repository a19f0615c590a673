package org.eremite.image.command;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.eremite.image.ToolException;
import org.eremite.image.launch.GuestOptions;
import org.eremite.image.launch.QemuCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code debug APP [options] [-- ARGS]}. */
@Command(name = "debug", mixinStandardHelpOptions = true, sortOptions = false,
        customSynopsis = "./build.sh debug APP [OPTIONS] [-- ARGS]",
        description = "As run, but the machine waits before its first instruction for gdb, whose command line is printed.",
        footer = {"", "A Java method is a symbol CLASS_METHOD_HASH: 'rbreak ^CLASS_METHOD_' in gdb sets breakpoints on it. A"
                + " method that was inlined everywhere has none.",
            "Exit status: as of run."})
final class DebugCommand implements Callable<Integer> {
    private static final int DEFAULT_PROCESSORS = 1;
    private static final int DEFAULT_PORT = 1234;

    private final Tool tool;
    private final List<String> arguments;

    @Mixin
    private ApplicationOptions application;
    @Mixin
    private ImageOptions image;
    @Mixin
    private RunOptions run;

    @Option(names = "--port", paramLabel = "PORT", converter = Converters.Port.class,
            description = "TCP port on which gdb is waited for (default: 1234, or any other if that is in use).")
    private Integer port;

    DebugCommand(Tool tool, List<String> arguments) {
        this.tool = tool;
        this.arguments = arguments;
    }

    @Override
    public Integer call() throws ToolException {
        int chosen = choosePort();
        return new GuestRun(tool, run, DEFAULT_PROCESSORS).start(application.selector(tool),
                image.toBuildOptions(Optional.empty()), arguments, OptionalInt.of(chosen), this::announce);
    }

    private void announce(GuestOptions guest) {
        tool.say("the machine waits for gdb; there, 'rbreak ^CLASS_METHOD_' and 'continue' stop at a Java method; in another"
                + " terminal:");
        tool.err().println(QemuCommand.shellLine(List.of("gdb", guest.image().toString(),
                "-ex", "target remote localhost:" + guest.debugPort().getAsInt())));
    }

    private int choosePort() throws ToolException {
        if (port != null) {
            if (!isFree(port)) {
                throw ToolException.usage("port " + port + " is in use", "leave --port out, or name another");
            }
            return port;
        }
        if (isFree(DEFAULT_PORT)) {
            return DEFAULT_PORT;
        }
        try (ServerSocket any = listen(0)) {
            return any.getLocalPort();
        } catch (IOException e) {
            throw new ToolException("no TCP port for gdb: " + e.getMessage(), "name one with --port", e);
        }
    }

    private static boolean isFree(int candidate) {
        try (ServerSocket socket = listen(candidate)) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    private static ServerSocket listen(int number) throws IOException {
        return new ServerSocket(number, 1, InetAddress.getLoopbackAddress());
    }
}
