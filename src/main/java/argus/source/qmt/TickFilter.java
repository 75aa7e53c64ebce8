package argus.source.qmt;

import argus.model.MarketEvent;
import argus.model.Symbol;
import argus.source.qmt.codec.QmtCode;
import argus.source.qmt.codec.QmtTick;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Lets through what is wanted and new. Two sockets, and an answer beside them, may tell the same tick, and an answer may be
 * older than what was pushed meanwhile. Not thread-safe.
 */
final class TickFilter {
    private final String source;
    private final Map<Symbol, QmtTick> newest = new HashMap<>();
    private Set<Symbol> wanted = Set.of();
    private long sequence;

    TickFilter(String source) {
        this.source = source;
    }

    /** Forgets what is wanted no more, so that it is told when it is wanted again. */
    void want(Set<Symbol> symbols) {
        wanted = symbols;
        newest.keySet().retainAll(symbols);
    }

    /** What ticks say that was not known, in their order. */
    List<MarketEvent> events(List<QmtTick> ticks) {
        var events = new ArrayList<MarketEvent>();
        for (var tick : ticks) {
            var symbol = QmtCode.symbol(tick.code()).filter(wanted::contains).orElse(null);
            if (symbol != null && isNew(symbol, tick)) {
                newest.put(symbol, tick);
                events.addAll(tick.events(symbol, source, ++sequence));
            }
        }
        return events;
    }

    private boolean isNew(Symbol symbol, QmtTick tick) {
        var before = newest.get(symbol);
        return before == null || !tick.time().isBefore(before.time()) && !tick.equals(before);
    }
}
