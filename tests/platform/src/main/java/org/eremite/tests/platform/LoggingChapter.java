package org.eremite.tests.platform;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.ConsoleHandler;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.MemoryHandler;
import java.util.logging.SimpleFormatter;
import java.util.logging.StreamHandler;
import java.util.logging.XMLFormatter;

/** {@code java.util.logging} and {@link System.Logger}. */
final class LoggingChapter {
    private LoggingChapter() {}

    /** Keeps what it is given. */
    private static final class Kept extends Handler {
        private final List<String> messages = new ArrayList<>();

        @Override
        public void publish(LogRecord entry) {
            messages.add(entry.getLevel() + " " + new SimpleFormatter().formatMessage(entry));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    static void tell(Transcript t) {
        t.line("logger.levels", () -> {
            Logger logger = Logger.getLogger("platform.levels");
            Kept kept = attached(logger);
            logger.setLevel(Level.FINE);
            logger.finer("not seen");
            logger.fine("seen");
            logger.log(Level.WARNING, "parameters {0} and {1}", new Object[] {1, "two"});
            logger.severe(() -> "supplied");
            return kept.messages;
        });
        t.line("logger.parent", () -> {
            Logger child = Logger.getLogger("platform.levels.child");
            return child.getParent().getName() + " " + child.isLoggable(Level.FINE) + " " + child.isLoggable(Level.FINER);
        });
        t.line("logger.root", () -> Logger.getLogger("").getLevel() + " " + Logger.getLogger("").getHandlers()[0].getClass().getSimpleName());
        t.line("logger.filter", () -> {
            Logger logger = Logger.getLogger("platform.filter");
            Kept kept = attached(logger);
            logger.setFilter(entry -> entry.getMessage().startsWith("keep"));
            logger.info("drop this");
            logger.info("keep this");
            return kept.messages;
        });
        t.line("logger.format", () -> {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            StreamHandler handler = new StreamHandler(bytes, new SimpleFormatter());
            handler.publish(entry("formatted"));
            handler.flush();
            return bytes.toString(StandardCharsets.UTF_8).lines().toList();
        });
        t.line("logger.xml", () -> new XMLFormatter().format(entry("<&>")).lines().filter(line -> line.contains("<message>")).toList());
        t.line("logger.memory", () -> {
            Kept kept = new Kept();
            MemoryHandler memory = new MemoryHandler(kept, 2, Level.SEVERE);
            memory.publish(entry("one"));
            memory.publish(entry("two"));
            memory.publish(entry("three"));
            memory.push();
            return kept.messages;
        });
        t.line("logger.own", () -> new Formatter() {
            @Override
            public String format(LogRecord entry) {
                return entry.getLevel() + "/" + entry.getLoggerName();
            }
        }.format(entry("x")));
        t.line("logger.console", () -> new ConsoleHandler().getLevel());
        t.line("logger.manager", () -> LogManager.getLogManager().getProperty(".level"));
        t.line("logger.wrongLevel", () -> Level.parse("LOUD"));
        t.line("system.logger", () -> {
            Kept kept = attached(Logger.getLogger("platform.system"));
            System.Logger logger = System.getLogger("platform.system");
            logger.log(System.Logger.Level.INFO, "system {0}", "message");
            logger.log(System.Logger.Level.DEBUG, "not seen");
            return kept.messages + " " + logger.isLoggable(System.Logger.Level.WARNING) + " " + logger.getName();
        });
    }

    private static LogRecord entry(String message) {
        LogRecord entry = new LogRecord(Level.INFO, message);
        entry.setInstant(Instant.ofEpochSecond(1_700_000_000L));
        entry.setLoggerName("platform.record");
        entry.setSourceClassName("Source");
        entry.setSourceMethodName("method");
        return entry;
    }

    private static Kept attached(Logger logger) {
        Kept kept = new Kept();
        logger.setUseParentHandlers(false);
        logger.addHandler(kept);
        return kept;
    }
}
