package argus.source.recorded;

import argus.model.MarketEvent;
import argus.model.Symbol;
import argus.source.SourceSink;
import argus.source.recorded.Recording.Extent;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

/** A recording that is being played: how far it is, and the cursors of the wanted symbols. Not thread-safe. */
final class Replay {
    private static final Logger LOG = System.getLogger(Replay.class.getName());
    /** Parts the last row of a loop from the first of the next. */
    private static final long LOOP_GAP_MILLIS = 1000;

    private static final int MAX_BURST = 500;
    private static final int MAX_PLACES_AT_ONCE = 5000;
    /** Tapes that nobody wants are kept while all together have no more rows than this. */
    private static final int MAX_ROWS_KEPT = 500_000;

    private final RecordedSource.Settings settings;
    private final String source;
    private final Recording recording;
    private final Extent extent;
    private final Map<Symbol, Tape> tapes = new HashMap<>();
    private final Map<Symbol, Long> unreadable = new HashMap<>();
    private final Map<Symbol, TapeCursor> playing = new HashMap<>();
    private final PriorityQueue<TapeCursor> queue = new PriorityQueue<>(Comparator.comparingLong(TapeCursor::next)
            .thenComparing(cursor -> cursor.tape().symbol()));

    private ReplayClock clock;
    private String ids;
    /** The place after the last one that was played; counts where there is no clock, at speed 0. */
    private long nextPlace;

    /**
     * Begins to play.
     *
     * @param now epoch milliseconds, here and below
     * @throws IOException if the recording cannot be read
     */
    Replay(Recording recording, RecordedSource.Settings settings, String source, long now) throws IOException {
        this.settings = settings;
        this.source = source;
        this.recording = recording;
        this.extent = recording.extent();
        boolean loop = settings.loop();
        if (settings.speed() == 0) {
            clock = new ReplayClock(now - (extent.end() - extent.start()), 0, 0);
        } else {
            clock = new ReplayClock(loop ? extent.start() : now, 0, settings.speed());
        }
        // A loop that follows the clock alone gives a trade the same id wherever it is played.
        ids = loop ? "" : now + "-";
    }

    Extent extent() {
        return extent;
    }

    /** How many rows of the files read so far were left out. */
    long unreadableRows() {
        return unreadable.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Changes what is played; {@code out} gets the present state of what is new. */
    void want(Set<Symbol> wanted, long now, List<MarketEvent> out) {
        playing.keySet().retainAll(wanted);
        long place = settings.speed() == 0 ? nextPlace : clock.place(now);
        for (var symbol : wanted.stream().filter(recording::has).sorted().toList()) {
            if (!playing.containsKey(symbol)) {
                var tape = tapes.computeIfAbsent(symbol, this::load);
                long length = extent.end() - extent.start() + LOOP_GAP_MILLIS;
                var cursor = new TapeCursor(tape, extent.start(), length, settings.loop(), ids);
                cursor.join(place, clock, out);
                playing.put(symbol, cursor);
            }
        }
        queue.clear();
        queue.addAll(playing.values());
        if (tapes.values().stream().mapToLong(Tape::size).sum() > MAX_ROWS_KEPT) {
            tapes.keySet().retainAll(playing.keySet());
        }
    }

    /** Lets everybody join anew. */
    void stop() {
        playing.clear();
        queue.clear();
    }

    /** Makes an instant of the recording, or its nearest end, the present one. */
    void seek(long recorded, long now) {
        long place = Math.max(extent.start(), Math.min(extent.end(), recorded)) - extent.start();
        if (settings.speed() > 0) {
            clock = new ReplayClock(now, place, settings.speed());
        }
        ids = now + "-";
        nextPlace = place;
        stop();
    }

    /**
     * Plays what is due, all symbols in the order of time, one burst for each instant.
     *
     * @return whether there is, or may be, anything left for later
     */
    boolean play(long now, SourceSink sink) {
        var burst = new ArrayList<MarketEvent>();
        long instant = Long.MIN_VALUE;
        boolean more = true;
        for (int places = 0; places < MAX_PLACES_AT_ONCE; places++) {
            var cursor = queue.peek();
            more = cursor != null && cursor.next() != TapeCursor.ENDED;
            if (cursor == null || !more || !clock.isDue(cursor.next(), now)) {
                break;
            }
            nextPlace = cursor.next() + 1;
            long at = clock.instant(cursor.next());
            if (!burst.isEmpty() && (at != instant || burst.size() >= MAX_BURST)) {
                sink.events(List.copyOf(burst));
                burst.clear();
            }
            instant = at;
            queue.remove();
            cursor.play(Instant.ofEpochMilli(at), burst);
            queue.add(cursor);
        }
        if (!burst.isEmpty()) {
            sink.events(burst);
        }
        return more || queue.isEmpty() || settings.loop();
    }

    private Tape load(Symbol symbol) {
        try {
            var loaded = recording.load(symbol, source);
            unreadable.put(symbol, loaded.unreadable());
            return loaded.tape();
        } catch (IOException e) {
            LOG.log(Level.WARNING, "cannot read the recording of " + symbol, e);
            var none = new PackedRows(0).finished();
            return new Tape(symbol, source, none, none, none);
        }
    }
}
