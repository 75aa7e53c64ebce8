package argus.protocol;

import argus.model.Bar;
import argus.model.Decimals;
import argus.model.Depth;
import argus.model.Market;
import argus.model.MarketEvent;
import argus.model.Quote;
import argus.model.Tick;
import argus.model.Trade;
import argus.protocol.json.IsoTime;
import argus.protocol.json.JsonText;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes market events as the {@code data} of messages. What a source does not know is left out. Thread-safe. */
final class EventWriter {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final int PERCENT_SCALE = 4;

    private final IsoTime[] times = Arrays.stream(Market.values())
            .map(market -> new IsoTime(market.zone()))
            .toArray(IsoTime[]::new);

    void append(StringBuilder out, MarketEvent event) {
        out.append("{\"symbol\":");
        JsonText.string(out, event.symbol().text());
        out.append(",\"timestamp\":\"");
        times[event.symbol().market().ordinal()].append(out, event.time());
        out.append('"');
        if (event instanceof Quote quote) {
            quote(out, quote);
        } else if (event instanceof Trade trade) {
            trade(out, trade);
        } else if (event instanceof Depth depth) {
            depth(out, depth);
        } else if (event instanceof Bar bar) {
            bar(out, bar);
        } else {
            tick(out, (Tick) event);
        }
        out.append('}');
    }

    private static void quote(StringBuilder out, Quote quote) {
        number(out, ",\"last_price\":", quote.last());
        var prevClose = quote.prevClose();
        if (prevClose != null) {
            var change = quote.last().subtract(prevClose);
            number(out, ",\"change\":", change);
            if (prevClose.signum() != 0) {
                number(out, ",\"change_percent\":", percent(change, prevClose));
            }
        }
        number(out, ",\"volume\":", quote.volume());
        number(out, ",\"amount\":", quote.amount());
        number(out, ",\"bid_price\":", quote.bidPrice());
        number(out, ",\"ask_price\":", quote.askPrice());
        number(out, ",\"bid_volume\":", quote.bidVolume());
        number(out, ",\"ask_volume\":", quote.askVolume());
        number(out, ",\"open\":", quote.open());
        number(out, ",\"high\":", quote.high());
        number(out, ",\"low\":", quote.low());
        number(out, ",\"close\":", quote.last());
        number(out, ",\"prev_close\":", prevClose);
        out.append(",\"source\":");
        JsonText.string(out, quote.source());
    }

    private static void trade(StringBuilder out, Trade trade) {
        number(out, ",\"price\":", trade.price());
        number(out, ",\"volume\":", trade.volume());
        out.append(",\"direction\":\"").append(trade.side().wire()).append("\",\"trade_id\":");
        JsonText.string(out, trade.id());
        number(out, ",\"amount\":", trade.amount());
    }

    private static void tick(StringBuilder out, Tick tick) {
        number(out, ",\"price\":", tick.price());
        number(out, ",\"volume\":", tick.volume());
        out.append(",\"direction\":\"").append(tick.side().wire()).append("\",\"tick_id\":");
        JsonText.string(out, tick.id());
    }

    private static void depth(StringBuilder out, Depth depth) {
        levels(out.append(",\"bids\":"), depth.bids());
        levels(out.append(",\"asks\":"), depth.asks());
        number(out, ",\"max_bid\":", best(depth.bids()));
        number(out, ",\"min_ask\":", best(depth.asks()));
        number(out, ",\"bid_volume_total\":", total(depth.bids()));
        number(out, ",\"ask_volume_total\":", total(depth.asks()));
        out.append(",\"sequence\":").append(depth.sequence());
    }

    private static void bar(StringBuilder out, Bar bar) {
        out.append(",\"period\":\"").append(bar.period().wire()).append('"');
        number(out, ",\"open\":", bar.open());
        number(out, ",\"high\":", bar.high());
        number(out, ",\"low\":", bar.low());
        number(out, ",\"close\":", bar.close());
        number(out, ",\"volume\":", bar.volume());
        number(out, ",\"amount\":", bar.amount());
        out.append(",\"trades\":").append(bar.trades());
        out.append(",\"closed\":").append(bar.closed());
        out.append(",\"rev\":").append(bar.rev());
    }

    private static void levels(StringBuilder out, List<Depth.Level> levels) {
        out.append('[');
        for (int i = 0; i < levels.size(); i++) {
            out.append(i == 0 ? "[" : ",[");
            JsonText.decimal(out, levels.get(i).price());
            out.append(',');
            JsonText.decimal(out, levels.get(i).volume());
            out.append(']');
        }
        out.append(']');
    }

    private static @Nullable BigDecimal best(List<Depth.Level> levels) {
        return levels.isEmpty() ? null : levels.get(0).price();
    }

    private static BigDecimal total(List<Depth.Level> levels) {
        var total = BigDecimal.ZERO;
        for (var level : levels) {
            total = total.add(level.volume());
        }
        return total;
    }

    private static BigDecimal percent(BigDecimal change, BigDecimal base) {
        return Decimals.plain(change.multiply(HUNDRED).divide(base, PERCENT_SCALE, RoundingMode.HALF_UP));
    }

    private static void number(StringBuilder out, String prefix, @Nullable BigDecimal value) {
        if (value != null) {
            JsonText.decimal(out.append(prefix), value);
        }
    }
}
