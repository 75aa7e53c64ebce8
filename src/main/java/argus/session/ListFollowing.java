package argus.session;

import argus.model.Symbol;
import argus.protocol.request.ClientMessage.Selection;
import argus.protocol.request.ClientMessage.Subscribe;
import argus.protocol.request.ClientMessage.Target;
import argus.topic.SubscribeOptions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps subscriptions to saved lists as the lists are. Thread-safe; who calls for a session has its lock, but for
 * {@link #edited}, which takes it.
 */
final class ListFollowing {
    /** Stands for any symbol where only the rest of a topic matters. */
    private static final Symbol ANY = new Symbol("ANY.US");

    private final Map<ClientSession, List<Follow>> followers = new ConcurrentHashMap<>();
    private final SymbolResolver symbols;
    private final SubscribeRequests subscribing;
    private final ChangeRequests changing;

    ListFollowing(SymbolResolver symbols, SubscribeRequests subscribing, ChangeRequests changing) {
        this.symbols = symbols;
        this.subscribing = subscribing;
        this.changing = changing;
    }

    /**
     * A list that a client is subscribed to.
     *
     * @param request what it asked for, and how, as far as it still does
     * @param known symbols it was subscribed to; one that it has ended itself since does not come again
     */
    private record Follow(String list, Subscribe request, Set<Symbol> known) {

        Follow with(Map<Selection, SubscribeOptions> wanted, Set<Symbol> now) {
            var next = new Subscribe(null, request.set(), List.of(list), wanted, List.of(), request.clientId());
            return new Follow(list, next, now);
        }
    }

    /** Is told what a client is about to subscribe to: an edit from now on waits for it, and then follows. */
    void expect(ClientSession session, Subscribe request) {
        if (request.symbols().stream().anyMatch(text -> SymbolResolver.listOf(text) != null)) {
            followers.putIfAbsent(session, List.of());
        }
    }

    /** Remembers what a client has just subscribed to. @param found symbols by list */
    void begin(ClientSession session, Subscribe request, Map<String, List<Symbol>> found) {
        if (found.isEmpty()) {
            followers.remove(session, List.of());
            return;
        }
        var follows = new ArrayList<Follow>();
        for (var follow : followers.getOrDefault(session, List.of())) {
            var left = new LinkedHashMap<>(follow.request.wanted());
            if (found.containsKey(follow.list)) {
                left.keySet().removeAll(request.wanted().keySet()); // the last request counts
            }
            keep(follow, left, follows);
        }
        found.forEach((list, all) ->
                follows.add(new Follow(list, request, Set.of()).with(request.wanted(), new HashSet<>(all))));
        followers.put(session, List.copyOf(follows));
    }

    /** Forgets what a client does not want any more: lists by name, and what belongs to a set. */
    void end(ClientSession session, Target target) {
        var follows = new ArrayList<Follow>();
        for (var follow : followers.getOrDefault(session, List.of())) {
            var left = new LinkedHashMap<>(follow.request.wanted());
            if (means(target, follow)) {
                left.keySet().removeIf(selection -> target.covers(selection.topic(ANY)));
            }
            keep(follow, left, follows);
        }
        if (follows.isEmpty()) {
            followers.remove(session);
        } else {
            followers.put(session, List.copyOf(follows));
        }
    }

    private static boolean means(Target target, Follow follow) {
        boolean ofSet = target.set() == null || target.set().equals(follow.request.set());
        boolean named = target.symbols().stream().map(SymbolResolver::listOf).anyMatch(follow.list::equals);
        return ofSet && (named || (target.set() != null && target.symbols().isEmpty()));
    }

    private static void keep(Follow follow, Map<Selection, SubscribeOptions> wanted, List<Follow> into) {
        if (!wanted.isEmpty()) {
            into.add(follow.with(wanted, follow.known));
        }
    }

    /** Brings everybody who follows a list up to what it is now. */
    void edited(String owner, String name) {
        var list = SymbolResolver.LIST + name;
        for (var session : followers.keySet()) {
            synchronized (session) {
                if (session.ended() == null && session.owner().equals(owner)) {
                    follow(session, list);
                }
            }
        }
    }

    private void follow(ClientSession session, String list) {
        var now = new LinkedHashSet<>(symbols.expand(session.owner(), list));
        var follows = followers.getOrDefault(session, List.of());
        var renewed = follows.stream()
                .filter(follow -> follow.list.equals(list))
                .map(follow -> renewal(session, follow))
                .toList();
        var others =
                follows.stream().filter(follow -> !follow.list.equals(list)).toList();
        changing.end(
                session,
                Targets.all(session).stream()
                        .filter(subscription -> list.equals(subscription.list()))
                        .filter(subscription ->
                                !now.contains(subscription.topic().symbol()))
                        .filter(subscription -> !handOver(subscription, others))
                        .toList());
        var next = new ArrayList<>(others);
        for (var renewal : renewed) {
            var follow = renewal.follow.with(renewal.wanted, now);
            var added = new LinkedHashSet<>(now);
            added.removeAll(renewal.follow.known);
            subscribing.add(session, follow.request, list, added, renewal.paused);
            next.add(follow);
        }
        followers.put(session, List.copyOf(next));
    }

    /** Leaves a topic to another list that has it as well. @return whether there is one */
    private static boolean handOver(Subscription subscription, List<Follow> others) {
        var topic = subscription.topic();
        for (var other : others) {
            if (other.known.contains(topic.symbol())
                    && other.request.wanted().keySet().stream().anyMatch(selection -> selection.covers(topic))) {
                subscription.ofList(other.list);
                return true;
            }
        }
        return false;
    }

    /** How a client has what it has of a list at the moment, and what of it is held back. */
    private record Renewal(Follow follow, Map<Selection, SubscribeOptions> wanted, Set<Selection> paused) {}

    private static Renewal renewal(ClientSession session, Follow follow) {
        var wanted = new LinkedHashMap<>(follow.request.wanted());
        var paused = new HashSet<Selection>();
        for (var subscription : session.subscriptions()) {
            for (var selection : follow.request.wanted().keySet()) {
                if (follow.list.equals(subscription.list()) && selection.covers(subscription.topic())) {
                    var planned = subscription.planned();
                    wanted.put(selection, planned.options());
                    if (planned.paused()) {
                        paused.add(selection);
                    }
                }
            }
        }
        return new Renewal(follow, wanted, paused);
    }

    /** Forgets sessions that have ended. To be called now and then. */
    void sweep() {
        followers.keySet().removeIf(session -> session.ended() != null);
    }

    /** How many sessions follow a list. */
    int size() {
        return followers.size();
    }
}
