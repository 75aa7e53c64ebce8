package argus.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import argus.model.DataType;
import argus.model.Depth;
import argus.model.MarketEvent;
import argus.model.Quote;
import argus.topic.Shape;
import argus.topic.Topic;
import argus.topic.Update;
import java.util.List;
import org.junit.jupiter.api.Test;

class UpdateTextsTest {
    private static final String HEAD =
            "{\"type\":\"market_data\",\"topic\":\"quote:000001.SZ\",\"seq\":7,\"pseq\":4,\"merged\":1,\"ts\":1767576600123";
    private static final String TIMESTAMP = ",\"timestamp\":\"2026-01-05T01:30:00.123Z\"";

    private final ImageWriter writer = new ImageWriter();

    private UpdateTexts texts(Quote quote) {
        return writer.texts(new Update(Samples.quoteTopic(), 7, Samples.TS, Samples.TS - 3, quote));
    }

    private String patch(Quote before, Quote after, String... fields) {
        return texts(after).news(4, 1, before, shape(fields)).text();
    }

    private static Shape shape(String... fields) {
        return new Shape(List.of(fields), true, false, false);
    }

    private static Quote quote(String last, String prevClose, String volume, String source) {
        return new Quote(
                Samples.PING_AN,
                Samples.NOW,
                source,
                Samples.decimal(last),
                prevClose == null ? null : Samples.decimal(prevClose),
                null,
                null,
                null,
                volume == null ? null : Samples.decimal(volume),
                null,
                null,
                null,
                null,
                null);
    }

    @Test
    void onlyTheFieldsAskedForAreToldAndAlwaysTheSymbol() {
        assertThat(texts(Samples.QUOTE)
                        .news(4, 1, null, shape("change_percent", "source", "last_price", "bids"))
                        .text())
                .isEqualTo(HEAD + TIMESTAMP + ",\"data\":{\"symbol\":\"000001.SZ\",\"last_price\":11.38,"
                        + "\"change_percent\":-0.1754,\"source\":\"simulated\"}}");
        assertThat(texts(quote("1", null, null, "s"))
                        .snapshot(shape("volume", "change"))
                        .text())
                .endsWith(",\"data\":{\"symbol\":\"000001.SZ\"}}");
    }

    @Test
    void patchTellsWhatDiffersAndWhatWent() {
        assertThat(patch(quote("11", "10", "500", "s"), quote("12", "10", null, "s")))
                .isEqualTo(HEAD + TIMESTAMP + ",\"d\":{\"last_price\":12,\"change\":2,\"change_percent\":20,"
                        + "\"volume\":null,\"close\":12}}");
        assertThat(patch(quote("11", "10", null, "s"), quote("11", null, null, "t")))
                .endsWith(",\"d\":{\"change\":null,\"change_percent\":null,\"prev_close\":null,\"source\":\"t\"}}");
        assertThat(patch(quote("11", null, null, "s"), quote("11", null, "3", "s")))
                .endsWith(",\"d\":{\"volume\":3}}");
    }

    @Test
    void patchOfWhatIsTheSameIsEmpty() {
        assertThat(patch(Samples.QUOTE, Samples.QUOTE)).endsWith(TIMESTAMP + ",\"d\":{}}");
        assertThat(patch(quote("11", "10", "1", "s"), quote("12", "10", "1", "s"), "volume", "symbol"))
                .endsWith(TIMESTAMP + ",\"d\":{}}");
    }

    @Test
    void patchTellsOnlyFieldsAskedFor() {
        assertThat(patch(quote("11", "10", "1", "s"), quote("12", "10", "2", "s"), "close", "volume"))
                .endsWith(TIMESTAMP + ",\"d\":{\"volume\":2,\"close\":12}}");
    }

    @Test
    void sideOfABookIsToldWhole() {
        var bids = List.of(Samples.DEPTH.bids().get(0));
        MarketEvent before =
                new Depth(Samples.APPLE, Samples.DEPTH.time(), "simulated", bids, Samples.DEPTH.asks(), 4711);
        var update = new Update(Topic.depth(Samples.APPLE, 5), 9, Samples.TS, Samples.DEPTH);
        assertThat(writer.texts(update).news(8, 0, before, shape()).text())
                .endsWith(",\"d\":{\"bids\":[[271.35,200],[271.34,500]],\"bid_volume_total\":700}}");
    }

    @Test
    void timesStandBesideTheTimeOfAcceptanceWhereAskedFor() {
        var texts = texts(Samples.QUOTE);
        var both = new Shape(List.of("volume"), false, true, true);
        assertThat(texts.news(4, 1, null, both).text())
                .startsWith(HEAD + ",\"src_ts\":1767576600000,\"in_ts\":1767576600120" + TIMESTAMP + ",\"data\":{");
        assertThat(texts.news(4, 1, null, new Shape(List.of(), false, false, true))
                        .text())
                .startsWith(HEAD + ",\"in_ts\":1767576600120" + TIMESTAMP);
        assertThat(texts.snapshot(new Shape(List.of(), false, true, false)).text())
                .contains("\"seq\":7,\"snapshot\":true,\"ts\":1767576600123,\"src_ts\":1767576600000" + TIMESTAMP);
    }

    @Test
    void timestampIsWhatABatchLeavesOut() {
        var trade = new Update(Topic.of(DataType.TRADE, Samples.BITCOIN), 7, Samples.TS, Samples.TRADE);
        for (var text : List.of(
                texts(Samples.QUOTE).snapshot(Shape.FULL),
                texts(Samples.QUOTE).news(4, 1, Samples.QUOTE, shape("volume")),
                writer.texts(trade).news(6, 0, null, Shape.FULL))) {
            assertThat(text.text().substring(text.from(), text.to())).isEqualTo(TIMESTAMP);
        }
    }
}
