package argus.market;

import static argus.model.Events.BITCOIN;
import static argus.model.Events.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import argus.calendar.BarClock;
import argus.model.Bar;
import argus.model.BarPeriod;
import argus.model.Side;
import argus.model.Trade;
import argus.topic.Topic;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The bars that are told, against bars put together here from the same trades in another way. */
class BarRebuildPropertyTest {

    /**
     * @param pauseMs since the trade before
     * @param lateMs how much older than now it says it is
     * @param ticks whether the clock closes bars before it comes
     */
    private record Deal(long pauseMs, long lateMs, int price, int volume, boolean ticks) {}

    @Provide
    Arbitrary<List<Deal>> deals() {
        var pauses = Arbitraries.oneOf(
                Arbitraries.longs().between(0, 900),
                Arbitraries.longs().between(0, 40_000),
                Arbitraries.longs().between(0, 7_200_000),
                Arbitraries.longs().between(0, 20 * 86_400_000L));
        var late = Arbitraries.oneOf(
                Arbitraries.just(0L),
                Arbitraries.just(0L),
                Arbitraries.longs().between(0, 3_000),
                Arbitraries.longs().between(0, 200_000));
        return Combinators.combine(
                        pauses,
                        late,
                        Arbitraries.integers().between(1, 9_999),
                        Arbitraries.integers().between(0, 500),
                        Arbitraries.of(true, false))
                .as(Deal::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(80);
    }

    @Property(tries = 300)
    void barsOfEveryPeriodEqualARebuildFromTheTrades(@ForAll("deals") List<Deal> deals) {
        var market = new SymbolMarket(BITCOIN, BarClock.alwaysOpen(), 10_000, 10);
        Map<BarPeriod, Map<Instant, List<Bar>>> told = new EnumMap<>(BarPeriod.class);
        Map<BarPeriod, Rebuild> rebuilds = new EnumMap<>(BarPeriod.class);
        for (var period : BarPeriod.values()) {
            told.put(period, new HashMap<>());
            rebuilds.put(period, new Rebuild(period));
            market.activate(Topic.kline(BITCOIN, period), (topic, value) -> {});
        }
        SymbolMarket.Out out = (topic, value) -> {
            if (value instanceof Bar bar) {
                told.get(bar.period())
                        .computeIfAbsent(bar.time(), t -> new ArrayList<>())
                        .add(bar);
            }
        };
        var now = NOON;
        for (var deal : deals) {
            now = now.plusMillis(deal.pauseMs());
            if (deal.ticks()) {
                market.tick(now.toEpochMilli(), out);
                for (var rebuild : rebuilds.values()) {
                    rebuild.clock(now.toEpochMilli());
                }
            }
            var trade = new Trade(
                    BITCOIN,
                    now.minusMillis(deal.lateMs()),
                    "test",
                    BigDecimal.valueOf(deal.price(), 2),
                    BigDecimal.valueOf(deal.volume(), 1),
                    Side.BUY,
                    "t");
            market.accept(trade, now.toEpochMilli(), out);
            rebuilds.values().forEach(rebuild -> rebuild.add(trade));
            for (var rebuild : rebuilds.values()) {
                rebuild.accepted(trade.time().toEpochMilli(), deal);
            }
        }
        for (var period : BarPeriod.values()) {
            rebuilds.get(period).check(told.get(period), market.bars(period, 10_000));
        }
    }

    /** The trades of each bar, kept one by one. */
    private static final class Rebuild {
        private final BarPeriod period;
        private final TreeMap<Instant, List<Trade>> inTime = new TreeMap<>();
        private final Map<Instant, List<Trade>> tooLate = new HashMap<>();
        private Instant closedBefore = Instant.MIN;
        private long newest = Long.MIN_VALUE;
        private long newestAt;

        Rebuild(BarPeriod period) {
            this.period = period;
        }

        /** The symbol's own time runs on from its newest event. */
        void clock(long now) {
            if (newest != Long.MIN_VALUE) {
                close(Instant.ofEpochMilli(newest + now - newestAt));
            }
        }

        void accepted(long time, Deal deal) {
            newest = Math.max(newest, time);
            newestAt = time + deal.lateMs();
        }

        void add(Trade trade) {
            close(trade.time());
            var start = start(trade.time());
            if (!start.isBefore(closedBefore)) {
                inTime.computeIfAbsent(start, s -> new ArrayList<>()).add(trade);
            } else if (inTime.containsKey(start)) {
                tooLate.computeIfAbsent(start, s -> new ArrayList<>()).add(trade);
            }
        }

        /** Closed for good is what lies before the newest bar, and that one too when its end has come. */
        private void close(Instant time) {
            if (!inTime.isEmpty()) {
                var last = inTime.lastKey();
                var until = end(last).isAfter(time) ? last : end(last);
                closedBefore = until.isAfter(closedBefore) ? until : closedBefore;
            }
        }

        private Instant start(Instant time) {
            var date = LocalDate.ofInstant(time, ZoneOffset.UTC);
            return switch (period) {
                case D1 -> midnight(date);
                case W1 -> midnight(date.minusDays((date.getDayOfWeek().getValue() - DayOfWeek.MONDAY.getValue())));
                case MONTH -> midnight(date.withDayOfMonth(1));
                default -> {
                    long seconds = period.length().toSeconds();
                    int ofDay = LocalTime.ofInstant(time, ZoneOffset.UTC).toSecondOfDay();
                    yield midnight(date).plusSeconds(ofDay / seconds * seconds);
                }
            };
        }

        private Instant end(Instant start) {
            return period == BarPeriod.MONTH
                    ? midnight(LocalDate.ofInstant(start, ZoneOffset.UTC).plusMonths(1))
                    : start.plus(period == BarPeriod.W1 ? Duration.ofDays(7) : period.length());
        }

        private static Instant midnight(LocalDate date) {
            return date.atStartOfDay(ZoneOffset.UTC).toInstant();
        }

        void check(Map<Instant, List<Bar>> told, List<Bar> kept) {
            assertThat(kept.stream().map(Bar::time))
                    .as("bars of %s", period)
                    .containsExactlyElementsOf(inTime.keySet());
            assertThat(told.keySet()).containsExactlyInAnyOrderElementsOf(inTime.keySet());
            for (var bar : kept) {
                var before = inTime.get(bar.time());
                var late = tooLate.getOrDefault(bar.time(), List.of());
                var all = new ArrayList<>(before);
                all.addAll(late);
                assertThat(bar.open()).isEqualByComparingTo(before.get(0).price());
                assertThat(bar.close())
                        .isEqualByComparingTo(before.get(before.size() - 1).price());
                var prices = all.stream().map(Trade::price).sorted().toList();
                assertThat(bar.low()).isEqualByComparingTo(prices.get(0));
                assertThat(bar.high()).isEqualByComparingTo(prices.get(prices.size() - 1));
                assertThat(bar.volume())
                        .isEqualByComparingTo(all.stream().map(Trade::volume).reduce(BigDecimal.ZERO, BigDecimal::add));
                assertThat(bar.amount())
                        .isEqualByComparingTo(all.stream().map(Trade::amount).reduce(BigDecimal.ZERO, BigDecimal::add));
                assertThat(bar.trades()).isEqualTo(all.size());
                assertThat(bar.rev()).isEqualTo(late.size());
                history(bar, told.get(bar.time()), before.size());
            }
        }

        /** A bar grows with each of its trades, is closed once and is then only corrected. */
        private static void history(Bar last, List<Bar> told, int inTime) {
            assertThat(told.get(told.size() - 1)).isEqualTo(last);
            int closings = 0;
            for (var bar : told) {
                closings += bar.closed() && bar.rev() == 0 ? 1 : 0;
                assertThat(bar.closed()).isEqualTo(closings > 0);
            }
            assertThat(closings).isEqualTo(last.closed() ? 1 : 0);
            assertThat(told).hasSize(inTime + closings + last.rev());
        }
    }
}
