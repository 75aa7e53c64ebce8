package argus.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigWatcherTest {
    private static final FileTime FIRST = FileTime.from(Instant.parse("2024-01-02T03:04:05Z"));
    private static final FileTime LATER = FileTime.from(Instant.parse("2024-01-02T03:04:06Z"));

    @TempDir
    Path directory;

    private final Timer timer = new Timer();
    private final List<String> told = new ArrayList<>();
    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(directory.resolve("argus.yaml"), "a");
        Files.setLastModifiedTime(file, FIRST);
    }

    @AfterEach
    void stop() {
        timer.shutdownNow();
    }

    @Test
    void tellsEachChangeOnce() throws IOException {
        watch(() -> told.add("changed"));
        timer.look();
        assertThat(told).isEmpty();

        Files.setLastModifiedTime(file, LATER);
        timer.look();
        timer.look();
        assertThat(told).hasSize(1);

        Files.writeString(file, "longer");
        Files.setLastModifiedTime(file, LATER);
        timer.look();
        assertThat(told).hasSize(2);
    }

    @Test
    void tellsThatTheFileHasGoneAndIsBack() throws IOException {
        watch(() -> told.add("changed"));

        Files.delete(file);
        timer.look();
        timer.look();
        assertThat(told).hasSize(1);

        Files.writeString(file, "b");
        timer.look();
        assertThat(told).hasSize(2);
    }

    @Test
    void goesOnAfterAListenerThatFails() throws IOException {
        watch(() -> {
            told.add("changed");
            throw new IllegalStateException("refused on purpose");
        });

        Files.setLastModifiedTime(file, LATER);
        timer.look();
        Files.setLastModifiedTime(file, FIRST);
        timer.look();

        assertThat(told).hasSize(2);
    }

    @Test
    void placeThatCannotBeReadIsNoFile() {
        file = file.resolve("below-a-file");
        watch(() -> told.add("changed"));
        timer.look();

        assertThat(told).isEmpty();
    }

    @Test
    void looksAtTheGivenIntervalUntilClosed() {
        var watcher = watch(() -> told.add("changed"));
        assertThat(timer.delay).isEqualTo(Duration.ofSeconds(2));

        watcher.close();

        assertThat(timer.future.isCancelled()).isTrue();
    }

    private ConfigWatcher watch(Runnable listener) {
        return new ConfigWatcher(file, Duration.ofSeconds(2), timer, listener);
    }

    /** Runs its one task when told to, on the test's thread. */
    private static final class Timer extends ScheduledThreadPoolExecutor {
        private Runnable task;
        private Duration delay;
        private ScheduledFuture<?> future;

        Timer() {
            super(1);
        }

        @Override
        public ScheduledFuture<?> scheduleWithFixedDelay(Runnable command, long initial, long every, TimeUnit unit) {
            task = command;
            delay = Duration.of(every, unit.toChronoUnit());
            future = super.scheduleWithFixedDelay(() -> {}, 1, 1, TimeUnit.DAYS);
            return future;
        }

        void look() {
            task.run();
        }
    }
}
