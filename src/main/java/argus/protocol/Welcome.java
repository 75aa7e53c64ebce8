package argus.protocol;

import argus.model.BarPeriod;
import argus.model.DataType;
import argus.protocol.json.JsonOut;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The first message of a connection, and the answer to {@code hello}.
 *
 * @param limits what the client has to keep to, by name
 * @param agreed how the connection is written to from now on; null before it was said
 */
public record Welcome(
        @Nullable Echo id,
        String clientId,
        String serverVersion,
        int protocolVersion,
        int maxSubscriptions,
        Map<String, ?> limits,
        String node,
        boolean authRequired,
        @Nullable Agreement agreed)
        implements ServerMessage {
    private static final List<String> TYPES =
            Arrays.stream(DataType.values()).map(DataType::wire).toList();
    private static final List<String> PERIODS =
            Arrays.stream(BarPeriod.values()).map(BarPeriod::wire).toList();

    /** The same as an answer to {@code hello}. */
    public Welcome to(@Nullable Echo hello, Agreement agreement) {
        return new Welcome(
                hello,
                clientId,
                serverVersion,
                protocolVersion,
                maxSubscriptions,
                limits,
                node,
                authRequired,
                agreement);
    }

    @Override
    public String type() {
        return "welcome";
    }

    @Override
    public void write(JsonOut data) {
        data.member("client_id", clientId)
                .member("server_version", serverVersion)
                .member("protocol_version", protocolVersion)
                .member("supported_data_types", TYPES)
                .member("periods", PERIODS)
                .member("max_subscriptions", maxSubscriptions)
                .member("limits", limits)
                .member("node", node)
                .member("auth_required", authRequired);
        if (agreed != null) {
            agreed(data, agreed);
        }
    }

    private static void agreed(JsonOut data, Agreement agreed) {
        data.object("agreed")
                .member("version", agreed.version())
                .member("encoding", agreed.encoding().wire());
        if (agreed.batches()) {
            data.object("batch")
                    .member("max_delay_ms", agreed.batchDelayMs())
                    .member("max_items", agreed.batchItems())
                    .endObject();
        }
        data.member("delta", agreed.delta())
                .member("flow", agreed.credit() ? "credit" : "push")
                .member("heartbeat_ms", agreed.heartbeatMs())
                .endObject()
                .object("supported")
                .member("versions", Agreement.VERSIONS)
                .member("encodings", Agreement.ENCODINGS)
                .endObject();
    }
}
