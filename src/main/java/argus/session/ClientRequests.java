package argus.session;

import argus.metrics.ServiceMetrics;
import argus.model.Symbol;
import argus.protocol.Echo;
import argus.protocol.ErrorCode;
import argus.protocol.MessageWriter;
import argus.protocol.ProtocolException;
import argus.protocol.ServerMessage;
import argus.protocol.SubscriptionAnswer;
import argus.protocol.request.ClientMessage;
import argus.protocol.request.ClientMessage.GetStats;
import argus.protocol.request.ClientMessage.GetSubscriptions;
import argus.protocol.request.ClientMessage.Heartbeat;
import argus.protocol.request.ClientMessage.Ping;
import argus.protocol.request.ClientMessage.Selection;
import argus.protocol.request.ClientMessage.Subscribe;
import argus.protocol.request.ClientMessage.Unsubscribe;
import argus.topic.SubscribeOptions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** Carries out what clients ask for. Thread-safe; the messages of one session come one at a time. */
public final class ClientRequests {
    private static final int SUGGESTIONS = 5;

    private final SubscriptionPort port;
    private final SymbolResolver symbols;
    private final IntSupplier maxSubscriptions;
    private final MessageWriter writer;
    private final Function<@Nullable Echo, ServerMessage> stats;
    private final ServiceMetrics metrics;
    private final Clock clock;

