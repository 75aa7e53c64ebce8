package argus.boot;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.logging.ErrorManager;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.LogRecord;

/**
 * A file of log lines that is put aside when it has grown to its size: {@code argus.log}, then {@code argus.log.1} and so
 * on. Each line is on disk when its call returns. Thread-safe.
 */
final class LogFile extends Handler {
    private final Path path;
    private final long maxSize;
    private final int backups;
    private OutputStream out;
    private long size;

    /**
     * Opens the file, and makes its directory if there is none. Lines are added to those that are there.
     *
     * @param maxSize in bytes
     * @param backups files kept beside the current one
     */
    LogFile(Path path, long maxSize, int backups, Formatter formatter) throws IOException {
        this.path = path.toAbsolutePath();
        this.maxSize = maxSize;
        this.backups = backups;
        setFormatter(formatter);
        var directory = this.path.getParent();
        if (directory != null) {
            Files.createDirectories(directory);
        }
        out = open();
        size = Files.size(this.path);
    }

    @Override
    public synchronized void publish(LogRecord line) {
        if (isLoggable(line)) {
            var bytes = getFormatter().format(line).getBytes(StandardCharsets.UTF_8);
            try {
                if (size > 0 && size + bytes.length > maxSize) {
                    putAside();
                }
                out.write(bytes);
                size += bytes.length;
            } catch (IOException e) {
                reportError("cannot write to " + path, e, ErrorManager.WRITE_FAILURE);
            }
        }
    }

    /** Does nothing: no line waits. */
    @Override
    public void flush() {}

    @Override
    public synchronized void close() {
        try {
            out.close();
        } catch (IOException e) {
            reportError("cannot close " + path, e, ErrorManager.CLOSE_FAILURE);
        }
    }

    private void putAside() throws IOException {
        out.close();
        for (int i = backups; i > 0; i--) {
            var older = backup(i - 1);
            if (Files.exists(older)) {
                Files.move(older, backup(i), REPLACE_EXISTING);
            }
        }
        Files.deleteIfExists(path);
        out = open();
        size = 0;
    }

    private Path backup(int number) {
        return number == 0 ? path : path.resolveSibling(path.getFileName() + "." + number);
    }

    private OutputStream open() throws IOException {
        return Files.newOutputStream(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
