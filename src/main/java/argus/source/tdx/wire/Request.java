package argus.source.tdx.wire;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;

/**
 * One question to a server.
 *
 * @param body not to be changed
 */
public record Request(Command command, byte[] body) {
    private static final int HEADER_BYTES = 12;
    private static final byte MARK = 0x0C;
    private static final byte PACKET_TYPE = 1;
    /** Any date does; this is the one that clients have always sent. */
    private static final int LIST_DATE = 20_170_613;

    private static final int CODE_BYTES = 7;
    private static final int QUOTES_LEADING = 5;
    private static final int AUCTION_LIMIT = 500;
    private static final int AUCTION_BOTH = 3;

    /** The first or the second step of a login. */
    public static Request login(int step) {
        return of(Command.LOGIN, out(1).put((byte) step));
    }

    public static Request heartbeat() {
        return of(Command.HEARTBEAT, out(0));
    }

    public static Request count(int market) {
        return of(Command.COUNT, out(6).putShort((short) market).putInt(LIST_DATE));
    }

    /** A page of the list of a market, from that row on. */
    public static Request list(int market, int start) {
        return of(Command.LIST, out(4).putShort((short) market).putShort((short) start));
    }

    /** One row of the price limits; the answer is empty behind the last. */
    public static Request priceLimits(int row) {
        return of(Command.PRICE_LIMITS, out(14).putShort((short) row));
    }

    /**
     * Quotes of several securities.
     *
     * @param command one of the four that give quotes; {@link Command#QUOTE_SINGLE} for the first code only
     */
    public static Request quotes(Command command, List<TdxCode> codes) {
        if (command == Command.QUOTE_SINGLE) {
            var code = codes.get(0);
            int inverted =
                    code.market() == TdxCode.SHENZHEN ? 1 : code.market() == TdxCode.SHANGHAI ? 0 : code.market();
            return of(command, out(2 + 6).put((byte) 1).put((byte) inverted).put(ascii(code)));
        }
        boolean veiled = command == Command.QUOTES_VEILED;
        var body = out((veiled ? 2 : 10) + codes.size() * (CODE_BYTES + (veiled ? 4 : 0)));
        if (!veiled) {
            body.putLong(QUOTES_LEADING);
        }
        body.putShort((short) codes.size());
        for (var code : codes) {
            put(body, code);
            if (veiled) {
                body.putInt(0);
            }
        }
        return of(command, body);
    }

    /** The newest bars but {@code start}, at most 800. */
    public static Request bars(TdxCode code, BarCategory category, int start, int count) {
        return of(Command.BARS, barsBody(code, category, start, count));
    }

    /** The same with absolute prices, not adjusted for ex-rights. */
    public static Request barsAbsolute(TdxCode code, BarCategory category, int start, int count) {
        return of(Command.BARS_ABSOLUTE, barsBody(code, category, start, count));
    }

    public static Request minutesToday(TdxCode code) {
        return of(Command.MINUTES_TODAY, wide(out(12), code));
    }

    public static Request minutesShort(TdxCode code) {
        return of(Command.MINUTES_SHORT, wide(out(12), code));
    }

    public static Request minutesPast(TdxCode code, LocalDate day) {
        return of(Command.MINUTES_PAST, put(out(11).putInt(number(day)), code));
    }

    /** The newest trades of today but {@code start}, at most 1,800. */
    public static Request trades(TdxCode code, int start, int count) {
        return of(
                Command.TRADES_TODAY,
                wide(out(12), code).putShort((short) start).putShort((short) count));
    }

    /** The newest trades of a past day but {@code start}, at most 2,000. */
    public static Request tradesPast(TdxCode code, LocalDate day, int start, int count) {
        var body = wide(out(16).putInt(number(day)), code);
        return of(Command.TRADES_PAST, body.putShort((short) start).putShort((short) count));
    }

    public static Request capitalChanges(TdxCode code) {
        return of(Command.CAPITAL_CHANGES, put(out(9).putShort((short) 1), code));
    }

    public static Request finance(TdxCode code) {
        return of(Command.FINANCE, put(out(9).putShort((short) 1), code));
    }

    /** The virtual prices of both auctions of today. */
    public static Request auction(TdxCode code) {
        var body = wide(out(28), code).putInt(0).putInt(AUCTION_BOTH).putInt(0);
        return of(Command.AUCTION, body.putInt(0).putInt(AUCTION_LIMIT));
    }

    /**
     * The frame as it is sent.
     *
     * @param id comes back with the answer
     */
    public byte[] frame(int id) {
        int length = 2 + body.length;
        return out(HEADER_BYTES + body.length)
                .put(MARK)
                .putInt(id)
                .put(PACKET_TYPE)
                .putShort((short) length)
                .putShort((short) length)
                .putShort((short) command.code())
                .put(body)
                .array();
    }

    private static ByteBuffer barsBody(TdxCode code, BarCategory category, int start, int count) {
        return wide(out(26), code)
                .putShort((short) category.wire())
                .putShort((short) 1)
                .putShort((short) start)
                .putShort((short) count);
    }

    private static int number(LocalDate day) {
        return (day.getYear() * 100 + day.getMonthValue()) * 100 + day.getDayOfMonth();
    }

    private static Request of(Command command, ByteBuffer body) {
        return new Request(command, body.array());
    }

    private static ByteBuffer out(int length) {
        return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static ByteBuffer put(ByteBuffer out, TdxCode code) {
        return out.put((byte) code.market()).put(ascii(code));
    }

    /** With the market in two bytes. */
    private static ByteBuffer wide(ByteBuffer out, TdxCode code) {
        return out.putShort((short) code.market()).put(ascii(code));
    }

    private static byte[] ascii(TdxCode code) {
        return code.digits().getBytes(StandardCharsets.US_ASCII);
    }
}
