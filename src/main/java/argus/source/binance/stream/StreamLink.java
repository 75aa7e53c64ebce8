package argus.source.binance.stream;

import argus.source.DecodeException;
import argus.source.Quota;
import argus.source.binance.wire.Frame;
import argus.source.binance.wire.Frame.Acknowledged;
import argus.source.binance.wire.Frame.Refused;
import argus.source.binance.wire.FrameDecoder;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One WebSocket connection with the streams wanted of it. Requests go out one at a time, each when the one before is
 * answered and the quota allows it. It is lost once and for all when it ends, says nothing, or sends what cannot be read
 * over and over; nothing is heard of it then. Every method is called in turn.
 */
final class StreamLink {
    /** Streams named in one request: a message of about 3 KB. */
    private static final int STREAMS_IN_REQUEST = 100;

    private static final int LONGEST_FRAME = 1 << 20;
    private static final int MOST_UNREADABLE = 20;

    private final StreamTerms terms;
    private final Turn turn;
    private final Clock clock;
    private final ScheduledExecutorService timers;
    private final Owner owner;
    private final Quota quota;
    private final Instant began;
    private final Set<String> subscribed = new HashSet<>();
    private Set<String> wanted;
    private @Nullable WebSocket socket;
    private @Nullable Request asked;
    private boolean quotaTaken;
    private boolean ready;
    private boolean ended;
    private boolean signAsked;
    private Instant heard;
    private Instant askedAt;
    private int unreadable;
    private long requests;

    /** Who is told. */
    interface Owner {

        /** All that was wanted is subscribed to, for the first time. */
        void ready(StreamLink link);

        void frame(StreamLink link, Frame frame);

        void unreadable(String text, DecodeException why);

        void lost(StreamLink link, String reason);
    }

    private record Request(long id, String method, List<String> streams) {
        String text() {
            var params = streams.stream().map(stream -> '"' + stream + '"').collect(Collectors.joining(","));
            var named = streams.isEmpty() ? "" : "\"params\":[" + params + "],";
            return "{\"method\":\"" + method + "\"," + named + "\"id\":" + id + "}";
        }
    }

    StreamLink(
            StreamTerms terms,
            Set<String> wanted,
            Turn turn,
            Clock clock,
            ScheduledExecutorService timers,
            Owner owner) {
        this.terms = terms;
        this.wanted = wanted;
        this.turn = turn;
        this.clock = clock;
        this.timers = timers;
        this.owner = owner;
        quota = new Quota(terms.messagesPerSecond(), Duration.ofSeconds(1), clock);
        began = clock.instant();
        heard = began;
        askedAt = began;
    }

    /** Begins to connect. */
    void open(HttpClient http) {
        http.newWebSocketBuilder()
                .connectTimeout(terms.connectTimeout())
                .buildAsync(terms.address(), new Listener())
                .whenComplete((opened, failure) -> {
                    if (failure != null) {
                        turn.take(() ->
                                lose("cannot connect to " + terms.address().getHost() + ": " + words(failure)));
                    }
                });
    }

    /** Says which streams are wanted from now on. */
    void want(Set<String> streams) {
        wanted = streams;
        pump();
    }

    boolean ready() {
        return ready;
    }

    /** How long ago it was begun. */
    Duration age() {
        return Duration.between(began, clock.instant());
    }

    /** Looks whether anything is overdue. */
    void tick() {
        if (ended) {
            return;
        }
        var now = clock.instant();
        var silent = Duration.between(heard, now);
        if (asked != null && Duration.between(askedAt, now).compareTo(terms.connectTimeout()) > 0) {
            lose("no answer to " + asked.method() + " within "
                    + terms.connectTimeout().toMillis() + " ms");
        } else if (silent.compareTo(terms.silence()) > 0) {
            lose("silent for more than " + terms.silence().toMillis() + " ms");
        } else if (!signAsked && silent.multipliedBy(2).compareTo(terms.silence()) > 0) {
            signAsked = true;
            pump();
        }
    }

    /** Ends it; the owner is not told. */
    void close() {
        ended = true;
        var open = socket;
        if (open != null) {
            open.sendClose(WebSocket.NORMAL_CLOSURE, "")
                    .orTimeout(1, TimeUnit.SECONDS)
                    .whenComplete((sent, failure) -> open.abort());
        }
    }

