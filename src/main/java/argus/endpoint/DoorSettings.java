package argus.endpoint;

import argus.protocol.ServerMessage;
import jakarta.websocket.Session;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the door keeps to.
 *
 * @param transport {@code auto}, {@code blocking} or {@code async}
 * @param rateLimit messages of one client in {@code rateWindow}
 * @param allowedOrigins origins of pages that may connect; {@code *} for all
 */
public record DoorSettings(
        String transport,
        String version,
        String node,
        int maxConnections,
        int maxSubscriptions,
        int maxMessageSize,
        int rateLimit,
        Duration rateWindow,
        List<String> allowedOrigins) {

    /** The version of the message contract that is spoken. */
    public static final int PROTOCOL_VERSION = 2;

    boolean blocking(Session session) {
        return switch (transport) {
            case "blocking" -> true;
            case "async" -> false;
            default -> session.getClass().getName().startsWith("com.ibm.ws.wsoc.");
        };
    }

    /** Whether a page of that origin may connect; a client that is no browser sends none. */
    boolean allows(@Nullable String origin) {
        return origin == null || allowedOrigins.contains("*") || allowedOrigins.contains(origin);
    }

    ServerMessage welcome(String clientId) {
        return new ServerMessage.Welcome(
                null,
                clientId,
                version,
                PROTOCOL_VERSION,
                maxSubscriptions,
                Map.of(
                        "max_message_size", maxMessageSize,
                        "rate_limit", rateLimit,
                        "rate_limit_window_ms", rateWindow.toMillis()),
                node,
                false);
    }
}
