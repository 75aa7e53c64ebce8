package argus.source.simulated;

import argus.calendar.Calendars;
import argus.calendar.Phase;
import argus.model.Instrument;
import argus.model.Market;
import argus.model.MarketEvent;
import argus.model.Symbol;
import argus.source.MarketDataSource;
import argus.source.SourceSink;
import argus.source.SourceState;
import argus.source.simulated.SimulatedBoard.Listing;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A market made up from a seed. Only wanted symbols move, each on its own walk, so that what one does never depends on
 * which others are wanted. Steps fall on a grid of the clock that is the same for every run: a late timer makes up for
 * the steps it missed, with the times they should have had, for at most one second.
 *
 * <p>Events are made on the executor, one task at a time; the methods only leave word.
 */
public final class SimulatedSource implements MarketDataSource {
    private static final Logger LOG = System.getLogger(SimulatedSource.class.getName());
    private static final String NAME = "simulated";
    private static final long GRID_MILLIS = 10;
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long MAX_CATCH_UP_MILLIS = 1000;
    /** How long nobody looks at the clock where no step is due: well under what is caught up. */
    private static final long IDLE_MILLIS = 500;
    /** Spreads any run of neighbours on the board evenly over the interval. */
    private static final double GOLDEN_RATIO = 0.6180339887498949;

    private final SimulatedSettings settings;
    private final Calendars calendars;
    private final Clock clock;
    private final ScheduledExecutorService executor;
    private final long interval;
    private final Map<Symbol, Integer> places = new LinkedHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();

    // Guarded by the lock.
    private final Map<Symbol, Mover> movers = new LinkedHashMap<>();
    private List<Mover> moving = List.of();
    private long lastGrid;
    private boolean closed;
    private @Nullable SourceSink sink;
    private @Nullable Future<?> timer;

    private volatile Set<Symbol> wanted = Set.of();

    /** A walk and the instant of its next step, in nanoseconds since the epoch. */
    private static final class Mover {
        final Market market;
        final SymbolWalk walk;
        final long offset;
        long due;

        Mover(Market market, SymbolWalk walk, long offset) {
            this.market = market;
            this.walk = walk;
            this.offset = offset;
        }
    }

