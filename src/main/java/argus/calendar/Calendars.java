package argus.calendar;

import argus.model.BarPeriod;
import argus.model.Market;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The calendars of all markets, from the packaged tables or an operator's own. Immutable. */
public final class Calendars {
    private final Map<Market, TradingCalendar> byMarket = new EnumMap<>(Market.class);

    private Calendars(TradingCalendar cn, TradingCalendar hk, TradingCalendar us) {
        for (var market : Market.values()) {
            byMarket.put(
                    market,
                    switch (market) {
                        case SH, SZ, BJ -> cn;
                        case HK -> hk;
                        case US -> us;
                        case CRYPTO -> TradingCalendar.alwaysOpen(market.zone());
                        case FX -> TradingCalendar.foreignExchange();
                    });
        }
    }

    /** The tables that come with the service. */
    public static Calendars packaged() {
        return read(Optional.empty());
    }

    /**
     * The tables {@code cn.json}, {@code hk.json} and {@code us.json} of a directory; for one that is not there the
     * packaged table holds.
     *
     * @throws IllegalArgumentException if the directory is missing or a table cannot be read
     */
    public static Calendars of(Path directory) {
        if (!Files.isDirectory(directory)) {
            throw new IllegalArgumentException("no calendar directory: " + directory);
        }
        return read(Optional.of(directory));
    }

    /** The calendar of a market. */
    public TradingCalendar of(Market market) {
        return Objects.requireNonNull(byMarket.get(market));
    }

    /** Cuts bars by these calendars, and round the clock where a market closes at most for the weekend. */
    public BarClock barClock() {
        var sessions = new SessionBarClock(byMarket);
        var roundTheClock = BarClock.alwaysOpen();
        return new BarClock() {
            @Override
            public Instant barStart(Market market, BarPeriod period, Instant time) {
                return clockOf(market).barStart(market, period, time);
            }

            @Override
            public Instant barEnd(Market market, BarPeriod period, Instant start) {
                return clockOf(market).barEnd(market, period, start);
            }

            private BarClock clockOf(Market market) {
                return market == Market.CRYPTO || market == Market.FX ? roundTheClock : sessions;
            }
        };
    }

    /** What an operator should know about tables that end soon or have ended, one line each. */
    public List<String> warnings(LocalDate today) {
        return byMarket.values().stream()
                .distinct()
                .flatMap(calendar -> calendar.warning(today).stream())
                .toList();
    }

    private static Calendars read(Optional<Path> directory) {
        return new Calendars(read("cn", directory), read("hk", directory), read("us", directory));
    }

    private static TradingCalendar read(String name, Optional<Path> directory) {
        var own = directory.map(d -> d.resolve(name + ".json")).filter(Files::exists);
        try (var text = own.isPresent()
                ? Files.newBufferedReader(own.get())
                : new InputStreamReader(
                        Objects.requireNonNull(Calendars.class.getResourceAsStream(name + ".json")),
                        StandardCharsets.UTF_8)) {
            return new TradingCalendar(
                    name.toUpperCase(Locale.ROOT),
                    CalendarTable.read(text, own.map(Path::toString).orElse(name + ".json")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
