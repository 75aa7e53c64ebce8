package argus.source.tencent;

import argus.model.Depth.Level;
import argus.model.Instrument;
import argus.model.Market;
import argus.model.Symbol;
import argus.source.DecodeException;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads answers of {@code qt.gtimg.cn}: {@code v_CODE="a~b~…";} for each code, in GBK. The places of the fields are those
 * of answers recorded in 2026. Stateless.
 */
final class TencentDecoder {
    /** A superset of GBK. Its second bytes may equal {@code ~}, so the text is decoded before it is cut. */
    private static final Charset GBK = Charset.forName("GB18030");

    private static final String NOTHING_KNOWN = "pv_none_match";
    private static final int LONGEST_CODE = 24;
    private static final int FEWEST_FIELDS = 49;
    private static final int LEVELS = 5;
    /** The average price of a day is less than this many times higher or lower than the last. */
    private static final double SPREAD = 3;

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final BigDecimal TEN_THOUSAND = BigDecimal.valueOf(10_000);

    private static final DateTimeFormatter CHINESE_TIME = DateTimeFormatter.ofPattern("uuuuMMddHHmmss");
    private static final DateTimeFormatter HONG_KONG_TIME = DateTimeFormatter.ofPattern("uuuu/MM/dd HH:mm:ss");
    private static final DateTimeFormatter AMERICAN_TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    private TencentDecoder() {}

    /**
     * What an answer says.
     *
     * @param rows of the codes that are known there, each with the text it was read from
     * @param faults what is wrong with the other rows
     */
    record Answer(List<Row> rows, List<DecodeException> faults) {}

    /** A row and its text; an equal text says nothing new. */
    record Row(TencentRow row, String text) {}

    /** @throws DecodeException if it is no such answer, or no row of it can be read */
    static Answer decode(byte[] body) {
        var rows = new ArrayList<Row>();
        var faults = new ArrayList<DecodeException>();
        var text = new String(body, GBK);
        for (int at = skipBlanks(text, 0); at < text.length(); ) {
            int assigned = text.indexOf("=\"", at);
            int end = text.indexOf("\";", assigned);
            if (!text.startsWith("v_", at) || assigned < 0 || assigned - at > LONGEST_CODE || end <= assigned + 1) {
                throw new DecodeException("no quotes at character " + at + ": " + DecodeException.shown(body));
            }
            var code = text.substring(at + 2, assigned);
            var value = text.substring(assigned + 2, end);
            if (!value.isEmpty() && !code.equals(NOTHING_KNOWN)) {
                try {
                    rows.add(new Row(row(Fields.split(code, value)), value));
                } catch (DecodeException e) {
                    faults.add(e);
                }
            }
            at = skipBlanks(text, end + 2);
        }
        if (rows.isEmpty() && !faults.isEmpty()) {
            throw faults.get(0);
        }
        return new Answer(rows, faults);
    }

