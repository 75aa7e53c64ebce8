package argus.protocol.request;

import argus.model.BarPeriod;
import argus.model.DataType;
import argus.model.Symbol;
import argus.protocol.Agreement;
import argus.protocol.Echo;
import argus.topic.ResumePoint;
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
     * Says how the connection is to be written to from now on.
     *
     * @param client what the client calls itself
     * @param agreement what is chosen of what it offers
     */
    record Hello(@Nullable Echo id, @Nullable String client, Agreement agreement) implements ClientMessage {}

    /**
     * Asks for frames, where the connection has credit flow.
     *
     * @param credit so many more
     */
    record Ready(@Nullable Echo id, int credit) implements ClientMessage {
        /** Most frames that can be asked for. */
        public static final int MAX_CREDIT = 1000;
    }

    /**
     * Starts or changes subscriptions: every symbol with every selection.
     *
     * @param set the client's name for these subscriptions; null if it gives none
     * @param symbols at least one, as the client spelled them; each may stand for many
     * @param wanted at least one, in the order of the request; its kline selections have a period and its depth
     *     selections have levels; selections of one data type have the same options
     * @param from where the client wants to go on
     * @param clientId the name the client gives itself, echoed in the answers
     */
    record Subscribe(
            @Nullable Echo id,
            @Nullable String set,
            List<String> symbols,
            Map<Selection, SubscribeOptions> wanted,
            List<Resume> from,
            @Nullable String clientId)
            implements ClientMessage {
        public Subscribe {
            symbols = List.copyOf(symbols);
            wanted = Collections.unmodifiableMap(new LinkedHashMap<>(wanted));
            from = List.copyOf(from);
            if (symbols.isEmpty() || wanted.isEmpty()) {
                throw new IllegalArgumentException("subscribe needs symbols and data types");
            }
        }
    }

    /**
     * Where to go on with a topic.
     *
     * @param selection with nothing left open
     * @param symbol as the client spelled it
     */
    record Resume(Selection selection, String symbol, ResumePoint point) {}

    /** Ends subscriptions. */
    record Unsubscribe(@Nullable Echo id, Target target) implements ClientMessage {}

    /** Changes subscriptions that go on. */
    record Reconfigure(@Nullable Echo id, Target target, Revision revision) implements ClientMessage {}

    /**
     * Which running subscriptions are meant: those with these ids; and of a set, or of all, those of these symbols and
     * selections.
     *
     * @param set null for any
     * @param symbols as the client spelled them; empty for all of the set
     * @param selections empty for everything of the symbols, or of the set
     */
    record Target(
            @Nullable String set, List<String> subscriptionIds, List<String> symbols, List<Selection> selections) {
        public Target {
            subscriptionIds = List.copyOf(subscriptionIds);
            symbols = List.copyOf(symbols);
            selections = List.copyOf(selections);
            if (set == null && subscriptionIds.isEmpty() && symbols.isEmpty()) {
                throw new IllegalArgumentException("a target is a set, ids or symbols");
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
