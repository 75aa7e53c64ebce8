package argus.config;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Looks at a file again and again and tells when it has changed, appeared or gone. Looking rather than being notified also
 * works where the file is a link that is replaced, as Kubernetes does. The listener is called by the timer's thread; what
 * it throws is logged, and the next change is told all the same.
 */
public final class ConfigWatcher implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(ConfigWatcher.class.getName());

    private final Path file;
    private final Runnable listener;
    private final Future<?> looking;
    private Optional<Stamp> last;

    /**
     * Begins to watch.
     *
     * @param every the time between two looks
     */
    public ConfigWatcher(Path file, Duration every, ScheduledExecutorService timer, Runnable listener) {
        this.file = file;
        this.listener = listener;
        this.last = stamp();
        this.looking = timer.scheduleWithFixedDelay(this::look, every.toNanos(), every.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Looks no more; a look under way is finished. */
    @Override
    public void close() {
        looking.cancel(false);
    }

    private void look() {
        var now = stamp();
        if (now.equals(last)) {
            return;
        }
        last = now;
        try {
            listener.run();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "the change of " + file + " is not taken over: " + e.getMessage(), e);
        }
    }

    private Optional<Stamp> stamp() {
        try {
            return Optional.of(new Stamp(Files.getLastModifiedTime(file), Files.size(file)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            LOG.log(Level.WARNING, "cannot look at " + file, e);
            return Optional.empty();
        }
    }

    private record Stamp(FileTime modified, long size) {}
}
