package argus.endpoint;

import static argus.model.Events.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import argus.TestClock;
import argus.config.ArgusConfig;
import argus.metrics.ServiceMetrics;
import argus.model.Symbol;
import argus.outbox.OutboxMeter;
import argus.protocol.ErrorCode;
import argus.protocol.MessageWriter;
import argus.protocol.ProtocolException;
import argus.protocol.Samples;
import argus.protocol.ServerMessage;
import argus.protocol.request.MessageReader;
import argus.session.ClientRequests;
import argus.session.ClientSession;
import argus.session.Disconnect;
import argus.session.SessionSettings;
import argus.session.Sessions;
import argus.session.SteppedSessions;
import argus.session.SubscriptionPort;
import argus.session.SymbolResolver;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.PongMessage;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SocketDoorTest {
    private final TestClock clock = new TestClock(NOON);
    private final ServiceMetrics metrics = new ServiceMetrics();
    private final MessageWriter writer = new MessageWriter(clock);
    private final Sessions sessions = new Sessions(
            () -> new SessionSettings(100_000, Duration.ofSeconds(10), Duration.ofSeconds(20), Duration.ofSeconds(20)),
            new OutboxMeter(1_000_000),
            metrics,
            writer,
            clock,
            SteppedSessions.NO_THREADS,
            1,
            Runnable::run);
    private final SteppedSessions stepped = new SteppedSessions(sessions);
    private final Map<String, String> config = new HashMap<>(Map.of("argus.server.transport", "blocking"));
    private final SocketDoor door = new SocketDoor(
            sessions,
            new ClientRequests(
                    SubscriptionPort.NONE,
                    new SymbolResolver() {
                        @Override
                        public Optional<Symbol> resolve(String spelling) {
                            throw new IllegalStateException("a bug");
                        }

                        @Override
                        public List<String> suggest(String spelling) {
                            return List.of();
                        }
                    },
                    () -> 10,
                    writer,
                    Samples::welcome,
                    id -> new ServerMessage.Stats(id, Map.of(), Map.of(), Map.of(), Map.of(), Map.of()),
                    metrics,
                    clock),
            writer,
            new DoorSettings(() -> ArgusConfig.of(config), "1", "n1"),
            new LinkWatch(clock),
            metrics,
            clock);
    private final List<String> sent = new ArrayList<>();
    private final List<Long> pings = new ArrayList<>();
    private final List<Object> idleTimeouts = new ArrayList<>();
    private final Map<String, Object> properties = new HashMap<>();
    private final Session container = (Session) Proxy.newProxyInstance(
            Session.class.getClassLoader(), new Class<?>[] {Session.class}, (proxy, method, args) -> {
                switch (method.getName()) {
                    case "getUserProperties":
                        return properties;
                    case "getId":
                        return "c1";
                    case "setMaxIdleTimeout":
                        idleTimeouts.add(args[0]);
                        return null;
                    case "getBasicRemote":
                        return remote(RemoteEndpoint.Basic.class);
                    case "getAsyncRemote":
                        return remote(RemoteEndpoint.Async.class);
                    default:
                        return null;
                }
            });

    private Object remote(Class<?> kind) {
        return Proxy.newProxyInstance(kind.getClassLoader(), new Class<?>[] {kind}, (proxy, method, args) -> {
            if (args[0] instanceof Image image) {
                sent.add(image.text());
            } else if (args[0] instanceof ByteBuffer payload) {
                pings.add(payload.getLong(payload.position()));
            }
            return null;
        });
    }

    private ClientSession open() {
        door.open(container);
        stepped.runAll();
        return sessions.all().iterator().next();
    }

    private void receive(String text) {
        Inbound inbound;
        try {
            inbound = new Inbound.Request(new MessageReader(1_000).read(text), text.length());
        } catch (ProtocolException e) {
            inbound = new Inbound.Fault(e, text.length());
        }
        door.receive(container, inbound);
        stepped.runAll();
    }

    @Test
    void newcomerIsWelcomed() {
        open();
        assertThat(sent).hasSize(1);
        assertThat(sent.get(0)).contains("\"type\":\"welcome\"");
        assertThat(idleTimeouts).containsExactly(0L);
    }

    @Test
    void requestIsAnsweredAndCounted() {
        open();
        receive("{\"type\":\"ping\"}");
        assertThat(sent.get(1)).contains("\"type\":\"pong\"");
        assertThat(metrics.messagesIn().sum()).isEqualTo(1);
        assertThat(metrics.bytesIn().sum()).isEqualTo(15);
    }

    @Test
    void faultIsAnsweredAndTheSessionLives() {
        var session = open();
        receive("{");
        door.receiveBinary(container, 3);
        stepped.runAll();
        assertThat(sent.get(1)).contains(ErrorCode.BAD_JSON.name());
        assertThat(sent.get(2)).contains(ErrorCode.BAD_REQUEST.name(), "binary");
        assertThat(session.ended()).isNull();
    }

    @Test
    void requestThatFailsHereIsAnsweredAsOurFault() {
        var session = open();
        receive("{\"type\":\"subscribe\",\"symbol\":\"x\",\"data_type\":\"quote\"}");
        assertThat(sent.get(1)).contains(ErrorCode.INTERNAL.name());
        assertThat(session.ended()).isNull();
    }

    @Test
    void clientThatAsksTooMuchIsToldAndThenSentAway() {
        config.put("argus.security.rate-limit", "3");
        config.put("argus.security.rate-limit-window", "1h");
        var session = open();
        for (int i = 0; i < 6; i++) {
            receive("{\"type\":\"ping\"}");
        }
        assertThat(sent).filteredOn(text -> text.contains("\"pong\"")).hasSize(3);
        assertThat(sent).filteredOn(text -> text.contains("RATE_LIMITED")).hasSize(3);
        assertThat(session.ended()).isNull();
        receive("{\"type\":\"ping\"}");
        assertThat(session.ended()).isEqualTo(Disconnect.RATE_LIMIT);
    }

    @Test
    void pongReachesTheSession() {
        var session = open();
        clock.advance(Duration.ofSeconds(20));
        sessions.sweep();
        stepped.runAll();
        assertThat(pings).hasSize(1);
        PongMessage pong = () -> ByteBuffer.allocate(8).putLong(0, pings.get(0));
        door.pong(container, pong);
        clock.advance(Duration.ofSeconds(21));
        sessions.sweep();
        assertThat(session.ended()).isNull();
    }

    @Test
    void closeTellsWhetherTheClientLeftOrIsGone() {
        var left = open();
        door.close(container, new CloseReason(CloseCodes.GOING_AWAY, ""));
        assertThat(left.ended()).isEqualTo(Disconnect.LEFT);
        var gone = open();
        door.close(container, new CloseReason(CloseCodes.CLOSED_ABNORMALLY, ""));
        assertThat(gone.ended()).isEqualTo(Disconnect.GONE);
    }

    @Test
    void onlyABrokenConnectionEndsTheSession() {
        var session = open();
        door.fail(container, new IllegalStateException("a bug"));
        assertThat(session.ended()).isNull();
        door.fail(container, new IOException("reset"));
        assertThat(session.ended()).isEqualTo(Disconnect.BROKEN);
    }

    @Test
    void connectionThatWasNeverOpenedIsIgnored() {
        receive("{\"type\":\"ping\"}");
        door.pong(container, () -> ByteBuffer.allocate(8));
        door.close(container, new CloseReason(CloseCodes.NORMAL_CLOSURE, ""));
        door.fail(container, new IOException("reset"));
        assertThat(sent).isEmpty();
    }
}
