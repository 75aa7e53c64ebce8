package argus.feed;

import static org.assertj.core.api.Assertions.assertThat;

import argus.session.ClientSession;
import argus.session.FakeTransport;
import argus.session.FakeTransport.Ping;
import argus.session.FakeTransport.Text;
import argus.session.SteppedSessions;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** A client that reads and answers pings when it is told to, and checks all that it reads. Not thread-safe. */
final class Reader {
    final FakeTransport transport;
    final ClientSession session;
    /** Topics that it has asked for and not given up. */
    final Set<String> wanted = new HashSet<>();

    private final Ledger ledger;
    private final Map<String, TopicReader> topics = new HashMap<>();
    private final ArrayDeque<Long> pings = new ArrayDeque<>();

    Reader(FakeTransport transport, ClientSession session, Ledger ledger) {
        this.transport = transport;
        this.session = session;
        this.ledger = ledger;
    }

    /** Reads so many messages. @return whether there was one */
    boolean read(int count) {
        for (int i = 0; i < count; i++) {
            var received = transport.read();
            if (received == null) {
                return i > 0;
            }
            if (received instanceof Ping ping) {
                pings.add(ping.payload());
            } else {
                message((Text) received);
            }
        }
        return count > 0;
    }

    /** Answers the pings that it has read; the last answer may stand for all. */
    void pong(long now, boolean onlyTheLast) {
        while (!pings.isEmpty()) {
            long payload = pings.remove();
            if (!onlyTheLast || pings.isEmpty()) {
                SteppedSessions.pong(session, payload, now);
            }
        }
    }

    /** Nothing more is coming: what it knows is the newest. */
    void settled(boolean roomEnough) {
        assertThat(session.idle()).isTrue();
        assertThat(topics).containsOnlyKeys(wanted);
        topics.values().forEach(topic -> topic.settled(ledger, roomEnough));
    }

    private void message(Text text) {
        var message = parse(text.text());
        var data = message.getJsonObject("data");
        switch (message.getString("type")) {
            case "subscription_response" -> {
                assertThat(data.getString("status")).isEqualTo("active");
                topics.put(data.getString("topic"), new TopicReader(data));
            }
            case "unsubscribe_response" -> {
                if (data.getBoolean("success")) {
                    assertThat(topics.remove(data.getString("topic"))).isNotNull();
                }
            }
            case "gap" -> reader(data.getString("topic")).gap(data);
            case "status" -> assertThat(data.getString("type")).isIn("slowed", "restored");
            case "long" -> assertThat(data.getString("text")).isEqualTo(LONG);
            default -> reader(message.getString("topic")).update(message, text.at(), ledger);
        }
    }

    /** A text of three pieces, in the characters that cut worst. */
    static final String LONG = "中\uD83D\uDE00".repeat(9_000);

    private TopicReader reader(String topic) {
        assertThat(topics)
                .as("nothing before the answer and nothing after the end")
                .containsKey(topic);
        return topics.get(topic);
    }

    static JsonObject parse(String text) {
        try (var reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }
}
