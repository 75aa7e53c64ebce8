package argus.source.tdx;

import argus.source.tdx.wire.TdxQuote;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is known of one wanted security. Thread-safe. */
final class Watched {
    /** A state that has not changed is told again after so long, as a sign of life. */
    private static final Duration REPEATED = Duration.ofSeconds(10);

    private final Security security;
    private final @Nullable TradeTape tape;
    private @Nullable TdxQuote last;
    private Instant told = Instant.MIN;
    private boolean tradesAsked;

    /** @param tape where trades are wanted, too */
    Watched(Security security, @Nullable TradeTape tape) {
        this.security = security;
        this.tape = tape;
    }

    Security security() {
        return security;
    }

    @Nullable
    TradeTape tape() {
        return tape;
    }

    /** What a new state means. */
    enum News {
        /** Nothing to tell. */
        NONE,
        /** A state to tell. */
        STATE,
        /** A state to tell when the trades that led to it have been told. */
        TRADES
    }

    synchronized News take(TdxQuote quote, Clock clock) {
        if (tradesAsked) {
            return News.NONE; // the next poll brings it
        }
        var now = clock.instant();
        var before = last;
        if (quote.equals(before) && now.isBefore(told.plus(REPEATED))) {
            return News.NONE;
        }
        last = quote;
        told = now;
        boolean traded = before == null || before.volume() != quote.volume();
        tradesAsked = tape != null && traded && quote.volume() > 0;
        return tradesAsked ? News.TRADES : News.STATE;
    }

    synchronized void tradesTold() {
        tradesAsked = false;
    }
}
