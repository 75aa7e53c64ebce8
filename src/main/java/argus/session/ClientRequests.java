package argus.session;

import argus.metrics.ServiceMetrics;
import argus.protocol.Echo;
import argus.protocol.ErrorCode;
import argus.protocol.MessageWriter;
import argus.protocol.ProtocolException;
import argus.protocol.ServerMessage;
import argus.protocol.SubscriptionAnswer;
import argus.protocol.Welcome;
import argus.protocol.request.ClientMessage;
import argus.protocol.request.ClientMessage.GetStats;
import argus.protocol.request.ClientMessage.GetSubscriptions;
import argus.protocol.request.ClientMessage.Heartbeat;
import argus.protocol.request.ClientMessage.Hello;
import argus.protocol.request.ClientMessage.Ping;
import argus.protocol.request.ClientMessage.Ready;
import argus.protocol.request.ClientMessage.Reconfigure;
import argus.protocol.request.ClientMessage.Subscribe;
import argus.protocol.request.ClientMessage.Unsubscribe;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** Carries out what clients ask for. Thread-safe; the messages of one session come one at a time. */
public final class ClientRequests {
    private static final Logger LOG = System.getLogger(ClientRequests.class.getName());

    private final SubscribeRequests subscribing;
    private final ChangeRequests changing;
    private final ListFollowing following;
    private final Replies replies;
    private final Function<String, Welcome> welcome;
    private final Function<@Nullable Echo, ServerMessage> stats;
    private final Clock clock;

    /**
     * @param maxSubscriptions topics of one session
     * @param welcome makes the first message to the client of a name
     * @param stats makes the answer to {@code get_stats}
     */
    public ClientRequests(
            SubscriptionPort port,
            SymbolResolver symbols,
            IntSupplier maxSubscriptions,
            MessageWriter writer,
            Function<String, Welcome> welcome,
            Function<@Nullable Echo, ServerMessage> stats,
            ServiceMetrics metrics,
            Clock clock) {
        this.replies = new Replies(writer, metrics);
        this.subscribing = new SubscribeRequests(port, symbols, maxSubscriptions, replies, clock);
        this.changing = new ChangeRequests(port, new Targets(symbols), replies);
        this.following = new ListFollowing(symbols, subscribing, changing);
        this.welcome = welcome;
        this.stats = stats;
        this.clock = clock;
    }

    /** Answers one request; what it starts, changes or ends is answered by the feed. */
    public void handle(ClientSession session, ClientMessage message) {
        try {
            synchronized (session) { // an edit of a saved list must not come between
                carryOut(session, message);
            }
        } catch (ProtocolException fault) {
            replies.refuse(session, fault.of(message.id()));
        }
    }

    /** Tells a client what was wrong. */
    public void refuse(ClientSession session, ProtocolException fault) {
        replies.refuse(session, fault);
    }

    /** Brings everybody who is subscribed to a saved list up to what it is now. */
    public void listEdited(String owner, String name) {
        following.edited(owner, name);
    }

    /** Forgets who has gone. To be called now and then. */
    public void sweep() {
        following.sweep();
    }

    private void carryOut(ClientSession session, ClientMessage message) {
        if (message instanceof Ready ready) {
            ready(session, ready);
        } else if (message instanceof Subscribe subscribe) {
            following.expect(session, subscribe);
            following.begin(session, subscribe, subscribing.carryOut(session, subscribe));
        } else if (message instanceof Reconfigure reconfigure) {
            changing.carryOut(session, reconfigure);
        } else if (message instanceof Unsubscribe unsubscribe) {
            changing.carryOut(session, unsubscribe);
            following.end(session, unsubscribe.target());
        } else if (message instanceof Hello hello) {
            agree(session, hello);
        } else if (message instanceof GetSubscriptions list) {
            replies.send(session, list(session, list.id()));
        } else if (message instanceof GetStats request) {
            replies.send(session, stats.apply(request.id()));
        } else if (message instanceof Heartbeat heartbeat) {
            alive(session, heartbeat.id(), heartbeat.clientTime(), false);
        } else if (message instanceof Ping ping) {
            alive(session, ping.id(), ping.clientTime(), true);
        }
    }

    private void agree(ClientSession session, Hello hello) {
        LOG.log(Level.DEBUG, () -> "session " + session.id() + " is " + hello.client() + ": " + hello.agreement());
        var answer = welcome.apply(session.id()).to(hello.id(), hello.agreement());
        session.agree(hello.agreement(), replies.text(answer));
    }

    private static void ready(ClientSession session, Ready ready) {
        if (!session.ready(ready.credit())) {
            throw new ProtocolException(
                    ErrorCode.BAD_REQUEST, "This connection has no credit flow; ask for it in hello", "$.type");
        }
    }

    private static ServerMessage list(ClientSession session, @Nullable Echo id) {
        var lines = Targets.all(session).stream()
                .map(s -> new SubscriptionAnswer.Subscription(
                        s.id(),
                        s.set(),
                        s.topic(),
                        s.options(),
                        s.paused(),
                        s.createdAt(),
                        s.lastUpdate() == 0 ? null : Instant.ofEpochMilli(s.lastUpdate()),
                        s.sent(),
                        status(session, s)))
                .toList();
        return new SubscriptionAnswer.SubscriptionList(id, lines);
    }

    private static String status(ClientSession session, Subscription subscription) {
        return subscription.paused() ? "paused" : session.slowed() ? "slowed" : "active";
    }

    private void alive(ClientSession session, @Nullable Echo id, @Nullable Echo clientTime, boolean pong) {
        var now = clock.instant();
        replies.send(
                session,
                new ServerMessage.Alive(
                        id, pong, session.id(), now, clientTime, Duration.between(session.openedAt(), now)));
    }
}
