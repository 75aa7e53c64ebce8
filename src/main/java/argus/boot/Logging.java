package argus.boot;

import argus.config.LoggingConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The log of the service as configured: what the loggers below {@code argus} let through, and a file beside the
 * container's log. Loggers of others are left alone.
 */
final class Logging implements AutoCloseable {
    /** Held, because a logger that nobody holds forgets its level. */
    private final Logger root = Logger.getLogger("argus");

    private final @Nullable Level before = root.getLevel();
    private final Optional<Handler> file;

    private Logging(Level level, Optional<Handler> file) {
        this.file = file;
        root.setLevel(level);
        file.ifPresent(root::addHandler);
    }

    /**
     * Puts the settings into force.
     *
     * @throws UncheckedIOException if the file cannot be written to
     */
    static Logging start(LoggingConfig config) {
        return new Logging(level(config.level()), config.filePath().map(path -> open(path, config)));
    }

    /** Leaves everything as it was found; the file is closed. */
    @Override
    public void close() {
        file.ifPresent(handler -> {
            root.removeHandler(handler);
            handler.close();
        });
        root.setLevel(before);
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
