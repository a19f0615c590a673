package org.eremite.tests.guest;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;

/** Standard streams and requests to end, as seen from outside; each is a boot of its own. */
final class Streams {
    private static final int BUFFER_BYTES = 100;
    private static final int VALUES = 256;

    private Streams() {
    }

    /** Does what the first argument names; returns false if it names none of these. */
    static boolean apply(String[] arguments) throws IOException, InterruptedException {
        String name = arguments.length == 0 ? "" : arguments[0];
        switch (name) {
            case "cat" -> cat(System.in, System.out);
            case "count" -> System.out.println(count(System.in));
            case "bytes" -> bytes(Integer.parseInt(arguments[1]));
            case "waitWithHook" -> waitWithHook();
            case "waitWithEndlessHook" -> waitWithEndlessHook();
            default -> {
                return false;
            }
        }
        return true;
    }

    private static void cat(InputStream input, PrintStream output) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        for (int count = input.read(buffer); count >= 0; count = input.read(buffer)) {
            output.write(buffer, 0, count);
        }
        output.flush();
    }

    private static long count(InputStream input) throws IOException {
        long count = 0;
        while (input.read() >= 0) {
            count++;
        }
        return count;
    }

    private static void bytes(int rounds) {
        byte[] all = new byte[VALUES];
        for (int value = 0; value < VALUES; value++) {
            all[value] = (byte) value;
        }
        for (int round = 0; round < rounds; round++) {
            System.out.write(all, 0, VALUES);
        }
        System.out.flush();
    }

    private static void waitWithHook() throws InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("hook ran")));
        System.out.println("waiting");
        new CountDownLatch(1).await();
    }

    private static void waitWithEndlessHook() throws InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            System.out.println("hook waits");
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
        waitWithHook();
    }
}
