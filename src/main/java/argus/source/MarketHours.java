package argus.source;

import argus.calendar.BarClock;
import argus.calendar.Calendars;
import argus.calendar.Phase;
import argus.calendar.TradingCalendar.Standing;
import argus.model.Market;
import argus.model.Symbol;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Predicate;

/**
 * Whether the market of a symbol is open now. A day that no calendar knows counts as open, since a value too many does
 * less harm than one that is missing. Thread-safe, and cheap enough to be asked for every symbol of every poll.
 */
public final class MarketHours {
    private static final Standing ROUND_THE_CLOCK = new Standing(Phase.REGULAR, Instant.MIN, Instant.MAX);

    private final Calendars calendars;
    private final Predicate<Symbol> roundTheClock;
    private final Clock clock;
    private final BarClock sessions;
    private final BarClock hoursOfTheDay = BarClock.alwaysOpen();
    private final AtomicReferenceArray<Standing> latest = new AtomicReferenceArray<>(Market.values().length);

    /** @param alwaysOpen whether every market counts as open, whatever its calendar says */
    public MarketHours(Calendars calendars, boolean alwaysOpen, Clock clock) {
        this(calendars, symbol -> alwaysOpen, clock);
    }

    private MarketHours(Calendars calendars, Predicate<Symbol> roundTheClock, Clock clock) {
        this.calendars = calendars;
        this.roundTheClock = roundTheClock;
        this.clock = clock;
        this.sessions = calendars.barClock();
    }

    /** Hours of markets that never close. */
    public static MarketHours alwaysOpen(Clock clock) {
        return new MarketHours(Calendars.packaged(), true, clock);
    }

    /** The same hours, but for symbols that are traded round the clock whatever their market does. */
    public MarketHours except(Predicate<Symbol> exempt) {
        return new MarketHours(calendars, roundTheClock.or(exempt), clock);
    }

    /** What the market of the symbol is doing. */
    public Phase phase(Symbol symbol) {
        return standing(symbol).phase();
    }

    /** Since when it has been doing so; at the earliest the beginning of its day, or the far past where it never closes. */
    public Instant since(Symbol symbol) {
        return standing(symbol).since();
    }

    /** Whether orders or trades are possible: auctions and extended trading count, the lunch break does not. */
    public boolean isOpen(Symbol symbol) {
        return isOpen(phase(symbol));
    }

    /**
     * Whether new values may still come in: while the market is open, and for a while afterwards.
     *
     * @param delay how much later than the market the source tells its values, final ones included
     */
    public boolean isOpen(Symbol symbol, Duration delay) {
        if (isOpen(symbol)) {
            return true;
        }
        var then = clock.instant().minus(delay);
        return then.isBefore(since(symbol))
                && isOpen(calendars.of(symbol.market()).phase(then));
    }

    /** Whether a source that says nothing now is silent: in regular trading and the auctions around it. */
    public boolean isBusy(Symbol symbol) {
        return phase(symbol).isBusy();
    }

    /** When the market opens next; empty while it is open, and where the calendar does not say. */
    public Optional<Instant> nextOpen(Symbol symbol) {
        return isOpen(symbol) ? Optional.empty() : calendars.of(symbol.market()).nextOpen(clock.instant());
    }

    /** Whether the symbol is traded round the clock whatever its market does. */
    public boolean isRoundTheClock(Symbol symbol) {
        return roundTheClock.test(symbol);
    }

    /** Cuts the bars of a symbol: by the sessions of its market, unless it is traded round the clock. */
    public BarClock barClock(Symbol symbol) {
        return isRoundTheClock(symbol) ? hoursOfTheDay : sessions;
    }

    /** What an operator should know about calendars that end soon or have ended, one line each. */
    public List<String> warnings() {
        return calendars.warnings(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
    }

    private static boolean isOpen(Phase phase) {
        return phase.isOpen() || phase == Phase.UNKNOWN;
    }

    private Standing standing(Symbol symbol) {
        if (roundTheClock.test(symbol)) {
            return ROUND_THE_CLOCK;
        }
        var market = symbol.market();
        var now = clock.instant();
        var known = latest.get(market.ordinal());
        if (known != null && known.covers(now)) {
            return known;
        }
        var standing = calendars.of(market).standing(now);
        latest.set(market.ordinal(), standing);
        return standing;
    }
}
