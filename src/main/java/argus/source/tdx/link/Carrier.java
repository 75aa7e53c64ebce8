package argus.source.tdx.link;

import argus.source.DecodeException;
import argus.source.Failures;
import argus.source.tdx.link.Errands.Waiting;
import argus.source.tdx.wire.LoginDecoder;
import argus.source.tdx.wire.LoginDecoder.Greeting;
import argus.source.tdx.wire.Request;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One connection after another, and the errands that are run over them, one at a time. It holds a thread of the executor
 * only while there is something to do. Its tasks never overlap: each is begun by the one before, or by the errands where
 * the one before had found none.
 */
final class Carrier {
    private static final Logger LOG = System.getLogger(Carrier.class.getName());
    private static final Errand HEARTBEAT = new Heartbeat();
    private static final int TRIES = 3;
    private static final Duration AFTER_FAULT = Duration.ofSeconds(1);
    private static final double NANOS_PER_MILLI = 1e6;

    private final Errands errands;
    private final ServerPool pool;
    private final LinkSettings settings;
    private final Clock clock;
    private final ScheduledExecutorService timers;
    private volatile boolean closed;
    private volatile @Nullable Link link;

    // Of the running task.
    private @Nullable TdxServer chosen;
    private boolean turnTaken;

    /** Keeps a connection from being dropped. */
    private static final class Heartbeat implements Errand {
        @Override
        public Optional<Request> request(TdxServer server) {
            return Optional.of(Request.heartbeat());
        }

        @Override
        public void answered(TdxServer server, Greeting greeting, Request request, byte[] body) {
            LoginDecoder.heartbeat(body);
        }
    }

    Carrier(Errands errands, ServerPool pool, LinkSettings settings, Clock clock, ScheduledExecutorService timers) {
        this.errands = errands;
        this.pool = pool;
        this.settings = settings;
        this.clock = clock;
        this.timers = timers;
    }

    void begin() {
        begin(Duration.ZERO);
    }

    void close() {
        closed = true;
        var open = link;
        if (open != null) {
            open.close();
        }
    }

    private void begin(Duration wait) {
        if (closed) {
            return;
        }
        try {
            timers.schedule(this::run, wait.isZero() ? 0 : wait.toMillis() + 1, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.log(Level.DEBUG, "the executor takes no more tasks", e);
        }
    }

    /** Goes on until there is nothing to do or something to wait for. */
    private void run() {
        boolean goesOn = true;
        while (goesOn && !closed) {
            try {
                goesOn = step();
            } catch (RuntimeException e) {
                LOG.log(Level.ERROR, "an errand failed", e);
                begin(AFTER_FAULT);
                goesOn = false;
            }
        }
        if (closed) {
            close(); // what was opened meanwhile
        }
    }

    private boolean step() {
        var open = link;
        if (open != null && open.isOlderThan(settings.renewal(), clock)) {
            pool.released(open.server());
            open.close();
            link = null;
            return true;
        }
        if (open == null) {
            return choose();
        }
        if (!turnTaken) {
            turnTaken = true;
            var wait = open.server().quota().reserve();
            if (!wait.isZero()) {
                begin(wait);
                return false;
            }
        }
        turnTaken = false; // kept for later it would be one more than the quota of that second
        var next = open.isSilentFor(settings.heartbeat(), clock)
                ? new Waiting(HEARTBEAT, TRIES)
                : errands.next(this::begin);
        return next != null && carry(open, next);
    }

    /** Chooses a server, waits for its quota to bear what a connection costs, and connects. */
    private boolean choose() {
        var server = chosen;
        if (server == null) {
            var best = pool.best();
            if (best.isEmpty()) {
                begin(pool.rest());
                return false;
            }
            server = best.get();
            chosen = server;
            var wait = Duration.ZERO;
            for (int n = 0; n < Link.REQUESTS; n++) {
                wait = server.quota().reserve();
            }
            if (!wait.isZero()) {
                begin(wait);
                return false;
            }
        }
        chosen = null;
        connect(server);
        return true;
    }

    private void connect(TdxServer server) {
        try {
            var opened = Link.open(server, settings.timeout(), clock);
            link = opened;
            pool.connected(server, opened.greeting().server());
        } catch (IOException | DecodeException e) {
            if (!closed) {
                pool.failed(server, Failures.words(e));
            }
        }
    }

    /** @return whether to go on at once */
    private boolean carry(Link open, Waiting waiting) {
        var errand = waiting.errand();
        var request = errand.request(open.server()).orElse(null);
        if (request == null) {
            errand.dropped();
            return true;
        }
        byte[] body;
        try {
            long began = System.nanoTime();
            body = open.ask(request, clock);
            open.server().answered((System.nanoTime() - began) / NANOS_PER_MILLI);
        } catch (IOException | DecodeException e) {
            lose(open, request.command() + ": " + Failures.words(e));
            retry(waiting);
            return true;
        }
        try {
            errand.answered(open.server(), open.greeting(), request, body);
            open.server().readable(request.command());
        } catch (DecodeException e) {
            unreadable(open, request, body, e);
            errand.dropped();
        }
        return true;
    }

    private void retry(Waiting waiting) {
        if (closed) {
            return;
        }
        if (waiting.tries() + 1 < TRIES) {
            errands.addFirst(new Waiting(waiting.errand(), waiting.tries() + 1));
        } else {
            waiting.errand().dropped();
        }
    }

    /** What cannot be read is not asked again; the first of several in a row is logged with its bytes. */
    private void unreadable(Link open, Request request, byte[] body, DecodeException e) {
        var server = open.server();
        int times = server.unreadable(request.command());
        LOG.log(
                times == 1 ? Level.WARNING : Level.DEBUG,
                "{0} from {1} cannot be read: {2}: {3}",
                request.command(),
                server.address(),
                e.getMessage(),
                DecodeException.shown(body));
        if (times == TdxServer.UNREADABLE_MOST) {
            lose(open, "answers to " + request.command() + " cannot be read: " + e.getMessage());
        }
    }

    private void lose(Link open, String reason) {
        open.close();
        link = null;
        if (!closed) {
            pool.lost(open.server(), reason);
        }
    }
}
