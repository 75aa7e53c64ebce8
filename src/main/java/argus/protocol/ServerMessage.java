package argus.protocol;

import argus.protocol.json.JsonOut;
import argus.topic.Topic;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message to one client that is no update of a topic. Maps hold plain JSON values: strings, numbers, booleans,
 * instants, lists and maps of these; null members are left out.
 */
public sealed interface ServerMessage
        permits SubscriptionAnswer,
                Welcome,
                ServerMessage.Alive,
                Heartbeat,
                ServerMessage.Stats,
                ServerMessage.Status,
                ServerMessage.ErrorReply,
                ServerMessage.Gap {

    /** The id of the request it answers; null where there is none. */
    @Nullable
    Echo id();

    /** Its name on the wire. */
    String type();

    /** Writes the members of {@code data}. */
    void write(JsonOut data);

    /**
     * Answers a heartbeat or a ping.
     *
     * @param pong whether it is called {@code pong}; otherwise {@code heartbeat}
     * @param clientTime as the client sent it; null where it sent none
     * @param uptime of the connection
     */
    record Alive(
            @Nullable Echo id,
            boolean pong,
            String clientId,
            Instant serverTime,
            @Nullable Echo clientTime,
            Duration uptime)
            implements ServerMessage {
        @Override
        public String type() {
            return pong ? "pong" : "heartbeat";
        }

        @Override
        public void write(JsonOut data) {
            data.member("client_id", clientId)
                    .member("server_time", serverTime)
                    .raw("client_time", clientTime == null ? null : clientTime.json())
                    .member("connection_uptime", BigDecimal.valueOf(uptime.toMillis(), 3));
        }
    }

    /** The figures of the server, by part. */
    record Stats(
            @Nullable Echo id,
            Map<String, ?> server,
            Map<String, ?> connections,
            Map<String, ?> subscriptions,
            Map<String, ?> publisher,
            Map<String, ?> sources)
            implements ServerMessage {
        @Override
        public String type() {
            return "stats";
        }

        @Override
        public void write(JsonOut data) {
            data.member("server", server)
                    .member("connections", connections)
                    .member("subscriptions", subscriptions)
                    .member("publisher", publisher)
                    .member("sources", sources);
        }
    }

    /**
     * Something the client should know, asked for by nobody.
     *
     * @param subject the {@code type} in its data: {@code source_down}, {@code slowed}, {@code shutdown}, …
     * @param message one line for people
     */
    record Status(String subject, String message, Severity severity, Map<String, ?> details) implements ServerMessage {
        @Override
        public @Nullable Echo id() {
            return null;
        }

        @Override
        public String type() {
            return "status";
        }

        @Override
        public void write(JsonOut data) {
            data.member("type", subject)
                    .member("message", message)
                    .member("severity", severity.name().toLowerCase(Locale.ROOT))
                    .member("details", details.isEmpty() ? null : details);
        }
    }

    /** How much a status matters. */
    enum Severity {
        INFO,
        WARNING,
        ERROR
    }

    /**
     * Says what was wrong with a request, or with the server.
     *
     * @param traceId finds the case in the server's log; null where it is not logged
     */
    record ErrorReply(ProtocolException error, @Nullable String traceId, @Nullable String clientId)
            implements ServerMessage {
        @Override
        public @Nullable Echo id() {
            return error.id();
        }

        @Override
        public String type() {
            return "error";
        }

        @Override
        public void write(JsonOut data) {
            var details = new LinkedHashMap<String, Object>();
            if (error.path() != null) {
                details.put("path", error.path());
            }
            details.putAll(error.details());
            data.member("code", error.code().number())
                    .member("name", error.code().name())
                    .member("error", error.text())
                    .member("message", error.text())
                    .member("retryable", error.code().retryable())
                    .member("retry_after_ms", error.retryAfterMs())
                    .member("details", details.isEmpty() ? null : details)
                    .member("trace_id", traceId)
                    .member("client_id", clientId);
        }
    }

    /**
     * Says which updates of a topic this connection will not get.
     *
     * @param from the first of them
     * @param to the last of them; the next update has it as {@code pseq}
     * @param cause {@code slow_consumer} or {@code paused}
     */
    record Gap(Topic topic, long from, long to, String cause) implements ServerMessage {
        @Override
        public @Nullable Echo id() {
            return null;
        }

        @Override
        public String type() {
            return "gap";
        }

        @Override
        public void write(JsonOut data) {
            data.member("topic", topic.text())
                    .member("from", from)
                    .member("to", to)
                    .member("cause", cause);
        }
    }
}
