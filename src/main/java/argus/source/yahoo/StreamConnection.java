package argus.source.yahoo;

import argus.source.Backoff;
import argus.source.DecodeException;
import argus.source.yahoo.wire.Pricing;
import argus.source.yahoo.wire.StreamDecoder;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One connection of the stream with the names subscribed on it. It connects anew when it is lost, is silent for too long or
 * tells only nonsense, after a wait that grows. Every method is called in turn.
 */
final class StreamConnection {
    private static final int MOST_NONSENSE = 10;
    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

    private final YahooSettings settings;
    private final HttpClient client;
    private final Consumer<Runnable> turns;
    private final Clock clock;
    private final ScheduledExecutorService timers;
    private final Owner owner;
    private final Backoff backoff;
    private final Set<String> names = new LinkedHashSet<>();
    private @Nullable StreamSocket socket;
    private String trouble = "";
    private boolean open;
    private boolean proven;
    private boolean wasSilent;
    private boolean closed;
    private int failures;
    private int nonsense;
    private Instant heard;
    private Instant renewed;

    /** Whom a connection belongs to. It is told in turn. */
    interface Owner {

        void pricing(Pricing told);

        void unreadable(DecodeException fault);

        /** The connection is in another state. */
        void changed();
    }

    StreamConnection(
            YahooSettings settings,
            HttpClient client,
            Consumer<Runnable> turns,
            Clock clock,
            ScheduledExecutorService timers,
            Owner owner) {
        this.settings = settings;
        this.client = client;
        this.turns = turns;
        this.clock = clock;
        this.timers = timers;
        this.owner = owner;
        var first = settings.terms().retryDelay();
        backoff = new Backoff(first.compareTo(FIRST_WAIT) < 0 ? first : FIRST_WAIT, LONGEST_WAIT);
        heard = clock.instant();
        renewed = heard;
    }

    /** Connects, unless it is closed. */
    void connect() {
        if (!closed) {
            var next = new StreamSocket(turns, new Attempt());
            socket = next;
            next.connect(client, settings);
        }
    }

    /** Subscribes further names. */
    void add(Collection<String> more) {
        names.addAll(more);
        send("subscribe", more);
    }

    /** Gives up names. */
    void remove(Collection<String> fewer) {
        names.removeAll(Set.copyOf(fewer));
        send("unsubscribe", fewer);
    }

    Set<String> names() {
        return Set.copyOf(names);
    }

    int size() {
        return names.size();
    }

    /** Whether it delivers as far as one knows: after a silence only a message shows that. */
    boolean isUp() {
        return open && proven;
    }

    /** Why it is not up; empty while it was never lost. */
    String trouble() {
        return trouble;
    }

    /**
     * Renews the subscription when it is time, and gives up a connection that is silent.
     *
     * @param busy whether something is to be heard of a name
     */
    void watch(Predicate<String> busy) {
        if (!open) {
            return;
        }
        var now = clock.instant();
        if (Duration.between(heard, now).compareTo(settings.silence()) > 0) {
            if (names.stream().anyMatch(busy)) {
                wasSilent = true;
                lost("the stream was silent for " + settings.silence().toSeconds() + " s");
                return;
            }
            heard = now;
        }
        if (Duration.between(renewed, now).compareTo(settings.resubscribe()) >= 0) {
            renewed = now;
            send("subscribe", names);
        }
    }

    /** Closes for good. */
    void close() {
        closed = true;
        drop();
    }

    private void drop() {
        open = false;
        proven = false;
        var dropped = socket;
        if (dropped != null) {
            dropped.close();
        }
    }

    private void send(String action, Collection<String> some) {
        var to = socket;
        if (open && to != null && !some.isEmpty()) {
            to.send(some.stream().collect(Collectors.joining("\",\"", "{\"" + action + "\":[\"", "\"]}")));
        }
    }

    private void lost(String reason) {
        drop();
        trouble = reason;
        failures++;
        owner.changed();
        timers.schedule(
                () -> turns.accept(this::connect), backoff.after(failures).toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The socket that is in use; one that was dropped says nothing. */
    private final class Attempt implements StreamSocket.Owner {
        @Override
        public void opened() {
            open = true;
            nonsense = 0;
            heard = clock.instant();
            renewed = heard;
            proven = !wasSilent;
            send("subscribe", names);
            owner.changed();
        }

        @Override
        public void message(String text) {
            Optional<Pricing> told;
            try {
                told = StreamDecoder.decode(text);
            } catch (DecodeException e) {
                owner.unreadable(e);
                if (++nonsense >= MOST_NONSENSE) {
                    lost("the stream tells nothing readable");
                }
                return;
            }
            nonsense = 0;
            failures = 0;
            wasSilent = false;
            if (!proven) {
                proven = true;
                owner.changed();
            }
            told.ifPresent(owner::pricing);
            heard = clock.instant(); // after a feed that is behind has taken it
        }

        @Override
        public void ended(String reason) {
            lost(reason);
        }
    }
}
