package argus.protocol;

import argus.protocol.json.JsonOut;
import argus.topic.Topic;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The server's own sign of life, with what a client needs to know that silence is no loss.
 *
 * @param uptime of the connection
 * @param n counts the heartbeats of the connection from 1
 * @param sources by name
 * @param tops of the topics that were silent since the heartbeat before
 */
public record Heartbeat(
        String clientId,
        Instant serverTime,
        Duration uptime,
        long n,
        Map<String, SourceAge> sources,
        Map<Topic, TopicTop> tops,
        Figures conn)
        implements ServerMessage {
    @Override
    public @Nullable Echo id() {
        return null;
    }

    @Override
    public String type() {
        return "heartbeat";
    }

    @Override
    public void write(JsonOut data) {
        data.member("client_id", clientId)
                .member("server_time", serverTime)
                .member("connection_uptime", BigDecimal.valueOf(uptime.toMillis(), 3))
                .member("n", n)
                .object("sources");
        sources.forEach((name, source) -> data.object(name)
                .member("state", source.state())
                .member("age_ms", source.ageMs())
                .endObject());
        data.endObject().object("tops");
        tops.forEach((topic, top) -> data.member(topic.text(), List.of(top.sent(), top.considered())));
        data.endObject()
                .object("conn")
                .member("queue_bytes", conn.queueBytes())
                .member("merged", conn.merged())
                .member("rtt_ms", conn.rttMs())
                .endObject();
    }

    /**
     * How a source is.
     *
     * @param state in lower case
     * @param ageMs since it was last heard, in milliseconds; null if it never was
     */
    public record SourceAge(String state, @Nullable Long ageMs) {}

    /**
     * How far a silent topic has come.
     *
     * @param sent the {@code seq} sent last
     * @param considered the newest {@code seq} that was looked at; higher where a filter held updates back
     */
    public record TopicTop(long sent, long considered) {}

    /**
     * How a connection does.
     *
     * @param queueBytes that wait for it
     * @param merged updates that were not sent by themselves, since it was opened
     * @param rttMs of the last answered ping, in milliseconds; null before the first
     */
    public record Figures(long queueBytes, long merged, @Nullable Long rttMs) {}
}