    /**
     * @param calendars tell when prices rest, where the settings want sessions
     * @param executor makes the events
     */
    public SimulatedSource(
            SimulatedSettings settings, Calendars calendars, Clock clock, ScheduledExecutorService executor) {
        this.settings = settings;
        this.calendars = calendars;
        this.clock = clock;
        this.executor = executor;
        this.interval = settings.intervalNanos();
        for (var listing : settings.board()) {
            places.put(listing.instrument().symbol(), places.size());
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Collection<Instrument> instruments() {
        return settings.board().stream().map(Listing::instrument).toList();
    }

    @Override
    public boolean serves(Symbol symbol) {
        return places.containsKey(symbol);
    }

    @Override
    public boolean keepsHours() {
        return settings.sessions();
    }

    @Override
    public void start(SourceSink sink) {
        lock.lock();
        try {
            this.sink = sink;
            lastGrid = grid(clock.millis());
            sink.state(SourceState.UP, places.size() + " simulated symbols");
            setTimer();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void demand(Set<Symbol> wanted) {
        this.wanted = Set.copyOf(wanted);
        executor.execute(this::applyDemand);
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
            moving = List.of();
        } finally {
            lock.unlock();
        }
    }

    private void applyDemand() {
        lock.lock();
        try {
            if (closed || sink == null) {
                return;
            }
            long now = clock.millis();
            var open = open(Instant.ofEpochMilli(now));
            var before = Set.copyOf(moving);
            var after = new ArrayList<Mover>();
            var burst = new ArrayList<MarketEvent>();
            for (var symbol :
                    wanted.stream().filter(places::containsKey).sorted().toList()) {
                var mover = movers.computeIfAbsent(symbol, this::mover);
                after.add(mover);
                if (!before.contains(mover)) {
                    move(mover, Instant.ofEpochMilli(now), open, burst);
                    mover.due = dueAfter(mover, now * NANOS_PER_MILLI);
                }
            }
            moving = after;
            setTimer();
            deliver(sink, burst);
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "a change of demand failed", e);
        } finally {
            lock.unlock();
        }
    }

    private void tick() {
        lock.lock();
        try {
            if (closed || sink == null) {
                return;
            }
            try {
                catchUp(sink, grid(clock.millis()));
            } catch (RuntimeException e) {
                LOG.log(Level.ERROR, "a step failed", e); // the next ones need not
            }
            setTimer();
        } finally {
            lock.unlock();
        }
    }

    /** Makes the steps that are due, one burst for each point of the grid. */
    private void catchUp(SourceSink sink, long now) {
        if (lastGrid - now > MAX_CATCH_UP_MILLIS) { // the clock was set back
            lastGrid = now;
            moving.forEach(mover -> mover.due = dueAfter(mover, now * NANOS_PER_MILLI));
        }
        lastGrid = Math.max(lastGrid, now - MAX_CATCH_UP_MILLIS);
        while (lastGrid < now) {
            lastGrid += GRID_MILLIS;
            deliver(sink, stepsUntil(lastGrid));
        }
    }

    /** Has the executor come back where the next step is due, and not at every point of the grid: its tasks are not cheap. */
    private void setTimer() {
        if (timer != null) {
            timer.cancel(false);
        }
        long next = Long.MAX_VALUE;
        for (var mover : moving) {
            next = Math.min(next, mover.due);
        }
        long wait = gridAfter(next) - clock.millis();
        timer = executor.schedule(this::tick, Math.max(1, Math.min(wait, IDLE_MILLIS)), TimeUnit.MILLISECONDS);
    }

    private List<MarketEvent> stepsUntil(long millis) {
        long nanos = millis * NANOS_PER_MILLI;
        long tooOld = nanos - GRID_MILLIS * NANOS_PER_MILLI;
        var open = open(Instant.ofEpochMilli(millis));
        var burst = new ArrayList<MarketEvent>();
        for (var mover : moving) {
            if (mover.due <= tooOld) {
                mover.due = dueAfter(mover, tooOld);
            }
            for (; mover.due <= nanos; mover.due += interval) {
                if (open.contains(mover.market)) {
                    move(mover, Instant.ofEpochMilli(mover.due / NANOS_PER_MILLI), open, burst);
                }
            }
        }
        return burst;
    }

    private static void move(Mover mover, Instant time, Set<Market> open, List<MarketEvent> burst) {
        if (open.contains(mover.market)) {
            mover.walk.step(time, LocalDate.ofInstant(time, mover.market.zone()), burst);
        } else {
            mover.walk.state(time, burst);
        }
    }

    private static void deliver(SourceSink sink, List<MarketEvent> burst) {
        if (!burst.isEmpty()) {
            sink.events(burst);
        }
    }

    private Mover mover(Symbol symbol) {
        int place = places.getOrDefault(symbol, 0);
        var walk = new SymbolWalk(settings.board().get(place), settings.seed(), NAME);
        long slots = Math.max(1, interval / (GRID_MILLIS * NANOS_PER_MILLI));
        double part = place * GOLDEN_RATIO % 1;
        long offset = settings.burst() ? 0 : (long) (part * slots) * GRID_MILLIS * NANOS_PER_MILLI;
        return new Mover(symbol.market(), walk, offset);
    }

    /** The first step of a mover after an instant; steps lie at the same instants in every run. */
    private long dueAfter(Mover mover, long nanos) {
        return mover.offset + (Math.floorDiv(nanos - mover.offset, interval) + 1) * interval;
    }

    /** The markets whose prices move at that instant. */
    private Set<Market> open(Instant time) {
        var open = EnumSet.allOf(Market.class);
        if (settings.sessions()) {
            open.removeIf(market -> calendars.of(market).phase(time) != Phase.REGULAR);
        }
        return open;
    }

    /** The first point of the grid that is not before an instant, in milliseconds. */
    private static long gridAfter(long nanos) {
        return -Math.floorDiv(-nanos, GRID_MILLIS * NANOS_PER_MILLI) * GRID_MILLIS;
    }

    private static long grid(long millis) {
        return Math.floorDiv(millis, GRID_MILLIS) * GRID_MILLIS;
    }
}
