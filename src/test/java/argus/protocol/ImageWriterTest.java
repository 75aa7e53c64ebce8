package argus.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import argus.model.BarPeriod;
import argus.model.DataType;
import argus.model.Depth;
import argus.model.MarketEvent;
import argus.model.Quote;
import argus.model.Symbol;
import argus.topic.Shape;
import argus.topic.Topic;
import argus.topic.Update;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageWriterTest {
    private final ImageWriter writer = new ImageWriter();

    @Test
    void quoteIsWrittenAsPublished() {
        assertThat(news(quote(7), 6)).isEqualTo(Golden.wire("market_data"));
    }

    @Test
    void snapshotHasNoPredecessor() {
        assertThat(writer.texts(quote(7)).snapshot(Shape.FULL).text()).isEqualTo(Golden.wire("market_data_snapshot"));
    }

    @Test
    void mergedUpdatesAreCounted() {
        assertThat(news(quote(50), 41)).contains(",\"seq\":50,\"pseq\":41,\"merged\":8,");
    }

    @Test
    void tradeIsWrittenAsPublished() {
        var topic = Topic.of(DataType.TRADE, Samples.BITCOIN);
        assertThat(news(new Update(topic, 8812, Samples.TS, Samples.TRADE), 8811))
                .isEqualTo(Golden.wire("trade_data"));
    }

    @Test
    void tickIsWrittenAsPublished() {
        var topic = Topic.of(DataType.TICK, Samples.PING_AN);
        assertThat(news(new Update(topic, 17, Samples.TS, Samples.TICK), 16)).isEqualTo(Golden.wire("tick_data"));
    }

    @Test
    void depthIsWrittenAsPublished() {
        var topic = Topic.depth(Samples.APPLE, 5);
        assertThat(news(new Update(topic, 90, Samples.TS, Samples.DEPTH), 87)).isEqualTo(Golden.wire("depth_data"));
    }

    @Test
    void klineIsWrittenAsPublished() {
        assertThat(news(bar(), 3)).isEqualTo(Golden.wire("kline_data"));
    }

    @Test
    void rowsStandBesideTheNewestValue() {
        assertThat(writer.snapshotRows(bar(), List.of(Samples.BAR_BEFORE, Samples.BAR), Shape.FULL))
                .isEqualTo(Golden.wire("kline_data_rows"));
    }

    @Test
    void rowsHaveTheFieldsThatWereAskedFor() {
        var shape = new Shape(List.of("close", "rev"), true, true, true);
        assertThat(writer.snapshotRows(bar(), List.of(Samples.BAR_BEFORE, Samples.BAR), shape))
                .isEqualTo("{\"type\":\"kline_data\",\"topic\":\"kline.1m:000001.SZ\",\"seq\":4,\"snapshot\":true,"
                        + "\"ts\":1767576600123,\"src_ts\":1767576600000,\"in_ts\":1767576600123,"
                        + "\"timestamp\":\"2026-01-05T01:30:00.123Z\","
                        + "\"data\":{\"symbol\":\"000001.SZ\",\"close\":11.38,\"rev\":0},\"rows\":["
                        + "{\"symbol\":\"000001.SZ\",\"close\":11.39,\"rev\":0},"
                        + "{\"symbol\":\"000001.SZ\",\"close\":11.38,\"rev\":0}]}");
    }

    @Test
    void dataAloneIsByteForByteTheDataOfTheUpdate() {
        for (MarketEvent event :
                List.of(Samples.QUOTE, Samples.TRADE, Samples.TICK, Samples.DEPTH, Samples.BAR, Samples.BAR_BEFORE)) {
            var appended = new StringBuilder("x");
            writer.appendData(appended, event);
            assertThat(appended.substring(1)).isEqualTo(writer.data(event));
        }
        assertThat(news(quote(7), 6)).endsWith(",\"data\":" + writer.data(Samples.QUOTE) + "}");
    }

    @Test
    void whatTheSourceDoesNotKnowIsLeftOut() {
        assertThat(writer.data(bare("0.5", null)))
                .isEqualTo("{\"symbol\":\"BTC-USD\",\"timestamp\":\"2026-01-05T01:30:00.123Z\",\"last_price\":0.5,"
                        + "\"close\":0.5,\"source\":\"recorded\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "11.38, 11.40, -0.02, -0.1754",
        "11.40, 11.38, 0.02, 0.1757",
        "110, 100, 10, 10",
        "100.5, 100, 0.5, 0.5",
        "100, 100.00, 0.00, 0",
        "2000000, 1, 1999999, 199999900",
        "1.00000005, 1, 0.00000005, 0",
        "1.0000005, 1, 0.0000005, 0.0001",
        "0.9999995, 1, -0.0000005, -0.0001",
    })
    void changeIsExactAndItsPercentageRoundedHalfUp(String last, String prevClose, String change, String percent) {
        assertThat(writer.data(bare(last, prevClose)))
                .contains(",\"change\":" + change + ",\"change_percent\":" + percent + ",");
    }

    @Test
    void previousCloseOfZeroHasNoPercentage() {
        assertThat(writer.data(bare("1", "0"))).contains("\"change\":1,").doesNotContain("change_percent");
    }

    @Test
    void emptyBookHasNoBestPrices() {
        var empty = new Depth(Samples.APPLE, Samples.NOW, "simulated", List.of(), List.of(), 1);
        assertThat(writer.data(empty))
                .endsWith(
                        ",\"bids\":[],\"asks\":[],\"bid_volume_total\":0,\"ask_volume_total\":0,\"sequence\":1,\"source\":\"simulated\"}");
    }

    @Test
    void pricesNeverHaveAnExponent() {
        assertThat(writer.data(bare("1E+3", null))).contains("\"last_price\":1000,");
        assertThat(writer.data(bare("1E-8", null))).contains("\"last_price\":0.00000001,");
    }

    @Test
    void symbolsAndNamesAreEscaped() {
        var odd = new Quote(
                new Symbol("A\"\\\u2028.US"),
                Instant.parse("2026-07-01T14:30:00Z"),
                "a\nb\ud800",
                BigDecimal.ONE,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
        assertThat(writer.data(odd))
                .isEqualTo("{\"symbol\":\"A\\\"\\\\\\u2028.US\",\"timestamp\":\"2026-07-01T10:30:00-04:00\","
                        + "\"last_price\":1,\"close\":1,\"source\":\"a\\nb\\ud800\"}");
    }

    private String news(Update update, long pseq) {
        return writer.texts(update)
                .news(pseq, update.seq() - pseq - 1, null, Shape.FULL)
                .text();
    }

    private static Update quote(long seq) {
        return new Update(Samples.quoteTopic(), seq, Samples.TS, Samples.QUOTE);
    }

    private static Update bar() {
        return new Update(Topic.kline(Samples.PING_AN, BarPeriod.M1), 4, Samples.TS, Samples.BAR);
    }

    private static Quote bare(String last, String prevClose) {
        return new Quote(
                Samples.BITCOIN,
                Samples.NOW,
                "recorded",
                Samples.decimal(last),
                prevClose == null ? null : Samples.decimal(prevClose),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }
}
