package argus.source.binance.wire;

import static org.assertj.core.api.Assertions.assertThat;

import argus.model.Decimals;
import argus.model.Depth.Level;
import argus.source.DecodeException;
import argus.source.binance.wire.Frame.BookTicker;
import argus.source.binance.wire.Frame.BookTop;
import argus.source.binance.wire.Frame.Candle;
import argus.source.binance.wire.Frame.DayTicker;
import argus.source.binance.wire.Frame.DepthDiff;
import argus.source.binance.wire.Frame.Execution;
import argus.source.binance.wire.Frame.OfPair;
import argus.source.binance.wire.Frame.Row;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** Frames made up and written as Binance writes them: read again they are the same; damaged they are read or rejected. */
class FramePropertyTest {
    private static final String REST =
            "[[1499040000000,\"0.016\",\"0.8\",\"0.015\",\"0.0157\",\"148976.1\",1499644799999,\"2434.1\",308,\"1\",\"2\",\"0\"]]";
    private static final String PAIRS =
            """
            {"symbols":[{"symbol":"ETHBTC","status":"TRADING","baseAsset":"ETH","quoteAsset":"BTC","filters":[
            {"filterType":"PRICE_FILTER","tickSize":"0.00001"},{"filterType":"LOT_SIZE","stepSize":"0.0001"}]}]}""";

    @Test
    void whatIsWrittenIsReadAgain() {
        var random = new Random(20240808);
        for (int n = 0; n < 5_000; n++) {
            var frame = frame(random);
            assertThat(FrameDecoder.decode(FrameText.combined(frame))).isEqualTo(frame);
            assertThat(FrameDecoder.decode(FrameText.bare(frame))).isEqualTo(frame);
        }
    }

    @Test
    void damagedFramesAreReadOrRejectedAndNothingElse(TestReporter reporter) {
        int count = Integer.getInteger("argus.fuzz", 5_000);
        var random = new Random(7709);
        int read = 0;
        for (int n = 0; n < count; n++) {
            var text = damaged(text(random, n), random);
            try {
                switch (n % 16) {
                    case 0 -> RestDecoder.depth(text);
                    case 1 -> RestDecoder.klines(text, "ETHBTC", "1m", Instant.EPOCH);
                    case 2 -> RestDecoder.pairs(text);
                    case 3 -> RestDecoder.fault(text);
                    default -> FrameDecoder.decode(text);
                }
                read++;
            } catch (DecodeException rejected) {
                assertThat(rejected).hasMessageNotContaining("\n\n");
            }
        }
        reporter.publishEntry("damaged frames", count + ", of which could be read " + read);
        assertThat(read).isBetween(1, count - 1);
    }

    private static String text(Random random, int n) {
        return switch (n % 16) {
            case 0 -> "{\"lastUpdateId\":160,\"bids\":%s,\"asks\":%s}".formatted(levels(random), levels(random));
            case 1 -> REST;
            case 2 -> PAIRS;
            case 3 -> "{\"code\":-1121,\"msg\":\"Invalid symbol.\"}";
            case 4 -> "{\"result\":[\"btcusdt@trade\"],\"id\":3}";
            case 5 -> "{\"error\":{\"code\":2,\"msg\":\"Invalid request\"},\"id\":9}";
            default -> FrameText.combined(frame(random));
        };
    }

    private static String levels(Random random) {
        return FrameText.levels(List.of(level(random), level(random)));
    }

    private static String damaged(String text, Random random) {
        var bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        switch (random.nextInt(4)) {
            case 0 -> {
                return new String(bytes, 0, random.nextInt(bytes.length), StandardCharsets.ISO_8859_1);
            }
            case 1 -> {
                int from = random.nextInt(bytes.length);
                int to = from + random.nextInt(bytes.length - from);
                return text.substring(0, to) + text.substring(from);
            }
            default -> {
                for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
                    var signs = "0123456789eE+-.\"{}[],:ntfu\\ \u0000";
                    bytes[random.nextInt(bytes.length)] = random.nextBoolean()
                            ? (byte) random.nextInt(256)
                            : (byte) signs.charAt(random.nextInt(signs.length()));
                }
                return new String(bytes, StandardCharsets.ISO_8859_1);
            }
        }
    }

    private static OfPair frame(Random random) {
        var pair = "COIN" + random.nextInt(100) + "USDT";
        var sent = Instant.ofEpochMilli(1_500_000_000_000L + random.nextInt());
        long id = random.nextLong() >>> 1;
        return switch (random.nextInt(6)) {
            case 0 -> new Execution(
                    pair, id, number(random), number(random), sent, sent.plusMillis(1), random.nextBoolean());
            case 1 -> new BookTicker(
                    pair,
                    id,
                    number(random),
                    number(random),
                    number(random),
                    number(random),
                    random.nextBoolean() ? sent : null);
            case 2 -> new DepthDiff(
                    pair,
                    sent,
                    id / 2,
                    id,
                    random.nextBoolean() ? id / 3 : null,
                    List.of(level(random), level(random), level(random)),
                    random.nextBoolean() ? List.of() : List.of(level(random)));
            case 3 -> new Candle(
                    pair,
                    "1m",
                    sent,
                    id,
                    new Row(
                            number(random),
                            number(random),
                            number(random),
                            number(random),
                            number(random),
                            number(random),
                            random.nextInt(1000)),
                    random.nextBoolean(),
                    sent);
            default -> {
                boolean mini = random.nextBoolean();
                yield new DayTicker(
                        pair,
                        sent,
                        number(random),
                        number(random),
                        number(random),
                        number(random),
                        number(random),
                        number(random),
                        mini ? null : new BookTop(number(random), number(random), number(random), number(random)),
                        mini ? -1 : id);
            }
        };
    }

    private static Level level(Random random) {
        return new Level(number(random), number(random));
    }

    private static BigDecimal number(Random random) {
        return Decimals.plain(BigDecimal.valueOf(random.nextLong() >>> random.nextInt(1, 60), random.nextInt(9)));
    }
}
