package argus.protocol;

import argus.model.BarPeriod;
import argus.model.DataType;
import argus.model.Decimals;
import argus.protocol.json.JsonOut;
import argus.topic.SubscribeOptions;
import argus.topic.Topic;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a client is told about its subscriptions: one message for each topic, or the list of all. */
public sealed interface SubscriptionAnswer extends ServerMessage {

    /**
     * Says that a topic is subscribed, before its first update.
     *
     * @param set the client's name for the subscriptions it belongs to; null if it is of none
     * @param message one line for people
     * @param clientId the name the client gave itself, or the name the server gave it
     * @param seq of the present value; 0 where there is none yet
     * @param resumed what became of the wish to go on somewhere; null where there was none
     */
    record Subscribed(
            @Nullable Echo id,
            String subscriptionId,
            @Nullable String set,
            Topic topic,
            SubscribeOptions options,
            String message,
            String clientId,
            Instant createdAt,
            String epoch,
            long seq,
            @Nullable Resumption resumed)
            implements SubscriptionAnswer {
        @Override
        public String type() {
            return "subscription_response";
        }

        @Override
        public void write(JsonOut data) {
            data.member("subscription_id", subscriptionId)
                    .member("status", "active")
                    .member("message", message)
                    .member("sub", set)
                    .member("symbol", topic.symbol().text())
                    .member("data_type", topic.type().wire())
                    .member("frequency", frequencyOf(topic, options))
                    .member("client_id", clientId)
                    .member("created_at", createdAt)
                    .member("topic", topic.text())
                    .member("epoch", epoch)
                    .member("seq", seq)
                    .member("options", optionsOf(options));
            if (resumed != null) {
                resumed(data, resumed);
            }
        }

        private static void resumed(JsonOut data, Resumption resumed) {
            if (resumed instanceof Resumption.Replayed replayed) {
                data.member("resumed", "replayed").member("replayed", replayed.count());
            } else if (resumed instanceof Resumption.Lost lost) {
                data.member("resumed", "lost").member("from", lost.from()).member("to", lost.to());
            } else {
                data.member("resumed", "snapshot");
                if (resumed instanceof Resumption.EpochChanged) {
                    data.member("code", ErrorCode.EPOCH_CHANGED.number())
                            .member("name", ErrorCode.EPOCH_CHANGED.name());
                }
            }
        }
    }

    /**
     * Says that a topic is not subscribed.
     *
     * @param symbol as the client spelled it
     * @param frequency period of a kline, where it is one
     * @param suggestions symbols that may have been meant
     */
    record SubscriptionRefused(
            @Nullable Echo id,
            String symbol,
            DataType dataType,
            @Nullable BarPeriod frequency,
            String clientId,
            ErrorCode code,
            String message,
            List<String> suggestions)
            implements SubscriptionAnswer {
        @Override
        public String type() {
            return "subscription_response";
        }

        @Override
        public void write(JsonOut data) {
            data.member("status", "error")
                    .member("message", message)
                    .member("symbol", symbol)
                    .member("data_type", dataType.wire())
                    .member("frequency", frequency == null ? null : frequency.wire())
                    .member("client_id", clientId)
                    .member("code", code.number())
                    .member("name", code.name())
                    .member("retryable", code.retryable())
                    .member("suggestions", suggestions);
        }
    }

    /** Says that a subscription has ended. */
    record Unsubscribed(@Nullable Echo id, String subscriptionId, Topic topic) implements SubscriptionAnswer {
        @Override
        public String type() {
            return "unsubscribe_response";
        }

        @Override
        public void write(JsonOut data) {
            data.member("subscription_id", subscriptionId)
                    .member("success", true)
                    .member("symbol", topic.symbol().text())
                    .member("data_type", topic.type().wire())
                    .member("topic", topic.text());
        }
    }

    /**
     * Says that there was nothing to end.
     *
     * @param subscriptionId as the client gave it; null where it gave a symbol
     * @param symbol as the client spelled it; null where it gave an id
     * @param dataType null where it gave none
     */
    record UnsubscribeRefused(
            @Nullable Echo id,
            @Nullable String subscriptionId,
            @Nullable String symbol,
            @Nullable DataType dataType,
            ErrorCode code,
            String message)
            implements SubscriptionAnswer {
        @Override
        public String type() {
            return "unsubscribe_response";
        }

        @Override
        public void write(JsonOut data) {
            data.member("subscription_id", subscriptionId)
                    .member("success", false)
                    .member("symbol", symbol)
                    .member("data_type", dataType == null ? null : dataType.wire())
                    .member("message", message)
                    .member("code", code.number())
                    .member("name", code.name());
        }
    }

    /** What a connection is subscribed to. */
    record SubscriptionList(@Nullable Echo id, List<Subscription> subscriptions) implements SubscriptionAnswer {
        public SubscriptionList {
            subscriptions = List.copyOf(subscriptions);
        }

        @Override
        public String type() {
            return "subscription_list";
        }

        @Override
        public void write(JsonOut data) {
            data.array("subscriptions");
            subscriptions.forEach(subscription -> subscription.write(data));
            data.endArray().member("count", subscriptions.size());
        }
    }

    /**
     * One line of a subscription list.
     *
     * @param lastUpdate when the last update was sent; null before the first
     * @param messageCount updates sent
     * @param status {@code active}, or what keeps it from being active
     */
    record Subscription(
            String subscriptionId,
            Topic topic,
            SubscribeOptions options,
            Instant createdAt,
            @Nullable Instant lastUpdate,
            long messageCount,
            String status) {
        private void write(JsonOut list) {
            list.object()
                    .member("subscription_id", subscriptionId)
                    .member("symbol", topic.symbol().text())
                    .member("data_type", topic.type().wire())
                    .member("frequency", frequencyOf(topic, options))
                    .member("topic", topic.text())
                    .member("created_at", createdAt)
                    .member("last_update", lastUpdate)
                    .member("message_count", messageCount)
                    .member("status", status)
                    .member("options", optionsOf(options))
                    .endObject();
        }
    }

    /** The period of a kline; of any other topic the shortest time between two updates. */
    private static String frequencyOf(Topic topic, SubscribeOptions options) {
        var period = topic.period();
        return period != null ? period.wire() : interval(options.minInterval());
    }

    private static Map<String, Object> optionsOf(SubscribeOptions options) {
        var members = new LinkedHashMap<String, Object>();
        members.put("delivery", options.delivery().wire());
        members.put(
                "min_interval_ms",
                Decimals.plain(BigDecimal.valueOf(options.minInterval().toNanos(), 6)));
        members.put("snapshot", options.snapshotRows() > 1 ? (Object) options.snapshotRows() : options.snapshot());
        return members;
    }

    private static String interval(Duration interval) {
        if (interval.isZero()) {
            return "realtime";
        }
        long millis = Math.max(1, interval.plusNanos(500_000).toMillis());
        if (millis % 60_000 == 0) {
            return millis / 60_000 + "m";
        }
        return millis % 1000 == 0 ? millis / 1000 + "s" : millis + "ms";
    }
}
