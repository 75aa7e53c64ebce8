package argus.source.tdx.wire;

import argus.source.tdx.wire.ReferenceDecoder.Security;
import argus.source.tdx.wire.TradeDecoder.TdxTrade;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;

/** Writes the bodies of answers: the decoders the other way round. */
public final class AnswerBodies {
    private AnswerBodies() {}

    public static byte[] quotes(Command command, List<TdxQuote> quotes) {
        var out = new BodyWriter();
        if (command == Command.QUOTES_VEILED) {
            out.u16(quotes.size());
        } else if (command != Command.QUOTE_SINGLE) {
            out.u16(0x3601).u16(quotes.size());
        }
        quotes.forEach(quote -> quote(out, command, quote));
        var bytes = out.bytes();
        if (command == Command.QUOTES_VEILED) {
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] ^= (byte) 0x93;
            }
        }
        return bytes;
    }

    private static void quote(BodyWriter out, Command command, TdxQuote quote) {
        long last = quote.last();
        out.code(quote.code()).u16(quote.activity()).varInt(last);
        for (long price : new long[] {quote.prevClose(), quote.open(), quote.high(), quote.low()}) {
            out.varInt(price - last);
        }
        if (command == Command.QUOTES_VEILED) {
            out.u32(quote.clock());
        } else {
            out.varInt(quote.clock());
        }
        out.varInt(quote.check())
                .varInt(quote.volume())
                .varInt(quote.lastVolume())
                .float32(quote.amount());
        if (command == Command.QUOTE_SINGLE) {
            out.zeros(20);
            return;
        }
        out.varInt(quote.inside())
                .varInt(quote.outside())
                .varInt(quote.unnamed().get(0));
        out.varInt(quote.openingAmount());
        int levels = command == Command.QUOTES_TOP ? 1 : quote.bids().size();
        for (int n = 0; n < levels; n++) {
            out.varInt(quote.bids().get(n).price() - last)
                    .varInt(quote.asks().get(n).price() - last);
            out.varInt(quote.bids().get(n).volume()).varInt(quote.asks().get(n).volume());
        }
        switch (command) {
            case QUOTES -> {
                out.u16(quote.unnamed().get(1).intValue());
                quote.unnamed().subList(2, 6).forEach(out::varInt);
                out.u16(quote.unnamed().get(6).intValue())
                        .u16(quote.unnamed().get(7).intValue());
            }
            case QUOTES_TOP -> out.zeros(56);
            default -> out.zeros(46);
        }
    }

    /** Bars with differences, none of an index. */
    public static byte[] bars(BarCategory category, List<TdxBar> bars) {
        var out = new BodyWriter().u16(bars.size());
        long base = 0;
        for (var bar : bars) {
            if (category.isIntraday()) {
                var end = Objects.requireNonNull(bar.end());
                out.u16(packed(bar.date())).u16(end.getHour() * 60 + end.getMinute());
            } else {
                out.date(bar.date());
            }
            out.varInt(bar.open() - base).varInt(bar.close() - bar.open());
            out.varInt(bar.high() - bar.open()).varInt(bar.low() - bar.open());
            out.float32(bar.volume()).float32(bar.amount());
            var breadth = bar.breadth();
            if (breadth != null) {
                out.u16(breadth.advancing()).u16(breadth.declining());
            }
            base = bar.close();
        }
        return out.bytes();
    }

    public static byte[] trades(List<TdxTrade> trades) {
        var out = new BodyWriter().u16(trades.size());
        long price = 0;
        for (var trade : trades) {
            out.u16(minutes(trade.minute())).varInt(trade.price() - price);
            out.varInt(trade.volume())
                    .varInt(trade.orders())
                    .varInt(trade.side())
                    .varInt(trade.unnamed());
            price = trade.price();
        }
        return out.bytes();
    }

    public static byte[] list(List<Security> securities) {
        var out = new BodyWriter().u16(securities.size());
        for (var security : securities) {
            out.digits(security.code().digits()).u16(security.lot()).text(security.name(), 8);
            out.zeros(4).u8(security.decimals()).float32(security.prevClose()).zeros(4);
        }
        return out.bytes();
    }

    /** The answer to the first step of a login. */
    public static byte[] greeting(LocalDateTime clock, LocalDate tradingDate, String server) {
        var out = new BodyWriter()
                .u8(0)
                .u16(clock.getYear())
                .u8(clock.getDayOfMonth())
                .u8(clock.getMonthValue());
        out.u8(clock.getMinute()).u8(clock.getHour()).u8(0).u8(clock.getSecond());
        for (int market = 0; market < 2; market++) {
            for (int minute : new int[] {570, 690, 780, 900, 900, 900, 900, 900}) {
                out.u16(minute);
            }
        }
        out.u8(0).date(tradingDate).u32(84_505).date(tradingDate).u32(84_501).zeros(10);
        return out.text(server, 121).bytes();
    }

    /** A quote with five levels each side, a unit apart. */
    public static TdxQuote quote(TdxCode code, long last, long clock, long volume) {
        return new TdxQuote(
                code,
                100,
                last,
                last - 10,
                last - 5,
                last + 20,
                last - 20,
                clock,
                QuoteClock.time(clock),
                -last,
                volume,
                3,
                new BigDecimal(volume * last),
                volume / 2,
                volume - volume / 2,
                55,
                levels(last, -1),
                levels(last + 1, 1),
                List.of(0L, 1L, 0L, -7L, 0L, 4L, 12L, 100L));
    }

    /** What a server says of a code that it does not know. */
    public static TdxQuote nothing(TdxCode code) {
        var none = Collections.nCopies(5, new TdxQuote.Level(0, 0));
        return new TdxQuote(
                code,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                QuoteClock.time(0),
                0,
                0,
                0,
                BigDecimal.ZERO,
                0,
                0,
                0,
                none,
                none,
                Collections.nCopies(8, 0L));
    }

    private static List<TdxQuote.Level> levels(long best, long step) {
        return LongStream.range(0, 5)
                .mapToObj(n -> new TdxQuote.Level(best + n * step, 10 + n))
                .toList();
    }

    private static int minutes(LocalTime time) {
        return time.getHour() * 60 + time.getMinute();
    }

    private static int packed(LocalDate date) {
        return (date.getYear() - 2004 << 11) + date.getMonthValue() * 100 + date.getDayOfMonth();
    }
}