    private static int skipBlanks(String text, int from) {
        int at = from;
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    /** @throws DecodeException if a field is missing or not what it should be, or the row is another code's */
    static TencentRow row(Fields fields) {
        var symbol = TencentCode.symbol(fields.code());
        if (fields.count() < FEWEST_FIELDS) {
            throw new DecodeException(fields.code() + ": only " + fields.count() + " fields");
        }
        var own = fields.code().substring(2);
        var told = fields.text(2);
        if (!told.equals(own) && !told.startsWith(own + '.')) {
            throw new DecodeException(fields.code() + ": the row is of " + told);
        }
        var price = fields.number(3);
        var prevClose = fields.known(4);
        if (price.signum() == 0 && prevClose != null) {
            price = prevClose; // nothing was traded today
        }
        if (price.signum() <= 0) {
            throw new DecodeException(fields.code() + ": no price");
        }
        return switch (symbol.market()) {
            case HK -> foreign(symbol, fields, price, prevClose, HONG_KONG_TIME, 75, fields.known(60));
            case US -> foreign(symbol, fields, price, prevClose, AMERICAN_TIME, 35, BigDecimal.ONE);
            default -> chinese(symbol, fields, price, prevClose);
        };
    }

    private static TencentRow chinese(Symbol symbol, Fields fields, BigDecimal last, @Nullable BigDecimal prevClose) {
        var type = type(symbol, fields.text(61));
        var volume = fields.number(6);
        var amount = amount(fields);
        var unit = unit(symbol, type, last, volume, amount);
        boolean index = type == Instrument.Type.INDEX;
        return new TencentRow(
                symbol,
                fields.text(1),
                "",
                type,
                currency(symbol, fields.text(82)),
                unit.compareTo(BigDecimal.ONE) > 0 ? unit : HUNDRED,
                time(symbol, fields, CHINESE_TIME),
                last,
                prevClose,
                fields.known(5),
                fields.known(33),
                fields.known(34),
                volume.multiply(unit),
                amount,
                index ? List.of() : levels(fields, 9, unit),
                index ? List.of() : levels(fields, 19, unit),
                fields.known(47),
                fields.known(48));
    }

    private static TencentRow foreign(
            Symbol symbol,
            Fields fields,
            BigDecimal last,
            @Nullable BigDecimal prevClose,
            DateTimeFormatter time,
            int currency,
            @Nullable BigDecimal lot) {
        return new TencentRow(
                symbol,
                fields.text(1),
                fields.text(46),
                type(symbol, ""),
                currency(symbol, fields.text(currency)),
                lot,
                time(symbol, fields, time),
                last,
                prevClose,
                fields.known(5),
                fields.known(33),
                fields.known(34),
                fields.number(36),
                fields.known(37),
                List.of(),
                List.of(),
                null,
                null);
    }

    /** Levels have a price and a volume each, and end at the first without a price. */
    private static List<Level> levels(Fields fields, int first, BigDecimal unit) {
        var levels = new ArrayList<Level>(LEVELS);
        for (int field = first; field < first + 2 * LEVELS; field += 2) {
            var price = fields.known(field);
            if (price == null) {
                break;
            }
            levels.add(new Level(price, fields.number(field + 1).multiply(unit)));
        }
        return levels;
    }

    /** In yuan: the third part of {@code last/volume/amount}, or the rounded field in ten thousands. */
    private static @Nullable BigDecimal amount(Fields fields) {
        var parts = fields.text(35).split("/", -1);
        if (parts.length == 3) {
            var amount = fields.number(35, parts[2]);
            return amount.signum() == 0 ? null : amount;
        }
        var rounded = fields.known(37);
        return rounded == null ? null : rounded.multiply(TEN_THOUSAND);
    }

    /**
     * How many shares a unit of volume is. What was paid for a unit tells it: about one, ten or a hundred times the
     * price. Where that tells nothing (no trade yet, an index) a bond counts in tens and everything else in hundreds.
     */
    private static BigDecimal unit(
            Symbol symbol, Instrument.Type type, BigDecimal last, BigDecimal volume, @Nullable BigDecimal amount) {
        if (amount != null && volume.signum() > 0 && type != Instrument.Type.INDEX) {
            var times = amount.doubleValue() / volume.doubleValue() / last.doubleValue();
            for (int unit = 1; unit <= 100; unit *= 10) {
                if (times > unit / SPREAD && times < unit * SPREAD) {
                    return BigDecimal.valueOf(unit);
                }
            }
        }
        var code = symbol.code();
        boolean bond = symbol.market() == Market.SH && code.startsWith("11")
                || symbol.market() == Market.SZ && code.startsWith("12");
        return bond ? BigDecimal.TEN : HUNDRED;
    }

    private static Instrument.Type type(Symbol symbol, String kind) {
        var code = symbol.code();
        boolean index =
                switch (symbol.market()) {
                    case SH -> code.startsWith("000");
                    case SZ -> code.startsWith("399");
                    case HK -> !Character.isDigit(code.charAt(0));
                    case US -> TencentCode.of(symbol)
                            .filter(own -> own.startsWith("us."))
                            .isPresent();
                    default -> false;
                };
        if (index) {
            return Instrument.Type.INDEX;
        }
        return kind.contains("ETF") || kind.contains("LOF") ? Instrument.Type.FUND : Instrument.Type.STOCK;
    }

    private static String currency(Symbol symbol, String told) {
        return told.matches("[A-Z]{3}") ? told : symbol.market().currency();
    }

    private static Instant time(Symbol symbol, Fields fields, DateTimeFormatter format) {
        try {
            return LocalDateTime.parse(fields.text(30), format)
                    .atZone(symbol.market().zone())
                    .toInstant();
        } catch (DateTimeException e) {
            throw new DecodeException(fields.code() + ": no time in field 30: " + fields.text(30), e);
        }
    }
}
