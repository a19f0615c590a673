package org.eremite.image.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;

/**
 * SIGQUIT to this process, told to somebody else than the JVM as long as this is open.
 *
 * <p>A JVM gives that signal to no handler ({@code sun.misc.Signal} refuses it): it prints its own threads. It does something
 * else if a tool like jcmd wants to attach, which is said by a file {@code .attach_pidN} in /tmp and then SIGQUIT: it puts its
 * socket {@code .java_pidN} there and prints nothing. So with such a file in place the socket appears for each SIGQUIT, if it
 * has been removed since the last one. (HotSpot, {@code signal_thread_entry} in os.cpp and attachListener_posix.cpp.)
 *
 * <p>Where /tmp cannot be written or watched, the signal stays the JVM's.
 */
final class QuitSignal implements AutoCloseable {
    /** Where a JVM looks, whatever java.io.tmpdir is. */
    private static final Path DIRECTORY = Path.of("/tmp");

    private final Path trigger;
    private final Path socket;
    private final Runnable action;
    private final WatchService watch;

    private QuitSignal(long process, Runnable action, WatchService watch) {
        trigger = DIRECTORY.resolve(".attach_pid" + process);
        socket = DIRECTORY.resolve(".java_pid" + process);
        this.action = action;
        this.watch = watch;
    }

    /** Has {@code action} run for each SIGQUIT, in a thread of its own. */
    static QuitSignal listen(Runnable action) throws IOException {
        QuitSignal signal = new QuitSignal(ProcessHandle.current().pid(), action, DIRECTORY.getFileSystem().newWatchService());
        signal.start();
        return signal;
    }

    private void start() {
        try {
            DIRECTORY.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
            Files.deleteIfExists(socket);
            Files.deleteIfExists(trigger);
            Files.createFile(trigger);
        } catch (IOException e) {
            // The signal stays the JVM's.
            return;
        }
        Thread.ofPlatform().daemon().name("SIGQUIT").start(this::serve);
    }

    private void serve() {
        try {
            for (;;) {
                WatchKey key = watch.take();
                // Whatever the events were, some may have been lost in a crowd.
                key.pollEvents();
                if (Files.deleteIfExists(socket)) {
                    action.run();
                }
                key.reset();
            }
        } catch (ClosedWatchServiceException e) {
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException("the socket of this process cannot be removed", e);
        }
    }

    @Override
    public void close() throws IOException {
        watch.close();
        Files.deleteIfExists(trigger);
        Files.deleteIfExists(socket);
    }
}
