package argus.source.qmt.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import argus.model.BarPeriod;
import argus.model.Depth;
import argus.model.Depth.Level;
import argus.model.Quote;
import argus.model.Symbol;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Real ticks of xtdata, one for each form of call, where they lie beside the project. */
class RecordedTicksTest {
    private static final Path SAMPLES = Path.of("../shared/sources/qmt-samples");

    @Test
    void aTickOfAWholeQuote() throws IOException {
        var symbol = new Symbol("000001.SZ");
        var tick = only("whole-quote-000001.SZ-2024-12-02.json");
        var time = Instant.parse("2024-12-02T05:55:54Z");
        assertThat(tick.phase()).contains(QmtPhase.CONTINUOUS);
        assertThat(tick.events(symbol, "qmt", 1))
                .containsExactly(
                        new Depth(
                                symbol,
                                time,
                                "qmt",
                                levels("11.39 242900 11.38 712700 11.37 714600 11.36 911100 11.35 1218900"),
                                levels("11.4 1092900 11.41 1240100 11.42 667100 11.43 455500 11.44 670800"),
                                1),
                        new Quote(
                                symbol,
                                time,
                                "qmt",
                                new BigDecimal("11.39"),
                                new BigDecimal("11.38"),
                                new BigDecimal("11.39"),
                                new BigDecimal("11.4"),
                                new BigDecimal("11.31"),
                                new BigDecimal("75861284"),
                                new BigDecimal("862127800"),
                                new BigDecimal("11.39"),
                                new BigDecimal("242900"),
                                new BigDecimal("11.4"),
                                new BigDecimal("1092900")));
    }

    @Test
    void aTickOfARealtimeSubscription() throws IOException {
        var symbol = new Symbol("603077.SH");
        var tick = only("subscribe-quote-603077.SH-2025-07-22.json");
        var time = Instant.parse("2025-07-22T06:33:24Z");
        assertThat(tick.phase()).contains(QmtPhase.CONTINUOUS);
        assertThat(tick.events(symbol, "qmt", 1))
                .containsExactly(
                        new Depth(
                                symbol,
                                time,
                                "qmt",
                                levels("1.89 3266400 1.88 5471900 1.87 3010900 1.86 3202800 1.85 4692700"),
                                levels("1.9 1862000 1.91 5477000 1.92 5124800 1.93 2599500 1.94 1560000"),
                                1),
                        new Quote(
                                symbol,
                                time,
                                "qmt",
                                new BigDecimal("1.9"),
                                new BigDecimal("1.88"),
                                new BigDecimal("1.89"),
                                new BigDecimal("1.9"),
                                new BigDecimal("1.84"),
                                new BigDecimal("166347027"),
                                new BigDecimal("311544182"),
                                new BigDecimal("1.89"),
                                new BigDecimal("3266400"),
                                new BigDecimal("1.9"),
                                new BigDecimal("1862000")));
    }

    @Test
    void aFullTickWithOneLevel() throws IOException {
        var symbol = new Symbol("600000.SH");
        var tick = only("full-tick-600000.SH-2025-03-31.json");
        var time = Instant.parse("2025-03-31T06:52:15Z");
        assertThat(tick.events(symbol, "qmt", 1))
                .containsExactly(
                        new Depth(symbol, time, "qmt", levels("10.43 599500"), levels("10.44 84600"), 1),
                        new Quote(
                                symbol,
                                time,
                                "qmt",
                                new BigDecimal("10.44"),
                                new BigDecimal("10.44"),
                                new BigDecimal("10.47"),
                                new BigDecimal("10.63"),
                                new BigDecimal("10.35"),
                                new BigDecimal("46967317"),
                                new BigDecimal("493393500"),
                                new BigDecimal("10.43"),
                                new BigDecimal("599500"),
                                new BigDecimal("10.44"),
                                new BigDecimal("84600")));
    }

    /** Four decimals: rounded to three, its price would be 0.055. */
    @Test
    void aTickOfAnOption() throws IOException {
        var tick = only("full-tick-option-10005331.SHO-partial.json");
        assertThat(tick.time()).isEqualTo("2023-10-26T02:32:56.950Z");
        assertThat(tick.last()).isEqualTo("0.0547");
        assertThat(tick.open()).isEqualTo("0.0551");
        assertThat(tick.high()).isEqualTo("0.061");
        assertThat(tick.low()).isEqualTo("0.0532");
        assertThat(tick.prevClose()).isEqualTo("0.0568");
        assertThat(tick.volume()).isEqualTo("3524");
        assertThat(tick.amount()).isEqualTo("2018934.84");
        assertThat(tick.phase()).isEmpty();
        assertThat(tick.book()).isFalse();
    }

    @Test
    void aTickOfAClosedMarket() throws IOException {
        var tick = only("tick-closed-601010.SH-shape.json");
        assertThat(tick.time()).isEqualTo("2026-05-08T07:00:05Z");
        assertThat(tick.last()).isEqualTo("2");
        assertThat(tick.open()).isNull();
        assertThat(tick.phase()).isEmpty();
    }

    @Test
    void aBarOfADay() throws IOException {
        var decoded = QmtDecoder.bars(read("bar-1d-601010.SH-shape.json"), BarPeriod.D1, "qmt");
        assertThat(decoded.faults()).isEmpty();
        assertThat(decoded.values()).singleElement().satisfies(bar -> {
            assertThat(bar.time()).isEqualTo("2026-05-06T16:00:00Z");
            assertThat(bar.open()).isEqualTo("2");
            assertThat(bar.close()).isEqualTo("2");
            assertThat(bar.volume()).isEqualTo("1751600");
            assertThat(bar.amount()).isEqualTo("3503200");
        });
    }

    private static QmtTick only(String file) throws IOException {
        var decoded = QmtDecoder.ticks(read(file));
        assertThat(decoded.faults()).isEmpty();
        assertThat(decoded.values()).hasSize(1);
        return decoded.values().get(0);
    }

    private static String read(String file) throws IOException {
        var path = SAMPLES.resolve(file);
        assumeTrue(Files.exists(path), () -> "skipped: " + path + " is not here");
        return Files.readString(path);
    }

    /** Prices and volumes in turn. */
    private static List<Level> levels(String text) {
        var numbers = text.split(" ");
        var levels = new ArrayList<Level>();
        for (int i = 0; i < numbers.length; i += 2) {
            levels.add(new Level(new BigDecimal(numbers[i]), new BigDecimal(numbers[i + 1])));
        }
        return levels;
    }
}
