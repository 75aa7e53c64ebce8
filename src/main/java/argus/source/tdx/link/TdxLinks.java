package argus.source.tdx.link;

import argus.source.SourceState;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The connections to all servers, and the errands that wait for them. Thread-safe; nothing here waits. */
public final class TdxLinks {
    private final Errands errands = new Errands();
    private final List<Carrier> carriers = new ArrayList<>();
    private final LinkSettings settings;
    private final ScheduledExecutorService timers;
    private @Nullable Future<?> pulse;

    /**
     * @param timers run the connections, each on a thread while it is used
     * @param states is told whether there is any connection
     */
    public TdxLinks(
            LinkSettings settings,
            Clock clock,
            ScheduledExecutorService timers,
            BiConsumer<SourceState, String> states) {
        this.settings = settings;
        this.timers = timers;
        var pool = new ServerPool(settings.servers(), settings.requestsPerSecond(), settings.attempts(), clock, states);
        for (int n = 0; n < settings.connections(); n++) {
            carriers.add(new Carrier(errands, pool, settings, clock, timers));
        }
    }

    /** Begins to connect, and keeps the connections alive. */
    public synchronized void start() {
        long beat = Math.max(1, settings.heartbeat().toMillis() / 2);
        pulse = timers.scheduleWithFixedDelay(errands::wakeAll, beat, beat, TimeUnit.MILLISECONDS);
        carriers.forEach(Carrier::begin);
    }

    /** Has an errand run as soon as a connection is free. */
    public void add(Errand errand) {
        if (!errands.add(errand)) {
            errand.dropped();
        }
    }

    /** Has an errand run before all others. */
    public void addFirst(Errand errand) {
        errands.addFirst(new Errands.Waiting(errand, 0));
    }

    /** Has an errand run when nothing else waits. */
    public void addPatient(Errand errand) {
        if (!errands.addPatient(errand)) {
            errand.dropped();
        }
    }

    /** Whether errands wait that are urgent. */
    public boolean isBehind() {
        return errands.hasUrgent();
    }

    /** Closes all connections for good. */
    public synchronized void close() {
        var beating = pulse;
        if (beating != null) {
            beating.cancel(false);
        }
        carriers.forEach(Carrier::close);
    }
}
