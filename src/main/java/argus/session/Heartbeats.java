package argus.session;

import argus.outbox.Top;
import argus.protocol.Heartbeat;
import argus.protocol.Heartbeat.Figures;
import argus.protocol.Heartbeat.SourceAge;
import argus.protocol.Heartbeat.TopicTop;
import argus.protocol.MessageWriter;
import argus.topic.Topic;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Sends the heartbeats that clients have agreed on. Called by one sweeper. */
public final class Heartbeats {
    private final Supplier<Map<String, SourceAge>> sources;
    private final MessageWriter writer;
    private final Clock clock;

    /** @param sources how each source is now */
    public Heartbeats(Supplier<Map<String, SourceAge>> sources, MessageWriter writer, Clock clock) {
        this.sources = sources;
        this.writer = writer;
        this.clock = clock;
    }

    /** Sends a heartbeat to each session whose time has come. */
    public void beat(Collection<ClientSession> sessions) {
        long now = clock.millis();
        Map<String, SourceAge> ages = null;
        for (var session : sessions) {
            if (session.beatDue(now)) {
                ages = ages == null ? sources.get() : ages;
                beat(session, ages);
            }
        }
    }

    private void beat(ClientSession session, Map<String, SourceAge> ages) {
        var now = clock.instant();
        var figures = new Figures(session.backlog(), session.outbox().merged(), roundTrip(session));
        long number = session.countBeat();
        session.send(() -> writer.write(new Heartbeat(
                session.id(), now, Duration.between(session.openedAt(), now), number, ages, silent(session), figures)));
    }

    private static Map<Topic, TopicTop> silent(ClientSession session) {
        var tops = new LinkedHashMap<Topic, TopicTop>();
        for (var subscription : session.subscriptions()) {
            Top top = subscription.silent();
            if (top != null) {
                tops.put(subscription.topic(), new TopicTop(top.sent(), top.considered()));
            }
        }
        return tops;
    }

    private static @Nullable Long roundTrip(ClientSession session) {
        long millis = session.gate().roundTripMs();
        return millis < 0 ? null : millis;
    }
}
