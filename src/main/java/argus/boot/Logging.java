package argus.boot;

import argus.config.LoggingConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;

/**
 * The log of the service as configured: what the loggers below {@code argus} let through, and a file beside the
 * container's log. Loggers of others are left alone. Thread-safe.
 */
final class Logging implements AutoCloseable {
    private static final String ROOT = "argus";

    private final Level level;
    private final Optional<Handler> file;
    private final Logger root = Logger.getLogger(ROOT);

    /** The levels our loggers had. It also holds them: a logger that nobody holds forgets its level. */
    private final Map<Logger, Optional<Level>> before = new LinkedHashMap<>();

    private Logging(Level level, Optional<Handler> file) {
        this.level = level;
        this.file = file;
        set(root);
        file.ifPresent(root::addHandler);
        apply();
    }

    /**
     * Puts the settings into force.
     *
     * @throws UncheckedIOException if the file cannot be written to
     */
    static Logging start(LoggingConfig config) {
        return new Logging(level(config.level()), config.filePath().map(path -> open(path, config)));
    }

    /**
     * Gives the level to loggers that have come since. Open Liberty puts a level of its own on every new logger, so this
     * is to be called now and then.
     */
    synchronized void apply() {
        var manager = LogManager.getLogManager();
        for (var name : Collections.list(manager.getLoggerNames())) {
            var logger = name.startsWith(ROOT + ".") ? manager.getLogger(name) : null;
            if (logger != null && logger.getLevel() != null && !level.equals(logger.getLevel())) {
                set(logger);
            }
        }
    }

    /** Leaves everything as it was found; the file is closed. */
    @Override
    public synchronized void close() {
        file.ifPresent(handler -> {
            root.removeHandler(handler);
            handler.close();
        });
        before.forEach((logger, own) -> logger.setLevel(own.orElse(null)));
        before.clear();
    }

    private void set(Logger logger) {
        before.putIfAbsent(logger, Optional.ofNullable(logger.getLevel()));
        logger.setLevel(level);
    }

    private static Handler open(Path path, LoggingConfig config) {
        try {
            return new LogFile(path, config.maxFileSize(), config.backupCount(), new LogLine(config.format()));
        } catch (IOException e) {
            throw new UncheckedIOException("argus.logging.file-path = " + path + " cannot be written to: " + e, e);
        }
    }

    private static Level level(System.Logger.Level level) {
        return switch (level) {
            case ALL -> Level.ALL;
            case TRACE -> Level.FINER;
            case DEBUG -> Level.FINE;
            case INFO -> Level.INFO;
            case WARNING -> Level.WARNING;
            case ERROR -> Level.SEVERE;
            case OFF -> Level.OFF;
        };
    }
}
