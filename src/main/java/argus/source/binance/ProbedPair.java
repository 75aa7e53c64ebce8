package argus.source.binance;

import argus.model.Depth;
import argus.model.MarketEvent;
import argus.model.Quote;
import argus.model.Symbol;
import argus.model.Trade;
import argus.source.DecodeException;
import argus.source.binance.stream.StreamPool;
import argus.source.binance.wire.BookSnapshot;
import argus.source.binance.wire.Frame;
import argus.source.binance.wire.Frame.DepthDiff;
import argus.source.binance.wire.Frame.OfPair;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** What a probe hears of one pair: it shows the first frame of each stream and the first event of each kind. Not thread-safe. */
final class ProbedPair implements StreamPool.Listener {
    private static final int LEVELS_SHOWN = 5;

    private final PairFeed feed;
    private final Clock clock;
    private final Supplier<CompletionStage<BookSnapshot>> snapshot;
    private final Consumer<Runnable> turn;
    private final Consumer<String> out;
    private final Set<String> frames = new TreeSet<>();
    private final Set<String> events = new TreeSet<>();
    private final Set<Class<?>> kinds = new HashSet<>();
    private int unreadable;
    private boolean asked;

    /** @param snapshot asks for the book; its answer is taken in turn */
    ProbedPair(
            Symbol symbol,
            int snapshotLevels,
            Clock clock,
            Supplier<CompletionStage<BookSnapshot>> snapshot,
            Consumer<Runnable> turn,
            Consumer<String> out) {
        feed = new PairFeed(symbol, BinanceSource.NAME, snapshotLevels);
        this.clock = clock;
        this.snapshot = snapshot;
        this.turn = turn;
        this.out = out;
    }

    /** Whether each stream has sent something, and it has come to a trade, a quote and a book. */
    boolean complete() {
        return frames.size() == BinanceSource.CHANNELS.size()
                && kinds.containsAll(List.of(Trade.class, Quote.class, Depth.class));
    }

    /** Says what is missing. @return whether all is well */
    boolean end(StreamPool.Health health) {
        if (health.ready() < health.connections()) {
            out.accept("FAILED  no connection: " + health.trouble());
        } else if (!complete()) {
            out.accept("FAILED  not everything came in time, only frames " + frames + " and events " + events);
        }
        return complete() && unreadable == 0;
    }

    @Override
    public void frame(Frame frame) {
        if (!(frame instanceof OfPair ofPair)) {
            return;
        }
        if (frames.add(frame.getClass().getSimpleName())) {
            out.accept("frame   " + frame);
        }
        show(feed.take(ofPair, clock.instant()));
        if (frame instanceof DepthDiff && !feed.hasBook() && !asked) {
            asked = true;
            snapshot.get()
                    .whenComplete((book, failure) -> turn.accept(() -> {
                        asked = false;
                        if (failure == null) {
                            show(feed.take(book, clock.instant()));
                        }
                    }));
        }
    }

    private void show(List<MarketEvent> taken) {
        for (var event : taken) {
            if (kinds.add(event.getClass())) {
                events.add(event.getClass().getSimpleName());
                out.accept("event   " + (event instanceof Depth depth ? depth.best(LEVELS_SHOWN) : event));
            }
        }
    }

    @Override
    public void unreadable(String text, DecodeException why) {
        unreadable++;
        out.accept("FAILED  a frame cannot be read (" + why.getMessage() + "): " + text);
    }

    @Override
    public void missed(Set<String> pairs) {
        out.accept("lost    the connection; it is made anew");
    }

    @Override
    public void changed() {}
}
