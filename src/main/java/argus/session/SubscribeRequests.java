package argus.session;

import argus.model.DataType;
import argus.model.Symbol;
import argus.protocol.ErrorCode;
import argus.protocol.SubscriptionAnswer;
import argus.protocol.request.ClientMessage.Selection;
import argus.protocol.request.ClientMessage.Subscribe;
import argus.session.SubscriptionPort.Change;
import argus.topic.ResumePoint;
import argus.topic.SubscribeOptions;
import argus.topic.Topic;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Starts subscriptions. A topic that is subscribed already begins anew under its id; the other topics of its set take the
 * new options where they are. Thread-safe; the messages of one session come one at a time.
 */
final class SubscribeRequests {
    private static final int SUGGESTIONS = 5;

    private final SubscriptionPort port;
    private final SymbolResolver symbols;
    private final IntSupplier maxSubscriptions;
    private final Replies replies;
    private final Clock clock;

    /** @param maxSubscriptions topics of one session */
    SubscribeRequests(
            SubscriptionPort port, SymbolResolver symbols, IntSupplier maxSubscriptions, Replies replies, Clock clock) {
        this.port = port;
        this.symbols = symbols;
        this.maxSubscriptions = maxSubscriptions;
        this.replies = replies;
        this.clock = clock;
    }

    /** @return the symbols of each saved list that the client named */
    Map<String, List<Symbol>> carryOut(ClientSession session, Subscribe request) {
        return new Carrying(session, request).run();
    }

    /**
     * Subscribes to what a saved list has got; not to topics that the client has already.
     *
     * @param request names the list; the answers have no {@code id}, as the client has not asked just now
     * @param paused what is to be held back
     */
    void add(ClientSession session, Subscribe request, String list, Set<Symbol> added, Set<Selection> paused) {
        new Carrying(session, request).add(list, added, paused);
    }

    /** One request of one session. */
    private final class Carrying {
        private final ClientSession session;
        private final Subscribe request;
        private final String clientId;
        private final Map<Topic, ResumePoint> from;
        private final Map<Topic, Subscription> started = new LinkedHashMap<>();
        private final List<Subscription> replaced = new ArrayList<>();

        Carrying(ClientSession session, Subscribe request) {
            this.session = session;
            this.request = request;
            this.clientId = Objects.requireNonNullElse(request.clientId(), session.id());
            this.from = resumePoints(request);
        }

        Map<String, List<Symbol>> run() {
            var lists = new LinkedHashMap<String, List<Symbol>>();
            for (var text : request.symbols()) {
                var found = symbols.expand(session.owner(), text);
                var list = SymbolResolver.listOf(text);
                if (found.isEmpty()) {
                    var suggestions = symbols.suggest(session.owner(), text);
                    request.wanted()
                            .keySet()
                            .forEach(selection -> refuse(text, selection, ErrorCode.UNKNOWN_SYMBOL, suggestions));
                } else if (list != null) {
                    lists.put(list, found);
                }
                subscribe(text, list, found, topic -> true);
            }
            carry(changes());
            return lists;
        }

        void add(String list, Set<Symbol> added, Set<Selection> paused) {
            subscribe(list, list, added, topic -> session.subscription(topic) == null);
            carry(started.values().stream()
                    .filter(subscription -> paused.stream().anyMatch(held -> held.covers(subscription.topic())))
                    .map(subscription -> subscription.plan(subscription.options(), true))
                    .toList());
        }

        private void carry(List<Change> changes) {
            port.unsubscribe(replaced, subscription -> {});
            port.subscribe(List.copyOf(started.values()));
            if (!changes.isEmpty()) {
                port.reconfigure(changes, () -> {});
            }
        }

        private void subscribe(String text, @Nullable String list, Collection<Symbol> found, Predicate<Topic> wanted) {
            var full = new HashSet<Selection>();
            for (var symbol : found) {
                request.wanted().forEach((selection, options) -> {
                    var topic = selection.topic(symbol);
                    if (wanted.test(topic) && !start(topic, options, request.set(), list)) {
                        full.add(selection);
                    }
                });
            }
            request.wanted().keySet().stream()
                    .filter(full::contains)
                    .forEach(selection -> refuse(text, selection, ErrorCode.TOPIC_LIMIT, List.of()));
        }

        /** @return false if the session has no room for another topic */
        private boolean start(Topic topic, SubscribeOptions options, @Nullable String set, @Nullable String list) {
            var before = session.subscription(topic);
            if (before == null && session.subscriptions().size() >= maxSubscriptions.getAsInt()) {
                return false;
            }
            var subscription = new Subscription(
                    before == null ? session.nextSubscriptionId() : before.id(),
                    session,
                    topic,
                    options,
                    request.id(),
                    clientId,
                    clock.instant(),
                    before == null || set != null ? set : before.set(),
                    from.get(topic));
            session.put(subscription.ofList(list));
            if (started.put(topic, subscription) == null && before != null) {
                replaced.add(before);
            }
            return true;
        }

        /** What becomes of the topics of the set that the request does not name. */
        private List<Change> changes() {
            var set = request.set();
            if (set == null) {
                return List.of();
            }
            var byType = new EnumMap<DataType, SubscribeOptions>(DataType.class);
            request.wanted().forEach((selection, options) -> byType.put(selection.type(), options));
            var changes = new ArrayList<Change>();
            for (var other : Targets.all(session)) {
                var options = byType.get(other.topic().type());
                if (options == null || started.containsKey(other.topic()) || !set.equals(other.set())) {
                    continue;
                }
                var planned = other.planned();
                if (planned.options().delivery() == options.delivery()) {
                    changes.add(other.plan(options, planned.paused()));
                } else {
                    start(other.topic(), options, set, other.list()); // what it is owed is another thing from now on
                }
            }
            return changes;
        }

        private void refuse(String text, Selection selection, ErrorCode code, List<String> suggestions) {
            var message = code == ErrorCode.TOPIC_LIMIT
                    ? "A connection may have " + maxSubscriptions.getAsInt() + " subscriptions"
                    : code.text();
            replies.refuse(
                    session,
                    code,
                    new SubscriptionAnswer.SubscriptionRefused(
                            request.id(),
                            text,
                            selection.type(),
                            selection.period(),
                            clientId,
                            code,
                            message,
                            suggestions.stream().limit(SUGGESTIONS).toList()));
        }
    }

    private Map<Topic, ResumePoint> resumePoints(Subscribe request) {
        var points = new HashMap<Topic, ResumePoint>();
        for (var resume : request.from()) {
            symbols.resolve(resume.symbol())
                    .ifPresent(symbol -> points.put(resume.selection().topic(symbol), resume.point()));
        }
        return points;
    }
}
