package argus.normalise;

import argus.calendar.TradingRules;
import argus.model.Instrument;
import argus.model.MarketEvent;
import argus.model.Quote;
import argus.model.Symbol;
import argus.model.Trade;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Says of events that can be true whether they are odd all the same. They are worth counting, not worth dropping. Not
 * thread-safe.
 */
public final class Doubts {
    /** What funds and shares may differ by, as limits are rounded to a tick that depends on the kind. */
    private static final BigDecimal ROUNDING = new BigDecimal("0.01");

    /** So many trades one after another in number say that the venue numbers them. */
    private static final int NUMBERED = 5;

    private static final int LONGEST_NUMBER = 18;

    private final Map<Symbol, Numbers> trades = new HashMap<>();
    private final Map<Symbol, TradingRules> rules = new HashMap<>();

    /** The numbers of a symbol's last trades. */
    private static final class Numbers {
        private String source = "";
        private long last;
        private int running;
    }

    /** @param event one that {@link EventGuard} finds good */
    public Verdict check(MarketEvent event) {
        if (event instanceof Quote quote) {
            return quote(quote);
        }
        return event instanceof Trade trade ? trade(trade) : Verdict.GOOD;
    }

    private Verdict quote(Quote quote) {
        var bid = quote.bidPrice();
        var ask = quote.askPrice();
        if (bid != null && ask != null && ask.signum() > 0 && bid.compareTo(ask) > 0) {
            return Verdict.QUOTE_CROSSED;
        }
        var prevClose = quote.prevClose();
        if (prevClose == null || prevClose.signum() <= 0) {
            return Verdict.GOOD;
        }
        return isOutside(quote.symbol(), quote.last(), prevClose) ? Verdict.PRICE_OUTSIDE_LIMITS : Verdict.GOOD;
    }

    private boolean isOutside(Symbol symbol, BigDecimal last, BigDecimal prevClose) {
        var known = rules(symbol);
        if (known == null) {
            return false;
        }
        long close = known.units(prevClose);
        return last.subtract(ROUNDING).compareTo(known.price(known.limitUp(close))) > 0
                || last.add(ROUNDING).compareTo(known.price(known.limitDown(close))) < 0;
    }

    private @Nullable TradingRules rules(Symbol symbol) {
        return switch (symbol.market()) {
            case SH, SZ, BJ -> rules.computeIfAbsent(symbol, s -> TradingRules.of(s, Instrument.Type.STOCK));
            default -> null;
        };
    }

    private Verdict trade(Trade trade) {
        long number = number(trade.id());
        if (number < 0) {
            return Verdict.GOOD;
        }
        var numbers = trades.computeIfAbsent(trade.symbol(), s -> new Numbers());
        if (!numbers.source.equals(trade.source())) {
            numbers.source = trade.source();
            numbers.running = 0;
        }
        boolean next = number == numbers.last + 1;
        boolean missing = !next && number > numbers.last && numbers.running >= NUMBERED;
        numbers.running = next || missing ? numbers.running + 1 : 0;
        numbers.last = number;
        return missing ? Verdict.TRADES_MISSING : Verdict.GOOD;
    }

    /** The id as a number, or -1 if it is none. */
    private static long number(String id) {
        if (id.isEmpty() || id.length() > LONGEST_NUMBER) {
            return -1;
        }
        long number = 0;
        for (int i = 0; i < id.length(); i++) {
            int digit = id.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }
}
