package argus.source.tdx;

import argus.model.Depth;
import argus.model.MarketEvent;
import argus.model.Quote;
import argus.source.tdx.wire.TdxQuote;
import argus.source.tdx.wire.TdxQuote.Level;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns the state of a security into events. Stateless. */
final class QuoteEvents {
    private QuoteEvents() {}

    /**
     * A book, but of an index, and a quote. A security that has not been traded today has its previous close as last price.
     *
     * @param date the trading date of the server
     * @param source that says so
     */
    static List<MarketEvent> of(Security security, TdxQuote quote, LocalDate date, String source) {
        var time = time(security, quote, date);
        boolean book = !security.isIndex() && !quote.bids().isEmpty();
        var bids = book ? levels(security, quote.bids()) : List.<Depth.Level>of();
        var asks = book ? levels(security, quote.asks()) : List.<Depth.Level>of();
        var events = new ArrayList<MarketEvent>(2);
        if (book) {
            events.add(new Depth(security.symbol(), time, source, bids, asks, quote.activity()));
        }
        events.add(quote(security, quote, time, source, best(bids), best(asks)));
        return events;
    }

    /** When the quote was; the beginning of its day where it has no clock. */
    static Instant time(Security security, TdxQuote quote, LocalDate date) {
        return security.at(date, quote.time().orElse(LocalTime.MIN));
    }

    private static Quote quote(
            Security security,
            TdxQuote quote,
            Instant time,
            String source,
            Depth.@Nullable Level bid,
            Depth.@Nullable Level ask) {
        return new Quote(
                security.symbol(),
                time,
                source,
                security.price(quote.last() > 0 ? quote.last() : quote.prevClose()),
                price(security, quote.prevClose()),
                price(security, quote.open()),
                price(security, quote.last() > 0 ? quote.high() : 0),
                price(security, quote.last() > 0 ? quote.low() : 0),
                security.shares(quote.volume()),
                quote.amount(),
                bid == null ? null : bid.price(),
                bid == null ? null : bid.volume(),
                ask == null ? null : ask.price(),
                ask == null ? null : ask.volume());
    }

    private static @Nullable BigDecimal price(Security security, long raw) {
        return raw > 0 ? security.price(raw) : null;
    }

    /** Empty levels have no price. */
    private static List<Depth.Level> levels(Security security, List<Level> levels) {
        return levels.stream()
                .filter(level -> level.price() > 0)
                .map(level -> new Depth.Level(security.price(level.price()), security.shares(level.volume())))
                .toList();
    }

    private static Depth.@Nullable Level best(List<Depth.Level> levels) {
        return levels.isEmpty() ? null : levels.get(0);
    }
}
