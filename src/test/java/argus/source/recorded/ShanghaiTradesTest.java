package argus.source.recorded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import argus.model.Quote;
import argus.model.Side;
import argus.model.Symbol;
import argus.model.Trade;
import argus.source.ManualExecutor;
import argus.source.RecordingSink;
import argus.source.SourceState;
import argus.source.recorded.RecordedSource.Settings;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real day of two Shanghai shares, brought into the form that the source reads. */
class ShanghaiTradesTest {
    private static final Path TRADES =
            Path.of("../shared/market-data/ashare-dolphindb/600020_600021_20210104_trades.csv");

    @TempDir
    Path directory;

    @Test
    void realTradesKeepTheirFiguresAndOrder() throws IOException {
        assumeTrue(Files.exists(TRADES), () -> "skipped: " + TRADES + " is not here");
        var rows = Files.readAllLines(TRADES).stream()
                .skip(1)
                .map(l -> l.split(","))
                .toList();
        for (var code : List.of("600020", "600021")) {
            var lines = rows.stream()
                    .filter(r -> r[0].equals(code))
                    .map(r -> r[1].replace('.', '-').replaceFirst("-(\\d+)$", ".$1") + "," + r[2] + "," + r[3] + ","
                            + r[9])
                    .toList();
            Files.writeString(
                    directory.resolve(code + ".SH.trades.csv"), "time,price,volume,side\n" + String.join("\n", lines));
        }
        var executor = new ManualExecutor(Instant.parse("2026-03-02T10:00:00Z"));
        var sink = new RecordingSink();
        var source = new RecordedSource(new Settings(Optional.of(directory), 0, false), executor.clock(), executor);
        source.start(sink);
        source.demand(Set.of(new Symbol("600020.SH"), new Symbol("600021.SH")));
        executor.runTasks();
        while (sink.states.get(sink.states.size() - 1) == SourceState.UP) {
            executor.jump(Duration.ofMillis(10));
        }
        assertThat(source.unreadableRows()).isZero();
        assertThat(sink.events(Trade.class)).hasSize(10_000);
        assertThat(sink.events(Trade.class)).extracting(Trade::side).contains(Side.BUY, Side.SELL, Side.NEUTRAL);
        for (var code : List.of("600020", "600021")) {
            var mine = rows.stream().filter(r -> r[0].equals(code)).toList();
            var trades = sink.events(Trade.class).stream()
                    .filter(t -> t.symbol().code().equals(code))
                    .toList();
            assertThat(trades.stream().map(t -> t.price().toPlainString()))
                    .containsExactlyElementsOf(mine.stream()
                            .map(r -> argus.model.Decimals.plain(new BigDecimal(r[2]))
                                    .toPlainString())
                            .toList());
            var quote = sink.events(Quote.class).stream()
                    .filter(q -> q.symbol().code().equals(code))
                    .reduce((a, b) -> b)
                    .orElseThrow();
            assertThat(quote.volume())
                    .isEqualByComparingTo(
                            mine.stream().map(r -> new BigDecimal(r[3])).reduce(BigDecimal.ZERO, BigDecimal::add));
            assertThat(quote.open()).isEqualByComparingTo(mine.get(0)[2]);
        }
    }
}
