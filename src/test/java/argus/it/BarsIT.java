package argus.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Bars and quotes of a market that moves fast, rebuilt from nothing but the trades that were published. */
class BarsIT {
    private static final String SYMBOL = "600519.SH";
    private static final Map<String, Integer> SECONDS = Map.of("1s", 1, "5s", 5, "1m", 60);
    private static final Duration LATER = Duration.ofSeconds(90);

    private static ArgusServer server;
    private static List<JsonObject> messages;

    @BeforeAll
    static void listenUntilBarsHaveClosed() throws Exception {
        server = ArgusServer.with()
                .yaml(
                        """
                        argus:
                          datasource:
                            source-type: simulated
                            simulated:
                              rate: 20
                        """)
                .start();
        try (var client = TestClient.open(server.socket("/"))) {
            client.send(
                    """
                    {"type":"subscribe","data":{"symbol":"%s","data_types":["trade","quote","kline"],
                     "periods":["1s","5s","1m"],"delivery":"all"}}"""
                            .formatted(SYMBOL));
            for (int n = 0; n < 2; n++) {
                client.await(message -> closed(message, "5s"), LATER);
            }
            messages = client.messages();
        }
    }

    @AfterAll
    static void stop() throws Exception {
        if (server != null) server.close();
    }

    @Test
    void nothingIsMissing() {
        var chain = Chain.of(messages);
        assertThat(chain.missing()).isZero();
        assertThat(chain.updates("trade:" + SYMBOL)).isGreaterThan(50);
    }

    @Test
    void everyBarEqualsTheTradesSoFar() {
        Map<String, Rebuilt> bars = new HashMap<>();
        int checked = 0;
        for (var message : messages) {
            if ("trade_data".equals(message.getString("type"))) {
                var trade = message.getJsonObject("data");
                SECONDS.forEach(
                        (period, seconds) -> bars.computeIfAbsent(period + start(trade, seconds), key -> new Rebuilt())
                                .add(number(trade, "price"), number(trade, "volume")));
            } else if ("kline_data".equals(message.getString("type"))) {
                var bar = message.getJsonObject("data");
                var period = bar.getString("period");
                var rebuilt = bars.get(period + start(bar, SECONDS.get(period)));
                assertThat(rebuilt).as("there are trades of %s", bar).isNotNull();
                rebuilt.assertEqualTo(bar);
                assertThat(start(bar, 1)).isEqualTo(start(bar, SECONDS.get(period)));
                checked++;
            }
        }
        assertThat(checked).isGreaterThan(150);
    }

    @Test
    void aClosedBarIsFinal() {
        Map<String, JsonObject> closed = new HashMap<>();
        for (var message : messages) {
            if ("kline_data".equals(message.getString("type"))) {
                var bar = message.getJsonObject("data");
                var name = bar.getString("period") + bar.getString("timestamp");
                assertThat(closed).as("no update of a closed bar: %s", message).doesNotContainKey(name);
                assertThat(bar.getInt("rev")).isZero();
                if (bar.getBoolean("closed")) closed.put(name, bar);
            }
        }
        assertThat(closed).hasSizeGreaterThan(7);
    }

    @Test
    void quotesKeepTheRulesOfAMarket() {
        var volume = BigDecimal.ZERO;
        var day = "";
        for (var message : messages) {
            if (!"market_data".equals(message.getString("type"))) continue;
            var quote = message.getJsonObject("data");
            var last = number(quote, "last_price");
            assertThat(last).isBetween(number(quote, "low"), number(quote, "high"));
            assertThat(number(quote, "open")).isBetween(number(quote, "low"), number(quote, "high"));
            assertThat(number(quote, "close")).isEqualTo(last);
            assertThat(number(quote, "bid_price")).isLessThan(number(quote, "ask_price"));
            assertThat(number(quote, "bid_volume")).isPositive();
            assertThat(number(quote, "ask_volume")).isPositive();
            assertThat(number(quote, "change")).isEqualByComparingTo(last.subtract(number(quote, "prev_close")));
            if (date(quote).equals(day)) assertThat(number(quote, "volume")).isGreaterThanOrEqualTo(volume);
            volume = number(quote, "volume");
            day = date(quote);
        }
        assertThat(volume).isPositive();
    }

    @Test
    void volumeAndAmountAreThoseOfTheTrades() {
        var traded = new Rebuilt();
        var day = "";
        var volumeBefore = BigDecimal.ZERO;
        var amountBefore = BigDecimal.ZERO;
        for (var message : messages) {
            var data = message.getJsonObject("data");
            if ("trade_data".equals(message.getString("type"))) {
                traded.add(number(data, "price"), number(data, "volume"));
                assertThat(number(data, "amount"))
                        .isEqualByComparingTo(number(data, "price").multiply(number(data, "volume")));
            } else if ("market_data".equals(message.getString("type"))) {
                if (!date(data).equals(day)) { // what was traded before anybody listened
                    day = date(data);
                    volumeBefore = number(data, "volume").subtract(traded.volume);
                    amountBefore = number(data, "amount").subtract(traded.amount);
                }
                assertThat(number(data, "volume")).isEqualByComparingTo(volumeBefore.add(traded.volume));
                assertThat(number(data, "amount")).isEqualByComparingTo(amountBefore.add(traded.amount));
            }
        }
        assertThat(traded.trades).isPositive();
    }

    private static boolean closed(JsonObject message, String period) {
        return "kline_data".equals(message.getString("type"))
                && period.equals(message.getJsonObject("data").getString("period"))
                && message.getJsonObject("data").getBoolean("closed");
    }

    private static long start(JsonObject data, int seconds) {
        long time = OffsetDateTime.parse(data.getString("timestamp")).toEpochSecond();
        return time - time % seconds;
    }

    private static String date(JsonObject data) {
        return data.getString("timestamp").substring(0, 10);
    }

    private static BigDecimal number(JsonObject data, String name) {
        return data.getJsonNumber(name).bigDecimalValue();
    }

    /** A bar as its trades make it. */
    private static final class Rebuilt {
        private BigDecimal open;
        private BigDecimal high;
        private BigDecimal low;
        private BigDecimal close;
        private BigDecimal volume = BigDecimal.ZERO;
        private BigDecimal amount = BigDecimal.ZERO;
        private int trades;

        private void add(BigDecimal price, BigDecimal traded) {
            open = trades == 0 ? price : open;
            high = trades == 0 ? price : high.max(price);
            low = trades == 0 ? price : low.min(price);
            close = price;
            volume = volume.add(traded);
            amount = amount.add(price.multiply(traded));
            trades++;
        }

        private void assertEqualTo(JsonObject bar) {
            assertThat(number(bar, "open")).as("open of %s", bar).isEqualByComparingTo(open);
            assertThat(number(bar, "high")).as("high of %s", bar).isEqualByComparingTo(high);
            assertThat(number(bar, "low")).as("low of %s", bar).isEqualByComparingTo(low);
            assertThat(number(bar, "close")).as("close of %s", bar).isEqualByComparingTo(close);
            assertThat(number(bar, "volume")).as("volume of %s", bar).isEqualByComparingTo(volume);
            assertThat(number(bar, "amount")).as("amount of %s", bar).isEqualByComparingTo(amount);
            assertThat(bar.getInt("trades")).as("trades of %s", bar).isEqualTo(trades);
        }
    }
}
