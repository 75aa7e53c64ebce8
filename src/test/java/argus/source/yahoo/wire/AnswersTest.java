package argus.source.yahoo.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import argus.source.DecodeException;
import jakarta.json.Json;
import jakarta.json.JsonNumber;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Charts and quotes, recorded and made by hand. */
class AnswersTest {
    private static final Path RECORDED = Path.of("../shared/sources/yahoo");
    private static final int FRAMES = Integer.getInteger("argus.fuzz", 5_000);

    static final String CHART =
            """
            {"chart":{"result":[{"meta":{"currency":"GBp","symbol":"VOD.L","exchangeTimezoneName":"Europe/London",
             "shortName":"VODAFONE","regularMarketPrice":91.25,"regularMarketTime":1772467200,"regularMarketDayHigh":91.5,
             "regularMarketDayLow":90.02,"regularMarketVolume":1000,"chartPreviousClose":90.5,"priceHint":2,
             "currentTradingPeriod":{"regular":{"start":1772438400,"end":1772469000}},"dataGranularity":"1d"},
             "timestamp":[1772179200,1772438400,1772467200],"indicators":{"quote":[{
             "open":[89.5,null,90.5],"high":[91,null,91.5],"low":[89,null,90.02],"close":[90.5,null,91.25],
             "volume":[500,null,1000]}]}}],"error":null}}""";

    private static byte[] recorded(String name) throws Exception {
        assumeThat(RECORDED).as("recorded answers").exists();
        return Files.readAllBytes(RECORDED.resolve(name));
    }

    private static Chart chart(String name) throws Exception {
        return ChartDecoder.decode(recorded(name)).orElseThrow();
    }

    @Test
    void everyRecordedChartKeepsEachNumberWithin32BitsAndHasNoGap() throws Exception {
        assumeThat(RECORDED).as("recorded answers").exists();
        var files = StreamDecoderTest.recorded("chart-");
        assertThat(files).hasSize(7);
        for (var file : files) {
            var chart = ChartDecoder.decode(Files.readAllBytes(file)).orElseThrow();
            try (var reader = Json.createReader(new StringReader(Files.readString(file)))) {
                var result = reader.readObject()
                        .getJsonObject("chart")
                        .getJsonArray("result")
                        .getJsonObject(0);
                var times = result.getJsonArray("timestamp");
                var quote =
                        result.getJsonObject("indicators").getJsonArray("quote").getJsonObject(0);
                var closes = quote.getJsonArray("close");
                int bar = 0;
                for (int i = 0; i < times.size(); i++) {
                    int at = i;
                    boolean gap = Stream.of("open", "high", "low", "close")
                            .map(name -> quote.getJsonArray(name).get(at))
                            .anyMatch(value -> !(value instanceof JsonNumber price) || price.doubleValue() == 0);
                    if (!gap && closes.get(i) instanceof JsonNumber close) {
                        var row = chart.bars().get(bar++);
                        assertThat(row.time().getEpochSecond())
                                .isEqualTo(times.getJsonNumber(i).longValue());
                        assertThat(row.close().floatValue()).isEqualTo((float) close.doubleValue());
                        assertThat(row.close().precision())
                                .as(file + " " + close)
                                .isLessThanOrEqualTo(9);
                        assertThat(row.high()).isGreaterThanOrEqualTo(row.low());
                    }
                }
                assertThat(chart.bars()).as(file.toString()).hasSize(bar);
                assertThat(chart.symbol())
                        .isEqualTo(result.getJsonObject("meta").getString("symbol"));
                if (result.getJsonObject("meta").get("regularMarketPrice") instanceof JsonNumber price) {
                    assertThat(chart.price()).isEqualByComparingTo(price.bigDecimalValue());
                }
            }
        }
    }

    @Test
    void theRecordedChartOfHongKongHasWholeDecimals() throws Exception {
        var chart = chart("chart-0700.HK-5d-1d.json");

        assertThat(chart.price()).isEqualTo("478.8");
        assertThat(chart.currency()).isEqualTo("HKD");
        assertThat(chart.name()).isEqualTo("Tencent Holdings Limited");
        assertThat(chart.volume()).isEqualTo("16320039");
        assertThat(chart.beforeRange()).isEqualTo("475.2");
        assertThat(chart.regularEnd()).isNull();
        assertThat(chart.bars())
                .extracting(Chart.Row::close)
                .extracting(BigDecimal::toPlainString)
                .containsExactly("490.4", "487.6", "492.2", "479.2", "478.8");
        assertThat(chart.bars().get(2).high()).isEqualTo("497.8");
    }

    @Test
    void theGapOfTheRecordedChineseChartIsLeftOut() throws Exception {
        var chart = chart("chart-600497.SS-2017-nulls.json");

        assertThat(chart.bars()).hasSize(8);
        assertThat(chart.bars().get(0).time().getEpochSecond()).isEqualTo(1510795800);
        assertThat(chart.bars().get(7).time()).isEqualTo(chart.time()).isEqualTo("2017-11-27T07:00:03Z");
        assertThat(chart.price()).isEqualTo("6.51");
    }

    @Test
    void theRecordedChartOfMinutesHasYesterdaysClose() throws Exception {
        var chart = chart("chart-TSLA-1d-1m-reduced.json");

        assertThat(chart.previousClose()).isEqualTo("376.365");
        assertThat(chart.granularity()).isEqualTo("1m");
        assertThat(chart.bars()).hasSize(3);
    }