    private void lose(String reason) {
        if (ended) {
            return;
        }
        ended = true;
        var open = socket;
        if (open != null) {
            open.abort();
        }
        owner.lost(this, reason);
    }

    /** Sends the next request if there is one and its time has come. */
    private void pump() {
        if (ended || socket == null || asked != null || quotaTaken) {
            return;
        }
        if (nextMethod() == null) {
            if (!ready) {
                ready = true;
                owner.ready(this);
            }
            return;
        }
        quotaTaken = true;
        var wait = quota.reserve();
        if (wait.isZero()) {
            send();
        } else {
            timers.schedule(() -> turn.take(this::send), wait.toMillis() + 1, TimeUnit.MILLISECONDS);
        }
    }

    private @Nullable String nextMethod() {
        if (!wanted.containsAll(subscribed)) {
            return "UNSUBSCRIBE"; // first, to stay within the limit
        }
        if (!subscribed.containsAll(wanted)) {
            return "SUBSCRIBE";
        }
        return signAsked ? "LIST_SUBSCRIPTIONS" : null;
    }

    private void send() {
        quotaTaken = false;
        var method = nextMethod();
        var open = socket;
        if (ended || open == null || method == null) {
            return;
        }
        List<String> streams =
                switch (method) {
                    case "SUBSCRIBE" -> missing(wanted, subscribed);
                    case "UNSUBSCRIBE" -> missing(subscribed, wanted);
                    default -> List.of();
                };
        var request = new Request(++requests, method, streams);
        asked = request;
        askedAt = clock.instant();
        open.sendText(request.text(), true).whenComplete((sent, failure) -> {
            if (failure != null) {
                turn.take(() -> lose("cannot send: " + words(failure)));
            }
        });
    }

    private static List<String> missing(Collection<String> all, Collection<String> there) {
        return all.stream()
                .filter(stream -> !there.contains(stream))
                .sorted()
                .limit(STREAMS_IN_REQUEST)
                .toList();
    }

    private void received(String text) {
        if (ended) {
            return;
        }
        heard = clock.instant();
        signAsked = false;
        try {
            var frame = FrameDecoder.decode(text);
            unreadable = 0;
            if (frame instanceof Acknowledged answer) {
                answered(answer.id());
            } else if (frame instanceof Refused refusal) {
                lose("refused a request: " + refusal.code() + " " + refusal.message());
            } else {
                owner.frame(this, frame);
            }
        } catch (DecodeException e) {
            owner.unreadable(text, e);
            if (++unreadable >= MOST_UNREADABLE) {
                lose("sent " + MOST_UNREADABLE + " frames running that cannot be read");
            }
        }
    }

    private void answered(long id) {
        var request = asked;
        if (request != null && request.id() == id) {
            asked = null;
            if (request.method().equals("SUBSCRIBE")) {
                subscribed.addAll(request.streams());
            } else {
                request.streams().forEach(subscribed::remove);
            }
            pump();
        }
    }

    private static String words(Throwable failure) {
        var cause = failure.getCause() == null ? failure : failure.getCause();
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    /** Called by the connection's own thread, one call at a time; the next frame is asked for when one is done with. */
    private final class Listener implements WebSocket.Listener {
        private final StringBuilder parts = new StringBuilder();

        @Override
        public void onOpen(WebSocket opened) {
            turn.take(() -> {
                socket = opened;
                heard = clock.instant();
                if (ended) {
                    opened.abort();
                } else {
                    pump();
                }
            });
            opened.request(1);
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            parts.append(data);
            if (parts.length() > LONGEST_FRAME) {
                turn.take(() -> lose("sent a frame of more than " + LONGEST_FRAME + " characters"));
                return null;
            }
            if (last) {
                var text = parts.toString();
                parts.setLength(0);
                turn.take(() -> received(text));
            }
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
            turn.take(() -> received("")); // nobody asked for binary frames
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            turn.take(() -> lose("closed by the server with " + code + (reason.isEmpty() ? "" : " " + reason)));
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            turn.take(() -> lose("connection broken: " + words(error)));
        }
    }
}
