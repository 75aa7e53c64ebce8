package argus.source.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import argus.calendar.TradingRules;
import argus.model.Depth;
import argus.model.Depth.Level;
import argus.model.Instrument;
import argus.model.MarketEvent;
import argus.model.Quote;
import argus.model.Side;
import argus.model.Symbol;
import argus.model.Trade;
import argus.source.simulated.SimulatedBoard.Listing;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;

class SymbolWalkTest {
    private static final Instant NOON = Instant.parse("2026-03-02T04:00:00Z");
    private static final LocalDate DAY = LocalDate.of(2026, 3, 2);

    @Provide
    Arbitrary<Listing> listings() {
        var symbols = Arbitraries.of(
                "600000.SH",
                "300750.SZ",
                "688981.SH",
                "920002.BJ",
                "510300.SH",
                "900901.SH",
                "0700.HK",
                "AAPL.US",
                "BTC-USD");
        var prices = Arbitraries.oneOf(
                Arbitraries.of("0.01", "0.02", "0.05", "0.13", "0.25", "0.99", "1.00", "9.99", "19.98", "5000")
                        .map(BigDecimal::new),
                Arbitraries.longs().between(1, 100_000_000).map(units -> BigDecimal.valueOf(units, 3)));
        return Combinators.combine(symbols, prices).as((symbol, price) -> {
            var generated = SimulatedBoard.of(List.of(symbol)).get(0).instrument();
            var rules = TradingRules.of(generated.symbol(), generated.type());
            return new Listing(generated, rules.price(rules.units(price)));
        });
    }

    /** Checks every published value against what was published before it. */
    private static final class Witness {
        final TradingRules rules;
        final Instrument instrument;
        final HashSet<String> ids = new HashSet<>();
        BigDecimal prevClose;
        BigDecimal open;
        BigDecimal high;
        BigDecimal low;
        BigDecimal last;
        BigDecimal volume;
        BigDecimal amount;
        long sequence;

        Witness(Listing listing) {
            instrument = listing.instrument();
            rules = TradingRules.of(instrument.symbol(), instrument.type());
            last = listing.price();
        }

        void newDay() {
            prevClose = last;
            open = null;
            volume = BigDecimal.ZERO;
            amount = BigDecimal.ZERO;
        }

        void check(List<MarketEvent> step, Instant time) {
            int size = step.size();
            assertThat(step).hasSizeGreaterThanOrEqualTo(2).allMatch(e -> e.time()
                    .equals(time));
            assertThat(step.subList(0, size - 2)).allMatch(Trade.class::isInstance);
            for (var event : step.subList(0, size - 2)) {
                trade((Trade) event);
            }
            var depth = (Depth) step.get(size - 2);
            depth(depth);
            quote((Quote) step.get(size - 1), depth);
        }

        private void trade(Trade trade) {
            onGrid(trade.price());
            inLots(trade.volume());
            assertThat(ids.add(trade.id())).as("id is new").isTrue();
            if (open == null) {
                open = high = low = trade.price();
                assertThat(trade.side()).isEqualTo(Side.NEUTRAL);
            } else {
                assertThat(trade.side()).isNotEqualTo(Side.NEUTRAL);
            }
            last = trade.price();
            high = high.max(last);
            low = low.min(last);
            volume = volume.add(trade.volume());
            amount = amount.add(trade.price().multiply(trade.volume()));
        }

        private void depth(Depth depth) {
            assertThat(depth.sequence()).isGreaterThan(sequence);
            sequence = depth.sequence();
            assertThat(depth.bids()).isNotEmpty().hasSizeLessThanOrEqualTo(5);
            assertThat(depth.asks()).isNotEmpty().hasSizeLessThanOrEqualTo(5);
            var ladder = new ArrayList<Level>(depth.bids());
            java.util.Collections.reverse(ladder);
            ladder.addAll(depth.asks());
            for (int i = 0; i < ladder.size(); i++) {
                onGrid(ladder.get(i).price());
                inLots(ladder.get(i).volume());
                assertThat(i == 0
                                || ladder.get(i - 1)
                                                .price()
                                                .compareTo(ladder.get(i).price())
                                        < 0)
                        .as("book is in order")
                        .isTrue();
            }
        }

