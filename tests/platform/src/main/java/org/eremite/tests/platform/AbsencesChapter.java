package org.eremite.tests.platform;

import java.awt.Frame;
import java.awt.Point;
import java.awt.Robot;
import java.awt.Toolkit;
import java.awt.image.BufferedImage;
import java.io.FileInputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.List;

/** What a JVM on Linux has and an image has not: each absence is an exception that names it. */
final class AbsencesChapter {
    private static final String PROGRAM = "/bin/true";
    private static final FunctionDescriptor LENGTH =
            FunctionDescriptor.of(ValueLayout.JAVA_LONG, ValueLayout.ADDRESS);

    private AbsencesChapter() {}

    static void tell(Transcript transcript) {
        processes(transcript);
        nativeCode(transcript);
        network(transcript);
        transcript.line("file", () -> new FileInputStream("/etc/hostname"));
        graphics(transcript);
    }

    private static void processes(Transcript t) {
        t.line("exec", () -> Runtime.getRuntime().exec(new String[] {PROGRAM}));
        t.line("builder", () -> new ProcessBuilder(PROGRAM).start());
        t.line("pipeline", () -> ProcessBuilder.startPipeline(List.of(new ProcessBuilder(PROGRAM))));
        t.line("processes", () -> ProcessHandle.allProcesses().map(ProcessHandle::pid).toList());
        t.line("parent", () -> ProcessHandle.current().parent().isPresent());
    }

    @SuppressWarnings("restricted")
    private static void nativeCode(Transcript t) {
        t.line("downcall", () -> Linker.nativeLinker().downcallHandle(LENGTH));
        t.line("downcall.address", () -> Linker.nativeLinker().downcallHandle(MemorySegment.ofAddress(1 << 12), LENGTH));
        t.line("upcall", () -> {
            MethodHandle nothing = MethodHandles.empty(MethodType.methodType(void.class));
            return Linker.nativeLinker().upcallStub(nothing, FunctionDescriptor.ofVoid(), Arena.global());
        });
        t.line("symbol", () -> Linker.nativeLinker().defaultLookup().find("strlen").isPresent());
        t.line("symbol.loader", () -> SymbolLookup.loaderLookup().find("strlen").isPresent());
        t.line("symbol.library", () -> SymbolLookup.libraryLookup("libc.so.6", Arena.global()));
        t.line("library", () -> {
            System.loadLibrary("jimage");
            return null;
        });
    }

    private static void network(Transcript t) {
        t.line("host", () -> InetAddress.getByName("example.org"));
        t.line("interfaces", NetworkInterface::getNetworkInterfaces);
        t.line("reachable", () -> InetAddress.getLoopbackAddress().isReachable(1));
    }

    /** What AWT does in Java works; what it needs its library for fails by name, at first and ever after. */
    private static void graphics(Transcript t) {
        t.line("distance", () -> new Point(1, 2).distance(4, 6));
        t.line("image", () -> new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB));
        t.line("toolkit", Toolkit::getDefaultToolkit);
        t.line("frame", Frame::new);
        t.line("robot", Robot::new);
    }
}
