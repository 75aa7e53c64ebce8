package argus.protocol.request;

import argus.model.BarPeriod;
import argus.model.DataType;
import argus.model.Symbol;
import argus.protocol.Echo;
import argus.topic.SubscribeOptions;
import argus.topic.Topic;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A request from a client: one JSON object in one text frame. */
public sealed interface ClientMessage {

    /** Chosen by the client and echoed in the answer; null where it did not choose one. */
    @Nullable
    Echo id();

    /**
     * Starts or changes subscriptions: every symbol with every selection.
     *
     * @param symbols at least one, as the client spelled them
     * @param wanted at least one, in the order of the request; its kline selections have a period and its depth
     *     selections have levels
     * @param clientId the name the client gives itself, echoed in the answers
     */
    record Subscribe(
            @Nullable Echo id, List<String> symbols, Map<Selection, SubscribeOptions> wanted, @Nullable String clientId)
            implements ClientMessage {
        public Subscribe {
            symbols = List.copyOf(symbols);
            wanted = Collections.unmodifiableMap(new LinkedHashMap<>(wanted));
            if (symbols.isEmpty() || wanted.isEmpty()) {
                throw new IllegalArgumentException("subscribe needs symbols and data types");
            }
        }
    }

    /**
     * Ends subscriptions: those with these ids, and those of these symbols that a selection covers.
     *
     * @param symbols as the client spelled them; may be empty where there are ids
     * @param selections empty for everything of the symbols
     */
    record Unsubscribe(
            @Nullable Echo id, List<String> subscriptionIds, List<String> symbols, List<Selection> selections)
            implements ClientMessage {
        public Unsubscribe {
            subscriptionIds = List.copyOf(subscriptionIds);
            symbols = List.copyOf(symbols);
            selections = List.copyOf(selections);
            if (subscriptionIds.isEmpty() && symbols.isEmpty()) {
                throw new IllegalArgumentException("unsubscribe needs ids or symbols");
            }
        }

        /** Whether the topic, of one of the symbols, is meant. */
        public boolean covers(Topic topic) {
            return selections.isEmpty() || selections.stream().anyMatch(selection -> selection.covers(topic));
        }
    }

    /** Asks what this connection is subscribed to. */
    record GetSubscriptions(@Nullable Echo id) implements ClientMessage {}

    /** Asks for the figures of the server. */
    record GetStats(@Nullable Echo id) implements ClientMessage {}

    /**
     * Says that the client lives.
     *
     * @param clientTime echoed in the answer
     */
    record Heartbeat(@Nullable Echo id, @Nullable Echo clientTime) implements ClientMessage {}

    /**
     * Asks for a pong message.
     *
     * @param clientTime echoed in the answer
     */
    record Ping(@Nullable Echo id, @Nullable Echo clientTime) implements ClientMessage {}

    /**
     * What of a symbol is meant.
     *
     * @param period of a kline, null for any; always null for other types
     * @param levels of a depth, 0 for any; always 0 for other types
     */
    record Selection(DataType type, @Nullable BarPeriod period, int levels) {
        /** The period of a kline that does not say which. */
        public static final BarPeriod DEFAULT_PERIOD = BarPeriod.M1;

        /** The topic for a symbol; what is open takes its default. */
        public Topic topic(Symbol symbol) {
            return switch (type) {
                case KLINE -> Topic.kline(symbol, Objects.requireNonNullElse(period, DEFAULT_PERIOD));
                case DEPTH -> Topic.depth(symbol, levels == 0 ? Topic.DEFAULT_LEVELS : levels);
                case QUOTE, TICK, TRADE -> Topic.of(type, symbol);
            };
        }

        /** Whether a topic, of whatever symbol, is meant. */
        public boolean covers(Topic topic) {
            return type == topic.type()
                    && (period == null || period == topic.period())
                    && (levels == 0 || levels == topic.levels());
        }
    }
}