        private void quote(Quote quote, Depth depth) {
            assertThat(quote.last()).isEqualByComparingTo(last);
            assertThat(quote.prevClose()).isEqualByComparingTo(prevClose);
            assertThat(quote.open()).isEqualByComparingTo(open);
            assertThat(quote.high()).isEqualByComparingTo(high);
            assertThat(quote.low()).isEqualByComparingTo(low);
            assertThat(quote.volume()).isEqualByComparingTo(volume);
            assertThat(quote.amount()).isEqualByComparingTo(amount);
            assertThat(quote.bidPrice()).isLessThan(quote.askPrice());
            assertThat(new Level(Objects.requireNonNull(quote.bidPrice()), Objects.requireNonNull(quote.bidVolume())))
                    .isEqualTo(depth.bids().get(0));
            assertThat(new Level(Objects.requireNonNull(quote.askPrice()), Objects.requireNonNull(quote.askVolume())))
                    .isEqualTo(depth.asks().get(0));
        }

        private void onGrid(BigDecimal price) {
            assertThat(price).isPositive();
            assertThat(rules.price(rules.units(price))).isEqualTo(price);
            long prev = rules.units(prevClose);
            assertThat(rules.units(price)).isBetween(rules.limitDown(prev), rules.limitUp(prev));
        }

        private void inLots(BigDecimal volume) {
            assertThat(volume).isPositive();
            assertThat(volume.remainder(instrument.lot())).isEqualByComparingTo("0");
        }
    }

    @Property(tries = 300)
    void everyStepIsConsistentWithAllPublishedBefore(@ForAll("listings") Listing listing, @ForAll long seed) {
        var walk = new SymbolWalk(listing, seed, "simulated");
        var witness = new Witness(listing);
        for (int day = 0; day < 3; day++) {
            witness.newDay();
            for (int n = 0; n < 60; n++) {
                var time = NOON.plus(Duration.ofDays(day)).plusSeconds(n);
                var step = new ArrayList<MarketEvent>();
                walk.step(time, DAY.plusDays(day), step);
                witness.check(step, time);
            }
        }
    }

    @Test
    void longWalksStayNearTheReferenceAndMove() {
        for (var listing : SimulatedBoard.packaged()) {
            var walk = new SymbolWalk(listing, 42, "simulated");
            var prices = new HashSet<BigDecimal>();
            var out = new ArrayList<MarketEvent>();
            for (int n = 0; n < 20_000; n++) {
                out.clear();
                walk.step(NOON.plusSeconds(n), DAY.plusDays(n / 5000), out);
                prices.add(((Quote) out.get(out.size() - 1)).last());
            }
            assertThat(prices).as(listing.toString()).hasSizeGreaterThan(5);
            assertThat(prices)
                    .allMatch(p -> p.compareTo(listing.price().multiply(new BigDecimal("0.7"))) > 0
                            && p.compareTo(listing.price().multiply(new BigDecimal("1.3"))) < 0);
        }
    }

    @Property(tries = 50)
    void equalSeedsGiveEqualWalksAndOthersDiffer(@ForAll long seed) {
        var listing = SimulatedBoard.packaged().get(0);
        assertThat(walk(listing, seed)).isEqualTo(walk(listing, seed));
        assertThat(walk(listing, seed)).isNotEqualTo(walk(listing, seed + 1));
    }

    private static List<MarketEvent> walk(Listing listing, long seed) {
        var walk = new SymbolWalk(listing, seed, "simulated");
        var events = new ArrayList<MarketEvent>();
        for (int n = 0; n < 50; n++) {
            walk.step(NOON.plusSeconds(n), DAY, events);
        }
        return events;
    }

    @Test
    void beforeTheFirstOpeningOnlyTheReferencePriceIsTold() {
        var listing = SimulatedBoard.packaged().get(0);
        var events = new ArrayList<MarketEvent>();
        new SymbolWalk(listing, 1, "simulated").state(NOON, events);
        assertThat(events).hasSize(1);
        var quote = (Quote) events.get(0);
        assertThat(Tuple.of(quote.last(), quote.prevClose())).isEqualTo(Tuple.of(listing.price(), listing.price()));
        assertThat(quote.volume()).isZero();
        assertThat(quote.open()).isNull();
        assertThat(quote.bidPrice()).isNull();
        assertThat(quote.symbol()).isEqualTo(new Symbol("000001.SZ"));
    }
}
