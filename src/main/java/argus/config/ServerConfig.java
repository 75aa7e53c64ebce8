package argus.config;

import argus.config.check.Settings;
import argus.config.key.ServerKeys;
import argus.config.key.ServerKeys.Transport;
import java.time.Duration;

/**
 * Connections, what waits for them and the threads that serve them: {@code argus.server}.
 *
 * @param host the address clients connect to
 * @param port the port of WebSocket, REST and the page
 * @param adminHost the address of the second port
 * @param adminPort the second port, or -1
 * @param maxConnections connections held at once; reloadable
 * @param maxSubscriptionsPerClient topics of one connection; reloadable
 * @param pingInterval time between two pings to a client
 * @param pingTimeout time a client has to answer one
 * @param closeTimeout time closing may take
 * @param reconnectWindow time over which clients return after a shutdown
 * @param maxMessageSize longest message taken from a client, bytes
 * @param outboxBudget what may wait for one connection, bytes; reloadable
 * @param outboxTotal what may wait for all connections, bytes; reloadable
 * @param sendTimeout time a send may be in flight; reloadable
 * @param shards threads that take events from the sources
 * @param flushers threads that write to clients
 * @param transport how frames are handed to the container
 */
public record ServerConfig(
        String host,
        int port,
        String adminHost,
        int adminPort,
        int maxConnections,
        int maxSubscriptionsPerClient,
        Duration pingInterval,
        Duration pingTimeout,
        Duration closeTimeout,
        Duration reconnectWindow,
        int maxMessageSize,
        long outboxBudget,
        long outboxTotal,
        Duration sendTimeout,
        int shards,
        int flushers,
        Transport transport) {

    static ServerConfig from(Settings settings) {
        return new ServerConfig(
                settings.get(ServerKeys.HOST),
                settings.get(ServerKeys.PORT),
                settings.get(ServerKeys.ADMIN_HOST),
                settings.get(ServerKeys.ADMIN_PORT),
                settings.get(ServerKeys.MAX_CONNECTIONS),
                settings.get(ServerKeys.MAX_SUBSCRIPTIONS),
                settings.get(ServerKeys.PING_INTERVAL),
                settings.get(ServerKeys.PING_TIMEOUT),
                settings.get(ServerKeys.CLOSE_TIMEOUT),
                settings.get(ServerKeys.RECONNECT_WINDOW),
                Math.toIntExact(settings.get(ServerKeys.MAX_MESSAGE_SIZE)),
                settings.get(ServerKeys.OUTBOX_BUDGET),
                settings.get(ServerKeys.OUTBOX_TOTAL),
                settings.get(ServerKeys.SEND_TIMEOUT),
                settings.get(ServerKeys.SHARDS),
                settings.get(ServerKeys.FLUSHERS),
                settings.get(ServerKeys.TRANSPORT));
    }
}
