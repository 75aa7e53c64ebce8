package argus.source.yahoo;

import argus.source.Backoff;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One connection of the stream with the names subscribed on it. It connects anew when it is lost, is silent for too long or
 * tells only nonsense, after a wait that grows. Thread-safe; nothing here waits.
 */
final class StreamConnection {
    private static final String ORIGIN = "https://finance.yahoo.com";
    private static final int LONGEST_MESSAGE = 1 << 16;
    private static final int MOST_NONSENSE = 10;
    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

    private final YahooSettings settings;
    private final HttpClient client;
    private final Clock clock;
    private final ScheduledExecutorService timers;
    private final Owner owner;
    private final Backoff backoff;

    // Guarded by this.
    private final Set<String> names = new LinkedHashSet<>();
    private CompletableFuture<?> sending = CompletableFuture.completedFuture(null);
    private @Nullable WebSocket socket;
    private String trouble = "connecting";
    private boolean proven;
    private boolean wasSilent;
    private boolean closed;
    private int generation;
    private int failures;
    private int nonsense;
    private Instant lastMessage;
    private Instant lastRenewal;

    /** Whom a connection belongs to. */
    interface Owner {

        /** Takes a message. @return whether it made sense */
        boolean message(String text);

        /** The connection is in another state. */
        void changed();
    }

    StreamConnection(
            YahooSettings settings, HttpClient client, Clock clock, ScheduledExecutorService timers, Owner owner) {
        this.settings = settings;
        this.client = client;
        this.clock = clock;
        this.timers = timers;
        this.owner = owner;
        var first = settings.terms().retryDelay();
        backoff = new Backoff(first.compareTo(FIRST_WAIT) < 0 ? first : FIRST_WAIT, LONGEST_WAIT);
        lastMessage = clock.instant();
        lastRenewal = lastMessage;
    }

    /** Connects, unless it is closed. */
    synchronized void connect() {
        if (closed) {
            return;
        }
        int mine = ++generation;
        client.newWebSocketBuilder()
                .connectTimeout(settings.http().timeout())
                .header("Origin", ORIGIN)
                .header("User-Agent", settings.userAgent())
                .buildAsync(settings.stream(), new Reader(mine))
                .whenComplete((opened, failure) -> {
                    if (failure != null) {
                        lost(mine, "the stream cannot be reached: " + reason(failure));
                    }
                });
    }

    /** Subscribes further names. */
    synchronized void add(Collection<String> more) {
        names.addAll(more);
        if (!more.isEmpty()) {
            send("subscribe", more);
        }
    }

    /** Gives up names. */
    synchronized void remove(Collection<String> fewer) {
        if (names.removeAll(Set.copyOf(fewer))) {
            send("unsubscribe", fewer);
        }
    }

    synchronized Set<String> names() {
        return Set.copyOf(names);
    }

    synchronized int size() {
        return names.size();
    }

    synchronized boolean isUp() {
        return socket != null && proven;
    }

    /** Why it is not up. */
    synchronized String trouble() {
        return trouble;
    }

    /**
     * Renews the subscription when it is time, and gives up a connection that is silent.
     *
     * @param busy whether something is to be heard of a name
     */
    void watch(Predicate<String> busy) {
        int mine;
        synchronized (this) {
            var now = clock.instant();
            if (socket == null) {
                return;
            }
            if (names.isEmpty()) {
                lastMessage = now;
            }
            mine = generation;
            if (Duration.between(lastMessage, now).compareTo(settings.silence()) <= 0) {
                if (Duration.between(lastRenewal, now).compareTo(settings.resubscribe()) >= 0) {
                    lastRenewal = now;
                    send("subscribe", names);
                }
                return;
            }
        }
        if (names().stream().anyMatch(busy)) {
            silent(mine);
        } else {
            heard();
        }
    }

    /** Closes for good. */
    synchronized void close() {
        closed = true;
        generation++;
        var open = socket;
        if (open != null) {
            open.abort();
        }
        socket = null;
    }

    private synchronized void heard() {
        lastMessage = clock.instant();
    }

    private void silent(int mine) {
        synchronized (this) {
            wasSilent = mine == generation;
        }
        lost(mine, "the stream was silent for " + settings.silence().toSeconds() + " s");
    }

    /** Sends behind what is being sent; what fails shows by the connection's end. */
    private void send(String action, Collection<String> some) {
        var open = socket;
        if (open != null) {
            var text = some.stream().collect(Collectors.joining("\",\"", "{\"" + action + "\":[\"", "\"]}"));
            sending =
                    sending.handle((done, failure) -> open.sendText(text, true)).thenCompose(sent -> sent);
        }
    }

    private void opened(int mine, WebSocket opened) {
        synchronized (this) {
            if (closed || mine != generation) {
                opened.abort();
                return;
            }
            socket = opened;
            sending = CompletableFuture.completedFuture(null);
            nonsense = 0;
            lastMessage = clock.instant();
            lastRenewal = lastMessage;
            proven = !wasSilent;
            if (!names.isEmpty()) {
                send("subscribe", names);
            }
        }
        opened.request(1);
        owner.changed();
    }

    private void received(int mine, String text) {
        synchronized (this) {
            if (mine != generation) {
                return;
            }
        }
        boolean sense = owner.message(text);
        boolean tooMuch;
        boolean news;
        synchronized (this) {
            nonsense = sense ? 0 : nonsense + 1;
            tooMuch = nonsense >= MOST_NONSENSE;
            news = sense && !proven;
            if (sense) {
                lastMessage = clock.instant();
                failures = 0;
                wasSilent = false;
                proven = true;
            }
        }
        if (tooMuch) {
            lost(mine, "the stream tells nothing readable");
        } else if (news) {
            owner.changed();
        }
    }

    private void lost(int mine, String reason) {
        synchronized (this) {
            if (closed || mine != generation) {
                return;
            }
            generation++;
            var open = socket;
            if (open != null) {
                open.abort();
            }
            socket = null;
            proven = false;
            trouble = reason;
            failures++;
            try {
                timers.schedule(this::connect, backoff.after(failures).toMillis(), TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException e) {
                closed = true;
            }
        }
        owner.changed();
    }

    private static String reason(Throwable failure) {
        var cause = failure.getCause() == null ? failure : failure.getCause();
        var message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : message;
    }

    /** Hears one socket. */
    private final class Reader implements WebSocket.Listener {
        private final int mine;
        private final StringBuilder message = new StringBuilder();

        Reader(int mine) {
            this.mine = mine;
        }

        @Override
        public void onOpen(WebSocket opened) {
            opened(mine, opened);
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            message.append(data);
            if (message.length() > LONGEST_MESSAGE) {
                lost(mine, "the stream sent a message that is too long");
                return null;
            }
            if (last) {
                var text = message.toString();
                message.setLength(0);
                received(mine, text);
            }
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            lost(mine, "the stream was closed with " + code);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable failure) {
            lost(mine, "the stream broke: " + reason(failure));
        }
    }
}
