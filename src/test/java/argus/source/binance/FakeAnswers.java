package argus.source.binance;

import argus.source.binance.FakeBinance.Answer;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/** What Binance would answer and send, made by hand. */
public final class FakeAnswers {
    private static final int ROWS = 5;

    private FakeAnswers() {}

    /** A venue that trades these coins for USDT, or pairs such as {@code ETH-BTC}. */
    public static FakeBinance market(String... coins) throws IOException {
        return new FakeBinance()
                .answer("/api/v3/exchangeInfo", query -> Answer.ok(pairs(coins)))
                .answer(
                        "/api/v3/klines",
                        query -> Answer.ok(klines(query, Clock.systemUTC().instant())))
                .answer("/api/v3/depth", query -> Answer.ok(depth(100)));
    }

    /** Sends one frame of each stream that the source uses. */
    public static void everything(FakeBinance venue, String pair, long id, Instant now) {
        var stream = pair.toLowerCase(Locale.ROOT) + "@";
        venue.send(stream + "trade", trade(pair, id, "101", "0.5", now, true));
        venue.send(stream + "bookTicker", bookTicker(pair, id, "100.5", "101.5"));
        venue.send(stream + "kline_1d", day(pair, now, "101", "50", id));
        venue.send(stream + "depth@100ms", diff(pair, id, id, "99", Long.toString(id), now));
        venue.send(stream + "ticker", ticker(pair, id, "101", now));
    }

    /** The list of pairs of these coins with USDT, or of pairs such as {@code ETH-BTC}. */
    public static String pairs(String... coins) {
        return Arrays.stream(coins)
                .map(coin -> coin.contains("-") ? coin.split("-") : new String[] {coin, "USDT"})
                .map(pair ->
                        """
                                {"symbol":"%s%s","status":"TRADING","baseAsset":"%s","quoteAsset":"%s","filters":[
                                {"filterType":"PRICE_FILTER","tickSize":"0.01000000"},
                                {"filterType":"LOT_SIZE","stepSize":"0.00001000"}]}"""
                                .formatted(pair[0], pair[1], pair[0], pair[1]))
                .collect(Collectors.joining(",", "{\"timezone\":\"UTC\",\"symbols\":[", "]}"));
    }

    /** Five bars, closing at 101 to 105, the last one growing. */
    public static String klines(String query, Instant now) {
        boolean days = query.contains("interval=1d");
        var length = days ? Duration.ofDays(1) : Duration.ofMinutes(1);
        var last = now.truncatedTo(days ? ChronoUnit.DAYS : ChronoUnit.MINUTES);
        var rows = new StringJoiner(",", "[", "]");
        for (int n = 1; n <= ROWS; n++) {
            var open = last.minus(length.multipliedBy(ROWS - n));
            rows.add("[%d,\"100.0\",\"110.0\",\"90.0\",\"%d.0\",\"12.5\",%d,\"1250.0\",25,\"6\",\"600\",\"0\"]"
                    .formatted(open.toEpochMilli(), 100 + n, open.plus(length).toEpochMilli() - 1));
        }
        return rows.toString();
    }

    /** A book from 98 and 102. */
    public static String depth(long updateId) {
        return "{\"lastUpdateId\":%d,\"bids\":[[\"98.00\",\"1.5\"],[\"97.00\",\"2\"]],\"asks\":[[\"102.00\",\"2.5\"]]}"
                .formatted(updateId);
    }

    public static String trade(String pair, long id, String price, String quantity, Instant time, boolean maker) {
        return "{\"e\":\"trade\",\"E\":%d,\"s\":\"%s\",\"t\":%d,\"p\":\"%s\",\"q\":\"%s\",\"T\":%d,\"m\":%b,\"M\":true}"
                .formatted(time.toEpochMilli(), pair, id, price, quantity, time.toEpochMilli(), maker);
    }

    public static String bookTicker(String pair, long update, String bid, String ask) {
        return "{\"u\":%d,\"s\":\"%s\",\"b\":\"%s\",\"B\":\"1.5\",\"a\":\"%s\",\"A\":\"2.5\"}"
                .formatted(update, pair, bid, ask);
    }

    public static String ticker(String pair, long lastTrade, String last, Instant now) {
        return ("{\"e\":\"24hrTicker\",\"E\":%d,\"s\":\"%s\",\"c\":\"%s\",\"o\":\"1\",\"h\":\"1\",\"l\":\"1\",\"v\":\"1\",\"q\":\"1\","
                        + "\"b\":\"100\",\"B\":\"1\",\"a\":\"102\",\"A\":\"1\",\"L\":%d}")
                .formatted(now.toEpochMilli(), pair, last, lastTrade);
    }

    /** A change of one bid. */
    public static String diff(String pair, long first, long last, String price, String quantity, Instant time) {
        return "{\"e\":\"depthUpdate\",\"E\":%d,\"s\":\"%s\",\"U\":%d,\"u\":%d,\"b\":[[\"%s\",\"%s\"]],\"a\":[]}"
                .formatted(time.toEpochMilli(), pair, first, last, price, quantity);
    }

    /** The growing bar of the day. */
    public static String day(String pair, Instant now, String last, String volume, long lastTrade) {
        var open = now.truncatedTo(ChronoUnit.DAYS);
        return ("{\"e\":\"kline\",\"E\":%d,\"s\":\"%s\",\"k\":{\"t\":%d,\"T\":%d,\"s\":\"%s\",\"i\":\"1d\",\"f\":1,\"L\":%d,"
                        + "\"o\":\"100\",\"c\":\"%s\",\"h\":\"120\",\"l\":\"80\",\"v\":\"%s\",\"n\":9,\"x\":false,\"q\":\"5000\"}}")
                .formatted(
                        now.toEpochMilli(),
                        pair,
                        open.toEpochMilli(),
                        open.plus(Duration.ofDays(1)).toEpochMilli() - 1,
                        pair,
                        lastTrade,
                        last,
                        volume);
    }
}
