package argus.protocol;

import argus.model.BarPeriod;
import argus.model.DataType;
import argus.protocol.json.JsonOut;
import argus.topic.SubscribeOptions;
import argus.topic.Topic;
import java.time.Instant;
import java.util.List;
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
     * @param market whether updates are to be expected now
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
            MarketState market,
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
                    .member("frequency", OptionsWriter.frequency(topic, options))
                    .member("client_id", clientId)
                    .member("created_at", createdAt)
                    .member("topic", topic.text())
                    .member("epoch", epoch)
                    .member("seq", seq);
            market.write(data);
            OptionsWriter.write(data, options, false);
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
     * @param set as the client gave it; null where it gave none
     * @param subscriptionId as the client gave it; null where it gave a symbol
     * @param symbol as the client spelled it; null where it gave an id
     * @param dataType null where it gave none
     */
    record UnsubscribeRefused(
            @Nullable Echo id,
            @Nullable String set,
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
            data.member("sub", set)
                    .member("subscription_id", subscriptionId)
                    .member("success", false)
                    .member("symbol", symbol)
                    .member("data_type", dataType == null ? null : dataType.wire())
                    .member("message", message)
                    .member("code", code.number())
                    .member("name", code.name());
        }
    }

    /**
     * Says that subscriptions were changed.
     *
     * @param set as the client gave it; null where it gave none
     * @param count how many
     * @param options of the first of them
     * @param paused whether nothing is sent for it for the time being
     */
    record Reconfigured(@Nullable Echo id, @Nullable String set, int count, SubscribeOptions options, boolean paused)
            implements SubscriptionAnswer {
        @Override
        public String type() {
            return "reconfigure_response";
        }

        @Override
        public void write(JsonOut data) {
            data.member("sub", set).member("success", true).member("count", count);
            OptionsWriter.write(data, options, paused);
        }
    }

    /**
     * Says that nothing was changed, because something that was named is not there.
     *
     * @param set as the client gave it; null where it gave none
     * @param subscriptionId as the client gave it; null where it is not what is missing
     * @param symbol as the client spelled it; null where it is not what is missing
     */
    record ReconfigureRefused(
            @Nullable Echo id,
            @Nullable String set,
            @Nullable String subscriptionId,
            @Nullable String symbol,
            ErrorCode code,
            String message)
            implements SubscriptionAnswer {
        @Override
        public String type() {
            return "reconfigure_response";
        }

        @Override
        public void write(JsonOut data) {
            data.member("sub", set)
                    .member("subscription_id", subscriptionId)
                    .member("success", false)
                    .member("symbol", symbol)
                    .member("count", 0)
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
     * @param set the client's name for the subscriptions it belongs to; null if it is of none
     * @param paused whether nothing is sent for the time being
     * @param lastUpdate when the last update was sent; null before the first
     * @param messageCount updates sent
     * @param status {@code active}, or what keeps it from being active
     */
    record Subscription(
            String subscriptionId,
            @Nullable String set,
            Topic topic,
            SubscribeOptions options,
            boolean paused,
            Instant createdAt,
            @Nullable Instant lastUpdate,
            long messageCount,
            String status) {
        private void write(JsonOut list) {
            list.object()
                    .member("subscription_id", subscriptionId)
                    .member("sub", set)
                    .member("symbol", topic.symbol().text())
                    .member("data_type", topic.type().wire())
                    .member("frequency", OptionsWriter.frequency(topic, options))
                    .member("topic", topic.text())
                    .member("created_at", createdAt)
                    .member("last_update", lastUpdate)
                    .member("message_count", messageCount)
                    .member("status", status);
            OptionsWriter.write(list, options, paused);
            list.endObject();
        }
    }
}
