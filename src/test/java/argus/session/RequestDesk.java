package argus.session;

import argus.TestClock;
import argus.metrics.ServiceMetrics;
import argus.outbox.OutboxMeter;
import argus.protocol.MessageWriter;
import argus.protocol.Samples;
import argus.protocol.ServerMessage;
import argus.protocol.request.MessageReader;
import argus.session.FakeTransport.Text;
import argus.session.FakeTransport.Way;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One client that asks, and all that stands between it and the shards of its topics. */
final class RequestDesk {
    final ServiceMetrics metrics = new ServiceMetrics();
    final ClientRequests requests;
    final Sessions sessions;
    final FakeTransport transport;
    final ClientSession session;
    private final SteppedSessions stepped;

    /** @param mostSubscriptions that the client may have */
    RequestDesk(SubscriptionPort port, SymbolResolver symbols, int mostSubscriptions, TestClock clock) {
        var writer = new MessageWriter(clock);
        requests = new ClientRequests(
                port,
                symbols,
                () -> mostSubscriptions,
                writer,
                Samples::welcome,
                id -> new ServerMessage.Stats(id, Map.of("node", "n1"), Map.of(), Map.of(), Map.of(), Map.of()),
                metrics,
                clock);
        sessions = new Sessions(
                () -> new SessionSettings(
                        100_000, Duration.ofSeconds(10), Duration.ofSeconds(20), Duration.ofSeconds(20)),
                new OutboxMeter(1_000_000),
                metrics,
                writer,
                clock,
                SteppedSessions.NO_THREADS,
                1,
                Runnable::run);
        stepped = new SteppedSessions(sessions);
        transport = new FakeTransport(Way.AT_ONCE, clock);
        session = sessions.open(transport);
    }

    /** Hands in a request. */
    void hand(String request) {
        requests.handle(session, new MessageReader(10_000).read(request));
    }

    /** What the client has been told since the last look. */
    List<JsonObject> told() {
        stepped.runAll();
        var told = new ArrayList<JsonObject>();
        for (var next = transport.read(); next != null; next = transport.read()) {
            try (var reader = Json.createReader(new StringReader(((Text) next).text()))) {
                told.add(reader.readObject());
            }
        }
        return told;
    }
}
