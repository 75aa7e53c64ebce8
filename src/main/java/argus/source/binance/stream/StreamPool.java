package argus.source.binance.stream;

import argus.source.DecodeException;
import argus.source.binance.wire.Frame;
import java.net.http.HttpClient;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Collectors;

/**
 * The connections that all wanted pairs are spread over, each within the venue's limits. A pair stays on its connection.
 * Every method is called in turn.
 */
public final class StreamPool implements StreamSlot.Owner {
    private final StreamTerms terms;
    private final List<String> channels;
    private final HttpClient http;
    private final Turn turn;
    private final Clock clock;
    private final ScheduledExecutorService timers;
    private final Listener listener;
    private final List<StreamSlot> slots = new ArrayList<>();
    private int leftOut;

    /** Who is told. */
    public interface Listener {

        /** Takes a frame that tells of a market. */
        void frame(Frame frame);

        /** Takes what cannot be read. */
        void unreadable(String text, DecodeException why);

        /** Frames of these pairs have been missed. */
        void missed(Set<String> pairs);

        /** {@link #health} has become another one. */
        void changed();
    }

    /**
     * How the connections are.
     *
     * @param connections how many are needed
     * @param ready how many of them deliver
     * @param trouble why others do not, in one line; empty where that is not known yet
     * @param leftOut pairs for which there is no room
     */
    public record Health(int connections, int ready, String trouble, int leftOut) {}

    /** @param channels what is subscribed to of each pair, such as {@code trade} */
    public StreamPool(
            StreamTerms terms,
            List<String> channels,
            HttpClient http,
            Turn turn,
            Clock clock,
            ScheduledExecutorService timers,
            Listener listener) {
        this.terms = terms;
        this.channels = channels;
        this.http = http;
        this.turn = turn;
        this.clock = clock;
        this.timers = timers;
        this.listener = listener;
    }

    /** Says which pairs are wanted from now on. */
    public void want(Set<String> wanted) {
        var changed = new HashSet<StreamSlot>();
        for (var slot : slots) {
            if (slot.pairs.retainAll(wanted)) {
                changed.add(slot);
            }
        }
        var placed = slots.stream().flatMap(slot -> slot.pairs.stream()).collect(Collectors.toSet());
        leftOut = 0;
        wanted.stream().filter(pair -> !placed.contains(pair)).sorted().forEach(pair -> place(pair, changed));
        for (var slot : changed) {
            if (slot.pairs.isEmpty()) {
                slots.remove(slot);
                slot.close();
            } else {
                slot.want(streams(slot));
            }
        }
        if (!changed.isEmpty()) {
            tick();
            listener.changed();
        }
    }

    private void place(String pair, Set<StreamSlot> changed) {
        int room = Math.max(1, terms.streams() / channels.size());
        var slot = slots.stream()
                .filter(candidate -> candidate.pairs.size() < room)
                .min(Comparator.comparingInt(candidate -> candidate.pairs.size()));
        if (slot.isEmpty() && slots.size() >= terms.connections()) {
            leftOut++;
            return;
        }
        var chosen = slot.orElseGet(() -> {
            var added = new StreamSlot(terms, clock, this, this::connect);
            slots.add(added);
            return added;
        });
        chosen.pairs.add(pair);
        changed.add(chosen);
    }

    /** Looks after the connections; called now and then. */
    public void tick() {
        List.copyOf(slots).forEach(StreamSlot::tick);
    }

    public Health health() {
        int ready = (int) slots.stream().filter(StreamSlot::ready).count();
        var trouble = slots.stream()
                .map(StreamSlot::trouble)
                .filter(reason -> !reason.isEmpty())
                .findFirst()
                .orElse("");
        return new Health(slots.size(), ready, trouble, leftOut);
    }

    /** Ends all connections. */
    public void close() {
        slots.forEach(StreamSlot::close);
        slots.clear();
    }

    private StreamLink connect(StreamSlot slot) {
        var link = new StreamLink(terms, streams(slot), turn, clock, timers, slot);
        link.open(http);
        return link;
    }

    private Set<String> streams(StreamSlot slot) {
        return slot.pairs.stream()
                .flatMap(pair -> channels.stream().map(channel -> pair.toLowerCase(Locale.ROOT) + '@' + channel))
                .collect(Collectors.toSet());
    }

    @Override
    public void frame(Frame frame) {
        listener.frame(frame);
    }

    @Override
    public void unreadable(String text, DecodeException why) {
        listener.unreadable(text, why);
    }

    @Override
    public void missed(Set<String> pairs) {
        listener.missed(pairs);
    }

    @Override
    public void changed() {
        listener.changed();
    }
}
