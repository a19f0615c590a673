package org.eremite.jdk;

import com.oracle.svm.core.annotate.Alias;
import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.eremite.abi.OperatingSystem;

/** Environment variables, from the kernel command line. */
@TargetClass(className = "java.lang.ProcessEnvironment")
final class Target_java_lang_ProcessEnvironment {
    private Target_java_lang_ProcessEnvironment() {}

    /** Names and values in turn. */
    @Substitute
    private static byte[][] environ() {
        Map<String, String> variables = OperatingSystem.commandLine().environment();
        byte[][] block = new byte[variables.size() * 2][];
        int index = 0;
        for (Map.Entry<String, String> variable : variables.entrySet()) {
            block[index++] = variable.getKey().getBytes(StandardCharsets.UTF_8);
            block[index++] = variable.getValue().getBytes(StandardCharsets.UTF_8);
        }
        return block;
    }
}

/** The one process there is, number 1. */
@TargetClass(className = "java.lang.ProcessHandleImpl")
final class Target_java_lang_ProcessHandleImpl {
    private Target_java_lang_ProcessHandleImpl() {}

    @Substitute
    private static void initNative() {}

    @Substitute
    private static long getCurrentPid0() {
        return 1;
    }

    /** Start time in milliseconds; minus one says that there is no such process. */
    @Substitute
    private static long isAlive0(long pid) {
        return pid == getCurrentPid0() ? OperatingSystem.startedMillis() : -1;
    }

    /** No parent. */
    @Substitute
    private static long parent0(long pid, long startTime) {
        return -1;
    }

    /** Numbers of the children of {@code pid}, or of all processes if that is zero; returns how many there are. */
    @Substitute
    private static int getProcessPids0(long pid, long[] pids, long[] ppids, long[] starttimes) {
        if (pid != 0) {
            return 0;
        }
        pids[0] = getCurrentPid0();
        if (ppids != null) {
            ppids[0] = 0;
        }
        if (starttimes != null) {
            starttimes[0] = OperatingSystem.startedMillis();
        }
        return 1;
    }

    /** Nobody ends another process: there is none. */
    @Substitute
    private static boolean destroy0(long pid, long startTime, boolean forcibly) {
        return false;
    }

    /** {@code NOT_A_CHILD}. */
    @Substitute
    private static int waitForProcessExit0(long pid, boolean reapvalue) {
        return -2;
    }
}

/** Of the process are known its number, its user, its start and its CPU time. */
@TargetClass(className = "java.lang.ProcessHandleImpl", innerClass = "Info")
final class Target_java_lang_ProcessHandleImpl_Info {
    @Alias long startTime;
    @Alias long totalTime;
    @Alias String user;

    private Target_java_lang_ProcessHandleImpl_Info() {}

    @Substitute
    private static void initIDs() {}

    @Substitute
    private void info0(long pid) {
        if (pid == ProcessHandle.current().pid()) {
            startTime = OperatingSystem.startedMillis();
            totalTime = OperatingSystem.busyNanos();
            user = System.getProperty("user.name");
        }
    }
}

/** The end of the one process is the end of the machine. */
@TargetClass(className = "java.lang.Shutdown")
final class Target_java_lang_Shutdown {
    private Target_java_lang_Shutdown() {}

    @Substitute
    static void halt0(int status) {
        OperatingSystem.halt(status);
    }
}

/** There are no further processes. */
@TargetClass(className = "java.lang.ProcessImpl")
final class Target_java_lang_ProcessImpl {
    private Target_java_lang_ProcessImpl() {}

    @Substitute
    private static void init() {}

    @Substitute
    private int forkAndExec(
            int mode,
            byte[] helperpath,
            byte[] prog,
            byte[] argBlock,
            int argc,
            byte[] envBlock,
            int envc,
            byte[] dir,
            int[] fds,
            boolean redirectErrorStream)
            throws IOException {
        throw new IOException("Eremite runs one program: there are no other processes");
    }
}
