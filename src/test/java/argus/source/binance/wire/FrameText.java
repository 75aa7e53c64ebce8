package argus.source.binance.wire;

import argus.model.Depth.Level;
import argus.source.binance.wire.Frame.BookTicker;
import argus.source.binance.wire.Frame.Candle;
import argus.source.binance.wire.Frame.DayTicker;
import argus.source.binance.wire.Frame.DepthDiff;
import argus.source.binance.wire.Frame.Execution;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes frames as Binance sends them: the other end of the decoder, for the tests and their servers. */
public final class FrameText {
    private FrameText() {}

    /** The frame in the envelope of a combined stream. */
    public static String combined(Frame.OfPair frame) {
        return "{\"stream\":\"%s@%s\",\"data\":%s}"
                .formatted(frame.pair().toLowerCase(Locale.ROOT), channel(frame), bare(frame));
    }

    /** What a stream of the pair is called that brings such frames. */
    public static String channel(Frame.OfPair frame) {
        if (frame instanceof Execution) {
            return "trade";
        } else if (frame instanceof BookTicker) {
            return "bookTicker";
        } else if (frame instanceof DepthDiff) {
            return "depth@100ms";
        } else if (frame instanceof Candle candle) {
            return "kline_" + candle.interval();
        }
        return ((DayTicker) frame).top() == null ? "miniTicker" : "ticker";
    }

    /** The frame without an envelope. */
    public static String bare(Frame.OfPair frame) {
        if (frame instanceof Execution t) {
            return "{\"e\":\"trade\",\"E\":%d,\"s\":\"%s\",\"t\":%d,\"p\":\"%s\",\"q\":\"%s\",\"T\":%d,\"m\":%b,\"M\":true}"
                    .formatted(
                            t.sent().toEpochMilli(),
                            t.pair(),
                            t.id(),
                            t.price().toPlainString(),
                            t.quantity().toPlainString(),
                            t.time().toEpochMilli(),
                            t.buyerIsMaker());
        } else if (frame instanceof BookTicker b) {
            var sent = b.sent();
            return "{\"u\":%d,\"s\":\"%s\",\"b\":\"%s\",\"B\":\"%s\",\"a\":\"%s\",\"A\":\"%s\"%s}"
                    .formatted(
                            b.updateId(),
                            b.pair(),
                            b.bid().toPlainString(),
                            b.bidQuantity().toPlainString(),
                            b.ask().toPlainString(),
                            b.askQuantity().toPlainString(),
                            sent == null ? "" : ",\"E\":" + sent.toEpochMilli());
        } else if (frame instanceof DepthDiff d) {
            return "{\"e\":\"depthUpdate\",\"E\":%d,\"s\":\"%s\",\"U\":%d,\"u\":%d%s,\"b\":%s,\"a\":%s}"
                    .formatted(
                            d.sent().toEpochMilli(),
                            d.pair(),
                            d.first(),
                            d.last(),
                            d.previous() == null ? "" : ",\"pu\":" + d.previous(),
                            levels(d.bids()),
                            levels(d.asks()));
        } else if (frame instanceof Candle c) {
            return candle(c);
        }
        return ticker((DayTicker) frame);
    }

    /** Rows of prices and quantities. */
    public static String levels(List<Level> levels) {
        return levels.stream()
                .map(level -> "[\"%s\",\"%s\"]"
                        .formatted(level.price().toPlainString(), level.volume().toPlainString()))
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static String candle(Candle c) {
        long open = c.open().toEpochMilli();
        return ("{\"e\":\"kline\",\"E\":%d,\"s\":\"%s\",\"k\":{\"t\":%d,\"T\":%d,\"s\":\"%s\",\"i\":\"%s\",\"f\":1,\"L\":%d,"
                        + "\"o\":\"%s\",\"c\":\"%s\",\"h\":\"%s\",\"l\":\"%s\",\"v\":\"%s\",\"n\":%d,\"x\":%b,\"q\":\"%s\"}}")
                .formatted(
                        c.sent().toEpochMilli(),
                        c.pair(),
                        open,
                        open + 59_999,
                        c.pair(),
                        c.interval(),
                        c.lastTrade(),
                        c.row().open().toPlainString(),
                        c.row().close().toPlainString(),
                        c.row().high().toPlainString(),
                        c.row().low().toPlainString(),
                        c.row().volume().toPlainString(),
                        c.row().trades(),
                        c.closed(),
                        c.row().amount().toPlainString());
    }

    private static String ticker(DayTicker t) {
        var top = t.top();
        var rest = top == null
                ? ""
                : ",\"b\":\"%s\",\"B\":\"%s\",\"a\":\"%s\",\"A\":\"%s\",\"L\":%d"
                        .formatted(
                                top.bid().toPlainString(),
                                top.bidQuantity().toPlainString(),
                                top.ask().toPlainString(),
                                top.askQuantity().toPlainString(),
                                t.lastTrade());
        return "{\"e\":\"%s\",\"E\":%d,\"s\":\"%s\",\"c\":\"%s\",\"o\":\"%s\",\"h\":\"%s\",\"l\":\"%s\",\"v\":\"%s\",\"q\":\"%s\"%s}"
                .formatted(
                        top == null ? "24hrMiniTicker" : "24hrTicker",
                        t.sent().toEpochMilli(),
                        t.pair(),
                        t.last().toPlainString(),
                        t.open().toPlainString(),
                        t.high().toPlainString(),
                        t.low().toPlainString(),
                        t.volume().toPlainString(),
                        t.amount().toPlainString(),
                        rest);
    }
}
