package argus.endpoint;

import argus.config.ArgusConfig;
import argus.protocol.Agreement;
import argus.protocol.Welcome;
import jakarta.websocket.Session;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the door keeps to, as configured at the moment: some of it may change while running. */
public final class DoorSettings {
    private final Supplier<ArgusConfig> config;
    private final String version;
    private final String node;

    /**
     * @param version of the service
     * @param node name of this process
     */
    public DoorSettings(Supplier<ArgusConfig> config, String version, String node) {
        this.config = config;
        this.version = version;
        this.node = node;
    }

    boolean blocking(Session session) {
        return switch (config.get().server().transport()) {
            case BLOCKING -> true;
            case ASYNC -> false;
            case AUTO -> isLiberty(session);
        };
    }

    /** Whether Open Liberty is the container. */
    static boolean isLiberty(Session session) {
        return session.getClass().getName().startsWith("com.ibm.ws.wsoc.");
    }

    int maxConnections() {
        return config.get().server().maxConnections();
    }

    int rateLimit() {
        return config.get().security().rateLimit();
    }

    Duration rateWindow() {
        return config.get().security().rateLimitWindow();
    }

    /** Whether a page of that origin may connect; a client that is no browser sends none. */
    boolean allows(@Nullable String origin) {
        var allowed = config.get().security().allowedOrigins();
        return origin == null || allowed.contains("*") || allowed.contains(origin);
    }

    /** The first message to a client. */
    public Welcome welcome(String clientId) {
        var server = config.get().server();
        return new Welcome(
                null,
                clientId,
                version,
                Agreement.CURRENT_VERSION,
                server.maxSubscriptionsPerClient(),
                Map.of(
                        "max_message_size", server.maxMessageSize(),
                        "rate_limit", rateLimit(),
                        "rate_limit_window_ms", rateWindow().toMillis()),
                node,
                false,
                null);
    }
}