    /**
     * @param maxSubscriptions topics of one session
     * @param stats makes the answer to {@code get_stats}
     */
    public ClientRequests(
            SubscriptionPort port,
            SymbolResolver symbols,
            IntSupplier maxSubscriptions,
            MessageWriter writer,
            Function<@Nullable Echo, ServerMessage> stats,
            ServiceMetrics metrics,
            Clock clock) {
        this.port = port;
        this.symbols = symbols;
        this.maxSubscriptions = maxSubscriptions;
        this.writer = writer;
        this.stats = stats;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** Answers one request; what it starts or ends is answered by the feed. */
    public void handle(ClientSession session, ClientMessage message) {
        if (message instanceof Subscribe subscribe) {
            subscribe(session, subscribe);
        } else if (message instanceof Unsubscribe unsubscribe) {
            unsubscribe(session, unsubscribe);
        } else if (message instanceof GetSubscriptions list) {
            session.send(writer.write(list(session, list.id())));
        } else if (message instanceof GetStats request) {
            session.send(writer.write(stats.apply(request.id())));
        } else if (message instanceof Heartbeat heartbeat) {
            alive(session, heartbeat.id(), heartbeat.clientTime(), false);
        } else if (message instanceof Ping ping) {
            alive(session, ping.id(), ping.clientTime(), true);
        }
    }

    /** Tells a client what was wrong. */
    public void refuse(ClientSession session, ProtocolException fault) {
        ServiceMetrics.count(metrics.errors(), fault.code().name());
        session.send(writer.write(new ServerMessage.ErrorReply(fault, null, session.id())));
    }

    private void subscribe(ClientSession session, Subscribe request) {
        var clientId = Objects.requireNonNullElse(request.clientId(), session.id());
        var started = new ArrayList<Subscription>();
        var replaced = new ArrayList<Subscription>();
        for (var spelling : request.symbols()) {
            var symbol = symbols.resolve(spelling);
            request.wanted().forEach((selection, options) -> {
                if (symbol.isEmpty()) {
                    refuse(session, request, spelling, selection, ErrorCode.UNKNOWN_SYMBOL, symbols.suggest(spelling));
                } else if (!start(session, request, symbol.get(), selection, options, clientId, started, replaced)) {
                    refuse(session, request, spelling, selection, ErrorCode.TOPIC_LIMIT, List.of());
                }
            });
        }
        port.unsubscribe(replaced, subscription -> {});
        port.subscribe(started);
    }

    private boolean start(
            ClientSession session,
            Subscribe request,
            Symbol symbol,
            Selection selection,
            SubscribeOptions options,
            String clientId,
            List<Subscription> started,
            List<Subscription> replaced) {
        var topic = selection.topic(symbol);
        var before = session.subscription(topic);
        if (before == null && session.subscriptions().size() >= maxSubscriptions.getAsInt()) {
            return false;
        }
        var id = before == null ? session.nextSubscriptionId() : before.id();
        var subscription = new Subscription(id, session, topic, options, request.id(), clientId, clock.instant());
        session.put(subscription);
        started.remove(before);
        started.add(subscription);
        if (before != null) {
            replaced.add(before);
        }
        return true;
    }

    private void refuse(
            ClientSession session,
            Subscribe request,
            String spelling,
            Selection selection,
            ErrorCode code,
            List<String> suggestions) {
        ServiceMetrics.count(metrics.errors(), code.name());
        var text = code == ErrorCode.TOPIC_LIMIT
                ? "A connection may have " + maxSubscriptions.getAsInt() + " subscriptions"
                : code.text();
        session.send(writer.write(new SubscriptionAnswer.SubscriptionRefused(
                request.id(),
                spelling,
                selection.type(),
                selection.period(),
                Objects.requireNonNullElse(request.clientId(), session.id()),
                code,
                text,
                suggestions.stream().limit(SUGGESTIONS).toList())));
    }

    private void unsubscribe(ClientSession session, Unsubscribe request) {
        for (var id : request.subscriptionIds()) {
            var found = session.subscriptions().stream()
                    .filter(subscription -> subscription.id().equals(id))
                    .toList();
            if (found.isEmpty()) {
                unknown(session, request, id, null);
            }
            end(session, request, found);
        }
        for (var spelling : request.symbols()) {
            var symbol = symbols.resolve(spelling).orElse(null);
            var found = session.subscriptions().stream()
                    .filter(subscription -> subscription.topic().symbol().equals(symbol))
                    .filter(subscription -> request.covers(subscription.topic()))
                    .toList();
            if (found.isEmpty()) {
                unknown(session, request, null, spelling);
            }
            end(session, request, found);
        }
    }

    private void end(ClientSession session, Unsubscribe request, List<Subscription> ended) {
        ended.forEach(session::remove);
        port.unsubscribe(
                ended,
                subscription -> session.send(writer.write(
                        new SubscriptionAnswer.Unsubscribed(request.id(), subscription.id(), subscription.topic()))));
    }

    private void unknown(ClientSession session, Unsubscribe request, @Nullable String id, @Nullable String spelling) {
        ServiceMetrics.count(metrics.errors(), ErrorCode.UNKNOWN_SUBSCRIPTION.name());
        var type =
                request.selections().size() == 1 ? request.selections().get(0).type() : null;
        session.send(writer.write(new SubscriptionAnswer.UnsubscribeRefused(
                request.id(),
                id,
                spelling,
                type,
                ErrorCode.UNKNOWN_SUBSCRIPTION,
                ErrorCode.UNKNOWN_SUBSCRIPTION.text())));
    }

    private ServerMessage list(ClientSession session, @Nullable Echo id) {
        var lines = session.subscriptions().stream()
                .sorted(Comparator.comparing(Subscription::createdAt)
                        .thenComparing(s -> s.topic().text()))
                .map(s -> new SubscriptionAnswer.Subscription(
                        s.id(),
                        s.topic(),
                        s.options(),
                        s.createdAt(),
                        s.lastUpdate() == 0 ? null : Instant.ofEpochMilli(s.lastUpdate()),
                        s.sent(),
                        session.slowed() ? "slowed" : "active"))
                .toList();
        return new SubscriptionAnswer.SubscriptionList(id, lines);
    }

    private void alive(ClientSession session, @Nullable Echo id, @Nullable Echo clientTime, boolean pong) {
        var now = clock.instant();
        session.send(writer.write(new ServerMessage.Alive(
                id, pong, session.id(), now, clientTime, Duration.between(session.openedAt(), now))));
    }
}
