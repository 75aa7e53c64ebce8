package argus.source.recorded;

import argus.model.Instrument;
import argus.model.MarketEvent;
import argus.model.Symbol;
import argus.source.MarketDataSource;
import argus.source.SourceSink;
import argus.source.SourceState;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Plays a recording with its own rhythm or faster, with its times moved to the present. While it loops, what is played
 * at an instant depends on that instant alone, as if it had been playing since it was recorded: a service that starts
 * anew, or another node, plays the same. Without looping it begins when the source is started.
 *
 * <p>Files are read and events made on the executor, one task at a time; the methods only leave word.
 */
public final class RecordedSource implements MarketDataSource {
    private static final Logger LOG = System.getLogger(RecordedSource.class.getName());
    private static final String NAME = "recorded";
    private static final long TICK_MILLIS = 10;
    /** After a longer pause the replay goes on in the present instead of making up for what was missed. */
    private static final long MAX_CATCH_UP_MILLIS = 5000;

    private static final long RETRY_MILLIS = 5000;

    private final Settings settings;
    private final Clock clock;
    private final ScheduledExecutorService executor;
    private final ReentrantLock lock = new ReentrantLock();

    private volatile @Nullable Recording recording;
    private volatile Set<Symbol> wanted = Set.of();
    private volatile long unreadableRows;

    // Guarded by the lock.
    private @Nullable Replay replay;
    private String failure = "";
    private long lastTick;
    private boolean ended;
    private boolean closed;
    private @Nullable SourceSink sink;
    private @Nullable Future<?> timer;

    /**
     * How a recording is played.
     *
     * @param directory of CSV files; without one the packaged trades of BTC-USD are played
     * @param speed how much faster than recorded, at most {@value #MAX_SPEED}; 0 plays everything at once, and never loops
     * @param loop whether it begins again when it ends
     */
    public record Settings(Optional<Path> directory, double speed, boolean loop) {
        static final int MAX_SPEED = 10_000;

        /** @throws IllegalArgumentException if the speed is out of range */
        public Settings {
            if (!(speed >= 0 && speed <= MAX_SPEED)) {
                throw new IllegalArgumentException("speed must be from 0 to " + MAX_SPEED + ": " + speed);
            }
            loop = loop && speed > 0;
        }
    }

    /** @param executor reads the files and makes the events */
    public RecordedSource(Settings settings, Clock clock, ScheduledExecutorService executor) {
        this.settings = settings;
        this.clock = clock;
        this.executor = executor;
        list();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Collection<Instrument> instruments() {
        var known = recording;
        return known == null ? List.of() : known.instruments();
    }

    @Override
    public boolean serves(Symbol symbol) {
        var known = recording;
        return known != null && known.has(symbol);
    }

    /** How many rows of the files read so far were left out because they cannot be read. */
    public long unreadableRows() {
        return unreadableRows;
    }

    @Override
    public boolean keepsHours() {
        return false;
    }

    @Override
    public void start(SourceSink sink) {
        lock.lock();
        try {
            this.sink = sink;
            lastTick = clock.millis();
            sink.state(SourceState.CONNECTING, "reading the recording");
            timer = executor.scheduleAtFixedRate(
                    () -> exclusively(this::tick), TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
        } finally {
            lock.unlock();
        }
        executor.execute(() -> exclusively(this::open));
    }

    @Override
    public void demand(Set<Symbol> wanted) {
        this.wanted = Set.copyOf(wanted);
        executor.execute(() -> exclusively(this::applyDemand));
    }

    /**
     * Goes on from that instant of the recording, or from its nearest end. Wanted symbols are told the state there first;
     * the figures of the day are those of the new place. Callable by any thread.
     */
    public void seek(Instant recorded) {
        executor.execute(() -> exclusively(told -> {
            if (replay != null) {
                replay.seek(recorded.toEpochMilli(), clock.millis());
                if (ended) {
                    ended = false;
                    told.state(SourceState.UP, "goes on from " + recorded);
                }
                applyDemand(told);
            }
        }));
    }

    @Override
    public void close() {
        lock.lock();
        try {
            if (timer != null) {
                timer.cancel(false);
            }
            if (sink != null && !closed) {
                sink.state(SourceState.STOPPED, "closed");
            }
            closed = true;
            replay = null;
        } finally {
            lock.unlock();
        }
    }

    private interface Task {
        void run(SourceSink told);
    }

    private void exclusively(Task task) {
        lock.lock();
        try {
            if (!closed && sink != null) {
                task.run(sink);
            }
        } catch (RuntimeException e) {
            // Thrown on, it would end the timer for good.
            LOG.log(Level.ERROR, "the replay failed", e);
        } finally {
            lock.unlock();
        }
    }

    private void tick(SourceSink told) {
        long now = clock.millis();
        if (replay == null) {
            if (now - lastTick >= RETRY_MILLIS) {
                lastTick = now;
                open(told);
            }
            return;
        }
        if (settings.speed() > 0 && Math.abs(now - lastTick) > MAX_CATCH_UP_MILLIS) {
            replay.stop();
            applyDemand(told);
        }
        lastTick = now;
        if (!replay.play(now, told) && !ended) {
            ended = true;
            told.state(SourceState.STALE, "the recording has ended");
        }
    }

    /** Looks how long the recording is and begins to play it; on failure it is tried again later. */
    private void open(SourceSink told) {
        list();
        var files = recording;
        if (files != null && failure.isEmpty()) {
            try {
                var opened = new Replay(files, settings, NAME, clock.millis());
                replay = opened;
                var extent = opened.extent();
                told.state(
                        SourceState.UP,
                        files.instruments().size() + " recorded symbols, " + Instant.ofEpochMilli(extent.start())
                                + " to " + Instant.ofEpochMilli(extent.end()));
                applyDemand(told);
                return;
            } catch (IOException e) {
                failure = String.valueOf(e.getMessage());
            }
        }
        told.state(SourceState.DOWN, failure);
    }

    private void list() {
        try {
            var directory = settings.directory();
            recording = directory.isPresent() ? Recording.of(directory.get()) : Recording.packaged();
            failure = "";
        } catch (IOException e) {
            failure = "cannot list the directory of recordings: " + e;
        }
    }

    private void applyDemand(SourceSink told) {
        if (replay != null) {
            var burst = new ArrayList<MarketEvent>();
            replay.want(wanted, clock.millis(), burst);
            unreadableRows = replay.unreadableRows();
            if (!burst.isEmpty()) {
                told.events(burst);
            }
        }
    }
}
