package argus.source.binance.stream;

import argus.source.Backoff;
import argus.source.DecodeException;
import argus.source.binance.wire.Frame;
import argus.source.binance.wire.Frame.Ending;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A place for one connection and its pairs. A connection that is lost is made again after a while; one that grows old, or
 * whose server says that it ends, is replaced first and closed then, so that nothing is missed and some frames come twice. Every
 * method is called in turn.
 */
final class StreamSlot implements StreamLink.Owner {
    private final StreamTerms terms;
    private final Clock clock;
    private final Backoff backoff;
    private final Owner owner;
    private final Function<StreamSlot, StreamLink> links;
    final Set<String> pairs = new HashSet<>();
    private @Nullable StreamLink link;
    private @Nullable StreamLink spare;
    private Instant nextTry = Instant.MIN;
    private Instant nextRenewal = Instant.MIN;
    private boolean ending;
    private int failures;
    private String trouble = "";

    /** Who is told. */
    interface Owner {

        void frame(Frame frame);

        void unreadable(String text, DecodeException why);

        /** Frames of these pairs have been missed. */
        void missed(Set<String> pairs);

        /** Whether it works has changed. */
        void changed();
    }

    StreamSlot(StreamTerms terms, Clock clock, Owner owner, Function<StreamSlot, StreamLink> links) {
        this.terms = terms;
        this.clock = clock;
        this.owner = owner;
        this.links = links;
        backoff = new Backoff(terms.retryDelay(), terms.longestDelay());
    }

    boolean ready() {
        return link != null && link.ready();
    }

    /** Why it does not work; empty where it does, or was not tried yet. */
    String trouble() {
        return trouble;
    }

    void want(Set<String> streams) {
        if (link != null) {
            link.want(streams);
        }
        if (spare != null) {
            spare.want(streams);
        }
    }

    void tick() {
        var now = clock.instant();
        if (link == null && !now.isBefore(nextTry)) {
            link = links.apply(this);
        }
        var current = link;
        if (current != null) {
            current.tick();
        }
        if (spare != null) {
            spare.tick();
        }
        boolean due = ending || current != null && current.age().compareTo(terms.renewAfter()) > 0;
        if (link != null && link.ready() && due && spare == null && !now.isBefore(nextRenewal)) {
            spare = links.apply(this);
        }
    }

    void close() {
        if (link != null) {
            link.close();
        }
        if (spare != null) {
            spare.close();
        }
    }

    @Override
    public void ready(StreamLink ready) {
        if (ready == spare) {
            if (link != null) {
                link.close();
            }
            link = spare;
            spare = null;
            ending = false;
        }
        failures = 0;
        trouble = "";
        owner.changed();
    }

    @Override
    public void frame(StreamLink from, Frame frame) {
        if (frame instanceof Ending) {
            ending = ending || from == link;
        } else {
            owner.frame(frame);
        }
    }

    @Override
    public void unreadable(String text, DecodeException why) {
        owner.unreadable(text, why);
    }

    @Override
    public void lost(StreamLink gone, String reason) {
        failures++;
        var wait = backoff.after(failures);
        if (gone == spare) {
            spare = null;
            nextRenewal = clock.instant().plus(wait);
            return;
        }
        link = spare;
        spare = null;
        ending = false;
        nextTry = clock.instant().plus(wait);
        trouble = reason;
        owner.missed(Set.copyOf(pairs));
        owner.changed();
    }
}
