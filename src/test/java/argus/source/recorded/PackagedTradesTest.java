package argus.source.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import argus.model.Instrument;
import argus.model.Quote;
import argus.model.Symbol;
import argus.model.Trade;
import argus.source.ManualExecutor;
import argus.source.RecordingSink;
import argus.source.SourceState;
import argus.source.recorded.RecordedSource.Settings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The packaged trades, compared with a plain reading of their file. */
class PackagedTradesTest {
    private static final Symbol BITCOIN = new Symbol("BTC-USD");

    private final RecordingSink sink = new RecordingSink();

    private RecordedSource playing(ManualExecutor executor, double speed, boolean loop) {
        var source = new RecordedSource(new Settings(Optional.empty(), speed, loop), executor.clock(), executor);
        source.start(sink);
        source.demand(Set.of(BITCOIN));
        executor.runTasks();
        return source;
    }

    private static List<String[]> file() throws IOException {
        try (var lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(
                        PackagedTradesTest.class.getResourceAsStream("/bitstamp_trades_from_20131125_usd.csv")),
                StandardCharsets.UTF_8))) {
            return lines.lines().skip(1).map(line -> line.split(",")).toList();
        }
    }

    @Test
    void everyTradeIsPlayedExactlyAndInOrder() throws IOException {
        var executor = new ManualExecutor(Instant.parse("2026-03-02T10:00:00Z"));
        var source = playing(executor, 0, false);
        assertThat(source.instruments()).extracting(Instrument::englishName).containsExactly("Bitcoin");
        while (sink.states.get(sink.states.size() - 1) != SourceState.STALE) {
            executor.jump(Duration.ofMillis(10));
        }
        var rows = file();
        var trades = sink.events(Trade.class);
        assertThat(trades).hasSize(100_000);
        assertThat(source.unreadableRows()).isZero();
        long shift = trades.get(0).time().getEpochSecond() - Long.parseLong(rows.get(0)[0]);
        for (int i = 0; i < rows.size(); i++) {
            var row = rows.get(i);
            var trade = trades.get(i);
            if (trade.price().compareTo(new BigDecimal(row[1])) != 0
                    || trade.volume().compareTo(new BigDecimal(row[2])) != 0
                    || trade.time().getEpochSecond() != Long.parseLong(row[0]) + shift) {
                assertThat(trade).as("row " + i + " " + String.join(",", row)).isNull();
            }
        }
        assertThat(trades.stream().filter(t -> t.volume().signum() == 0)).hasSize(18);
        assertThat(trades.stream().map(Trade::id).distinct().count()).isEqualTo(100_000);
        assertThat(trades.get(99_999).time()).isEqualTo(Instant.parse("2026-03-02T10:00:00Z"));
    }

    @Test
    void quotesOfADayAddUpItsTrades() {
        var executor = new ManualExecutor(Instant.parse("2026-03-02T10:00:00Z"));
        playing(executor, 1, true);
        var before = sink.events(Quote.class).get(0);
        assertThat(before.prevClose()).isNotNull();
        executor.advance(Duration.ofMinutes(10));
        var trades = sink.events(Trade.class);
        var last = sink.events(Quote.class).get(sink.events(Quote.class).size() - 1);
        assertThat(trades).isNotEmpty();
        assertThat(last.last()).isEqualTo(trades.get(trades.size() - 1).price());
        var volume = trades.stream().map(Trade::volume).reduce(before.volume(), BigDecimal::add);
        var amount = trades.stream().map(Trade::amount).reduce(before.amount(), BigDecimal::add);
        assertThat(last.volume()).isEqualByComparingTo(volume);
        assertThat(last.amount()).isEqualByComparingTo(amount);
        assertThat(last.high()).isGreaterThanOrEqualTo(last.last());
        assertThat(last.low()).isLessThanOrEqualTo(last.last());
    }

    @Test
    void dayFiguresAreThoseOfAPlainCount() throws IOException {
        // the loop is anchored at the recording itself: two loops later at half past six on its third day
        var rows = file();
        long start = Long.parseLong(rows.get(0)[0]);
        long loop = Long.parseLong(rows.get(rows.size() - 1)[0]) - start + 1;
        long now = Instant.parse("2013-12-12T06:30:00.500Z").getEpochSecond();
        long midnight = Instant.parse("2013-12-12T00:00:00Z").getEpochSecond();
        playing(new ManualExecutor(Instant.ofEpochMilli(now * 1000 + 500)), 1, true);
        var quote = sink.events(Quote.class).get(0);

        var volume = BigDecimal.ZERO;
        var amount = BigDecimal.ZERO;
        BigDecimal open = null;
        BigDecimal prevClose = null;
        for (int n = 0; n < 4; n++) {
            for (var row : rows) {
                long time = Long.parseLong(row[0]) + n * loop;
                var price = new BigDecimal(row[1]);
                if (time < midnight) {
                    prevClose = price;
                } else if (time <= now) {
                    open = open == null ? price : open;
                    volume = volume.add(new BigDecimal(row[2]));
                    amount = amount.add(price.multiply(new BigDecimal(row[2])));
                }
            }
        }
        assertThat(quote.volume()).isEqualByComparingTo(volume);
        assertThat(quote.amount()).isEqualByComparingTo(amount);
        assertThat(quote.open()).isEqualByComparingTo(open);
        assertThat(quote.prevClose()).isEqualByComparingTo(prevClose);
    }

    @Test
    void aDayMayHoldManyLoops() {
        var executor = new ManualExecutor(Instant.parse("2026-03-02T10:00:00Z"));
        playing(executor, 10_000, true);
        var before = sink.events(Quote.class).get(0);
        executor.jump(Duration.ofSeconds(4));
        while (sink.events(Trade.class).size() < 1000) {
            executor.jump(Duration.ofMillis(10));
        }
        var quotes = sink.events(Quote.class);
        var played = sink.events(Trade.class).stream().map(Trade::volume).reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(quotes.get(quotes.size() - 1).volume())
                .isEqualByComparingTo(before.volume().add(played));
        // ten hours at that speed hold about 630 loops of six and a half days each
        assertThat(before.volume()).isGreaterThan(new BigDecimal(100_000_000));
    }
}
