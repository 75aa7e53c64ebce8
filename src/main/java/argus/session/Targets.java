package argus.session;

import argus.protocol.request.ClientMessage.Target;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Finds the running subscriptions that a client means. Thread-safe; the messages of one session come one at a time. */
final class Targets {
    private static final Comparator<Subscription> OLDEST_FIRST = Comparator.comparing(Subscription::createdAt)
            .thenComparing(s -> s.topic().text());

    private final SymbolResolver symbols;

    Targets(SymbolResolver symbols) {
        this.symbols = symbols;
    }

    /**
     * What a client means.
     *
     * @param found each once
     * @param missing what it named in vain
     */
    record Meant(List<Subscription> found, List<Missing> missing) {}

    /** Something that is not there, as the client named it: a set, an id or a symbol of the set. */
    record Missing(@Nullable String set, @Nullable String id, @Nullable String symbol) {}

    /** All subscriptions of a session, oldest first. */
    static List<Subscription> all(ClientSession session) {
        return session.subscriptions().stream().sorted(OLDEST_FIRST).toList();
    }

    Meant find(ClientSession session, Target target) {
        Set<Subscription> found = new LinkedHashSet<>();
        List<Missing> missing = new ArrayList<>();
        var all = all(session);
        for (var id : target.subscriptionIds()) {
            if (!take(all, subscription -> subscription.id().equals(id), found)) {
                missing.add(new Missing(null, id, null));
            }
        }
        var set = target.set();
        var covered = all.stream()
                .filter(subscription -> set == null || set.equals(subscription.set()))
                .filter(subscription -> target.covers(subscription.topic()))
                .toList();
        if (set != null && (target.symbols().isEmpty() || covered.isEmpty())) {
            if (!take(covered, subscription -> true, found)) {
                missing.add(new Missing(set, null, null));
            }
            return new Meant(List.copyOf(found), missing);
        }
        for (var text : target.symbols()) {
            var meant = new HashSet<>(symbols.expand(session.owner(), text));
            if (!take(
                    covered, subscription -> meant.contains(subscription.topic().symbol()), found)) {
                missing.add(new Missing(set, null, text));
            }
        }
        return new Meant(List.copyOf(found), missing);
    }

    /** Takes those that match. @return whether there were any, taken now or before */
    private static boolean take(List<Subscription> from, Predicate<Subscription> wanted, Set<Subscription> into) {
        var matching = from.stream().filter(wanted).toList();
        into.addAll(matching);
        return !matching.isEmpty();
    }
}