    @Test
    void recordedErrorsAreNoCharts() throws Exception {
        assertThat(ChartDecoder.decode(recorded("error-chart-not-found.json"))).isEmpty();
        for (var name : List.of("error-invalid-crumb.json", "error-unable-to-access.json")) {
            var body = recorded(name);
            assertThatThrownBy(() -> QuoteRow.decode(body)).isInstanceOf(DecodeException.class);
        }
    }

    @Test
    void theRecordedQuotesAreReadWhateverTheirOrder() throws Exception {
        var rows = QuoteRow.decode(recorded("quote-v7-AAPL-MSFT.json"));

        assertThat(rows).extracting(QuoteRow::symbol).containsExactly("AAPL", "MSFT");
        var apple = rows.get(0);
        assertThat(apple.price()).isEqualTo("269.7");
        assertThat(apple.time().getEpochSecond()).isEqualTo(1761768001);
        assertThat(apple.open()).isEqualTo("269.275");
        assertThat(apple.high()).isEqualTo("271.41");
        assertThat(apple.low()).isEqualTo("267.11");
        assertThat(apple.previousClose()).isEqualTo("269");
        assertThat(apple.volume()).isEqualTo("43332154");
        assertThat(apple.name()).isEqualTo("Apple Inc.");
        assertThat(apple.delayMinutes()).isEqualTo("0");
        assertThat(rows.get(1).low()).isEqualTo("536.7287");
        assertThat(QuoteRow.decode(recorded("quote-v7-AAPL.json"))).containsExactly(apple);
        assertThat(QuoteRow.decode(recorded("quote-v7-empty-unknown-symbol.json")))
                .isEmpty();
    }

    @Test
    void hundredthsOfACurrencyBecomeWholeOnesAndGapsAreLeftOut() {
        var chart = ChartDecoder.decode(CHART.getBytes(UTF_8)).orElseThrow();

        assertThat(chart.currency()).isEqualTo("GBP");
        assertThat(chart.price()).isEqualTo("0.9125");
        assertThat(chart.name()).isEqualTo("VODAFONE");
        assertThat(chart.bars()).hasSize(2);
        assertThat(chart.bars().get(1).low()).isEqualTo("0.9002");
        assertThat(chart.regularEnd()).isEqualTo("2026-03-02T16:30:00Z");
    }

    @Test
    void aChartWithoutBarsIsAChart() {
        var text = CHART.replaceAll("(?s),\\s*\"timestamp\".*", "}],\"error\":null}}");

        assertThat(ChartDecoder.decode(text.getBytes(UTF_8)).orElseThrow().bars())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "<html></html>",
                "{\"chart\":{}}",
                "{\"chart\":{\"result\":[]}}",
                "{\"chart\":{\"result\":[7]}}",
                "{\"chart\":{\"result\":[{}]}}",
                "{\"chart\":{\"result\":[{\"meta\":{\"currency\":\"USD\"}}]}}",
                "{\"quoteResponse\":{}}",
            })
    void anotherAnswerIsRefused(String text) {
        assertThatThrownBy(() -> ChartDecoder.decode(text.getBytes(UTF_8))).isInstanceOf(DecodeException.class);
        assertThatThrownBy(() -> QuoteRow.decode(text.getBytes(UTF_8))).isInstanceOf(DecodeException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"regularMarketPrice\":1E999999",
                "\"regularMarketPrice\":1234567890123456789012345678901234567890",
                "\"regularMarketPrice\":0.00000000000000000000000000000000000001"
            })
    void aPriceThatCannotBeIsRefused(String price) {
        var text = CHART.replace("\"regularMarketPrice\":91.25", price);
        assertThatThrownBy(() -> ChartDecoder.decode(text.getBytes(UTF_8))).isInstanceOf(DecodeException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"Mars/Olympus\"", "null", "99"})
    void aZoneThatIsNotKnownIsRefused(String zone) {
        var text = CHART.replace("\"Europe/London\"", zone);
        assertThatThrownBy(() -> ChartDecoder.decode(text.getBytes(UTF_8))).isInstanceOf(DecodeException.class);
    }

    @Test
    void withoutPriceTheLastBarCountsAndWithoutBothNothing() {
        var text = CHART.replace("\"regularMarketPrice\":91.25", "\"regularMarketPrice\":0");
        assertThat(ChartDecoder.decode(text.getBytes(UTF_8)).orElseThrow().price())
                .isEqualTo("0.9125");
        var neither = text.replaceAll("(?s),\\s*\"timestamp\".*", "}],\"error\":null}}")
                .getBytes(UTF_8);
        assertThatThrownBy(() -> ChartDecoder.decode(neither)).isInstanceOf(DecodeException.class);
    }

    @Test
    void aTimeThatCannotBeIsRefused() {
        var text = CHART.replace("\"regularMarketTime\":1772467200", "\"regularMarketTime\":9999999999");
        assertThatThrownBy(() -> ChartDecoder.decode(text.getBytes(UTF_8))).isInstanceOf(DecodeException.class);
    }

    @Test
    void noMutatedAnswerDoesMoreThanBeRefused() {
        var random = new Random(13);
        int refused = 0;
        for (int i = 0; i < FRAMES; i++) {
            var body = CHART.getBytes(UTF_8);
            for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
                body[random.nextInt(body.length)] = (byte)
                        (random.nextBoolean() ? "{}[],:\"eE-.09n".charAt(random.nextInt(14)) : random.nextInt(256));
            }
            try {
                ChartDecoder.decode(body)
                        .ifPresent(chart -> assertThat(chart.price()).isPositive());
            } catch (DecodeException e) {
                refused++;
            }
        }
        assertThat(refused).isPositive();
    }
}
