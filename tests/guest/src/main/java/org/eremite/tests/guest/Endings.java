package org.eremite.tests.guest;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import sun.misc.Unsafe;

/** Ways in which a program ends, and what the command line hands to it; each is a boot of its own. */
final class Endings {
    /** In the null page and not mapped on any machine. */
    private static final long WILD_ADDRESS = 0x18;

    private Endings() {
    }

    /** Does what the first argument names; returns false if it names none of these. Most do not return. */
    static boolean apply(String[] arguments) throws Exception {
        String name = arguments.length == 0 ? "" : arguments[0];
        switch (name) {
            case "exit" -> System.exit(status(arguments));
            case "exitInThread" -> inThread(() -> System.exit(status(arguments)));
            case "haltInThread" -> inThread(() -> Runtime.getRuntime().halt(status(arguments)));
            case "hook" -> {
                Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("the shutdown hook has run")));
                System.exit(status(arguments));
            }
            case "return" -> System.out.println("main returns");
            case "daemon" -> daemon();
            case "lastThread" -> lastThread();
            case "uncaught" -> throw new IllegalStateException("nobody catches this");
            case "uncaughtInThread" -> inThread(() -> {
                throw new IllegalStateException("nobody catches this");
            });
            case "panic" -> readWildAddress();
            case "echo" -> echo(arguments);
            case "line" -> line();
            case "digest" -> digest(status(arguments));
            case "uuid" -> System.out.println("uuid " + UUID.randomUUID());
            default -> {
                return ForbiddenAccesses.apply(name);
            }
        }
        return true;
    }

    private static int status(String[] arguments) {
        return Integer.parseInt(arguments[1]);
    }

    private static void inThread(Runnable end) throws InterruptedException {
        Thread thread = new Thread(end, "other");
        thread.start();
        thread.join();
    }

    /** The program ends although a daemon goes on for ever. */
    private static void daemon() {
        Thread daemon = new Thread(() -> {
            while (true) {
                Thread.onSpinWait();
            }
        }, "daemon");
        daemon.setDaemon(true);
        daemon.start();
        System.out.println("main returns");
    }

    /** The program ends when its last thread that is no daemon ends, long after main. */
    private static void lastThread() {
        Thread main = Thread.currentThread();
        new Thread(() -> {
            try {
                main.join();
            } catch (InterruptedException nobodyDoes) {
                return;
            }
            System.out.println("the last thread ends");
        }, "last").start();
    }

    /** A fault that no Java program can cause: the kernel has to stop. */
    @SuppressWarnings("removal")
    private static void readWildAddress() throws ReflectiveOperationException {
        Field field = Unsafe.class.getDeclaredField("theUnsafe");
        field.setAccessible(true);
        System.out.println("read " + ((Unsafe) field.get(null)).getLong(WILD_ADDRESS));
    }

    /** Prints arguments, then the environment variable and the system property of the tests. */
    private static void echo(String[] arguments) {
        for (int i = 1; i < arguments.length; i++) {
            System.out.println("argument [" + arguments[i] + "]");
        }
        System.out.println("environment [" + System.getenv("GUEST_TEST") + "]");
        System.out.println("property [" + System.getProperty("guest.test") + "]");
        System.err.println("standard error");
    }

    /** Prints the sum of {@code length} bytes that it reads, as {@link Arrays#hashCode(byte[])} makes it. */
    private static void digest(int length) throws IOException {
        System.out.println("digest " + Arrays.hashCode(System.in.readNBytes(length)));
    }

    /** Prints a line that it reads. */
    private static void line() throws IOException {
        System.out.println("waiting for a line");
        BufferedReader reader = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        System.out.println("read [" + reader.readLine() + "]");
    }
}
