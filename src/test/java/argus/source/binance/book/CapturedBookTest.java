package argus.source.binance.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import argus.model.Depth.Level;
import argus.source.binance.book.OrderBook.Outcome;
import argus.source.binance.wire.Frame.BookTicker;
import argus.source.binance.wire.Frame.DepthDiff;
import argus.source.binance.wire.FrameDecoder;
import argus.source.binance.wire.RestDecoder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Recorded sessions of the spot market and both futures markets: the book put together against the best prices told. */
class CapturedBookTest {
    private static final Path FOLDER = Path.of("../shared/market-data/crypto-hftbacktest");
    private static final int SHOWN = 20;
    private static final int SNAPSHOT = 1000;
    /** The captures hold one snapshot each: taken as complete, as prices come that lie beyond it. */
    private static final int COMPLETE = Integer.MAX_VALUE;

    @ParameterizedTest
    @CsvSource({
        "spot_btcusdt_20240808.gz, 564",
        "spot_ethusdt_20240808.gz, 577",
        "cm_btcusd_perp_20240808.gz, 1124",
        "usdm_btcusdt_20240808.gz, 629"
    })
    void theBestOfTheBookIsTheBookTickerOfTheSameUpdate(String file, int comparisons, TestReporter reporter)
            throws IOException {
        var seen = compare(file, COMPLETE);
        reporter.publishEntry(file, seen.compared() + " comparisons in " + seen.changes() + " changes of the book");
        assertThat(seen.compared()).isEqualTo(comparisons);
        assertThat(seen.endedEarly()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "spot_btcusdt_20240808.gz, true",
        "spot_ethusdt_20240808.gz, false",
        "cm_btcusd_perp_20240808.gz, false",
        "usdm_btcusdt_20240808.gz, true"
    })
    void aNewSnapshotIsAskedForWhenThePriceLeavesTheLevelsKnown(String file, boolean leaves) throws IOException {
        var seen = compare(file, SNAPSHOT);
        assertThat(seen.compared()).isPositive();
        assertThat(seen.endedEarly()).isEqualTo(leaves);
    }

    private record Seen(int compared, int changes, boolean endedEarly) {}

    private static Seen compare(String file, int snapshotLevels) throws IOException {
        var path = FOLDER.resolve(file);
        assumeTrue(Files.exists(path), () -> "skipped: " + path + " is not here");
        var book = new OrderBook(SHOWN, snapshotLevels);
        boolean endedEarly = false;
        Map<Long, BookTicker> tickers = new HashMap<>();
        Map<Long, Level[]> tops = new HashMap<>();
        int changes = 0;
        try (var lines = lines(path)) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                var json = line.substring(line.indexOf(' ') + 1);
                if (json.startsWith("{\"lastUpdateId\"")) {
                    assertThat(book.load(RestDecoder.depth(json))).isEqualTo(Outcome.CHANGED);
                    continue;
                }
                var frame = FrameDecoder.decode(json);
                if (frame instanceof BookTicker ticker) {
                    tickers.put(ticker.updateId(), ticker);
                } else if (frame instanceof DepthDiff diff) {
                    boolean valid = book.valid();
                    var outcome = book.apply(diff);
                    if (valid && outcome == Outcome.NEEDS_SNAPSHOT) {
                        endedEarly = true;
                        break;
                    }
                    if (valid) {
                        assertThat(book.bids().get(0).price())
                                .isLessThan(book.asks().get(0).price());
                        tops.put(
                                book.updateId(),
                                new Level[] {book.bids().get(0), book.asks().get(0)});
                        changes++;
                    }
                }
            }
        }
        int compared = 0;
        for (var top : tops.entrySet()) {
            var ticker = tickers.get(top.getKey());
            if (ticker != null) {
                assertThat(top.getValue()[0]).isEqualTo(new Level(ticker.bid(), ticker.bidQuantity()));
                assertThat(top.getValue()[1]).isEqualTo(new Level(ticker.ask(), ticker.askQuantity()));
                compared++;
            }
        }
        return new Seen(compared, changes, endedEarly);
    }

    private static BufferedReader lines(Path file) throws IOException {
        return new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8));
    }
}
