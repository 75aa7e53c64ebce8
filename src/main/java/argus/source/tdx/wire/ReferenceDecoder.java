package argus.source.tdx.wire;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Reads the answers that tell what securities there are, and what happens to them apart from trading. Stateless. */
public final class ReferenceDecoder {
    private static final int SECURITY_BYTES = 29;
    private static final int NAME_BYTES = 8;
    private static final int LIMIT_BYTES = 13;
    private static final int CHANGE_BYTES = 29;
    private static final int STOCK_BYTES = 9;
    private static final int FINANCE_BYTES = 143;
    private static final int FINANCE_NUMBERS = 30;
    private static final int CHANGE_NUMBERS = 4;

    private ReferenceDecoder() {}

    /**
     * One row of the list of a market.
     *
     * @param lot shares in one
     * @param decimals of its prices: a unit is one behind so many places
     * @param prevClose in currency, of an index only
     * @param unnamed what nobody can name yet, eight bytes as digits
     */
    public record Security(TdxCode code, int lot, String name, int decimals, BigDecimal prevClose, String unnamed) {}

    /**
     * The limits of one day, of a security whose band is not the usual one.
     *
     * @param up in currency
     * @param down in currency
     */
    public record PriceLimit(TdxCode code, BigDecimal up, BigDecimal down) {}

    /**
     * An event in the life of a share. Of an ex-rights day (category 1) the numbers are cash, rights price, bonus and rights, each
     * for ten shares.
     */
    public record CapitalChange(TdxCode code, LocalDate date, int category, List<BigDecimal> numbers) {
        public CapitalChange {
            numbers = List.copyOf(numbers);
        }
    }

    /**
     * A company's figures.
     *
     * @param floatShares in units of 10,000
     * @param updated as YYYYMMDD
     * @param listed as YYYYMMDD
     * @param numbers the first is all shares, in units of 10,000
     */
    public record Finance(
            TdxCode code,
            BigDecimal floatShares,
            int province,
            int industry,
            long updated,
            long listed,
            List<BigDecimal> numbers) {
        public Finance {
            numbers = List.copyOf(numbers);
        }
    }

    /** Of {@link Command#COUNT}. */
    public static int count(byte[] body) {
        var in = new Body(body);
        int count = in.u16();
        in.end();
        return count;
    }

    /** Of {@link Command#LIST}. */
    public static List<Security> list(int market, byte[] body) {
        var in = new Body(body);
        int count = in.count(SECURITY_BYTES);
        var securities = new ArrayList<Security>(count);
        for (int n = 0; n < count; n++) {
            var code = in.digits(market);
            int lot = in.u16();
            var name = in.text(NAME_BYTES);
            var unnamed = in.hex(4);
            int decimals = in.u8();
            var prevClose = in.float32();
            securities.add(new Security(code, lot, name, decimals, prevClose, unnamed + in.hex(4)));
        }
        in.end();
        return securities;
    }

    /** Of {@link Command#PRICE_LIMITS}; empty behind the last row. */
    public static List<PriceLimit> limits(byte[] body) {
        var in = new Body(body);
        int count = in.count(LIMIT_BYTES);
        var limits = new ArrayList<PriceLimit>(count);
        for (int n = 0; n < count; n++) {
            int market = in.u8();
            limits.add(new PriceLimit(code(market, in.u32()), in.float32(), in.float32()));
        }
        in.end();
        return limits;
    }

    /** Of {@link Command#CAPITAL_CHANGES}, oldest first. */
    public static List<CapitalChange> capitalChanges(byte[] body) {
        var in = new Body(body);
        int stocks = in.count(STOCK_BYTES);
        var changes = new ArrayList<CapitalChange>();
        for (int stock = 0; stock < stocks; stock++) {
            in.code();
            int rows = in.count(CHANGE_BYTES);
            for (int row = 0; row < rows; row++) {
                var code = in.code();
                in.skip(1);
                changes.add(new CapitalChange(code, in.date(), in.u8(), numbers(in, CHANGE_NUMBERS)));
            }
        }
        in.end();
        return changes;
    }

    /** Of {@link Command#FINANCE}. */
    public static List<Finance> finance(byte[] body) {
        var in = new Body(body);
        int count = in.count(FINANCE_BYTES);
        var all = new ArrayList<Finance>(count);
        for (int n = 0; n < count; n++) {
            all.add(new Finance(
                    in.code(), in.float32(), in.u16(), in.u16(), in.u32(), in.u32(), numbers(in, FINANCE_NUMBERS)));
        }
        in.end();
        return all;
    }

    private static List<BigDecimal> numbers(Body in, int count) {
        var numbers = new ArrayList<BigDecimal>(count);
        for (int n = 0; n < count; n++) {
            numbers.add(in.float32());
        }
        return numbers;
    }

    private static TdxCode code(int market, long number) {
        var digits = Long.toString(number);
        var padded = "0".repeat(Math.max(0, TdxCode.DIGITS - digits.length())) + digits;
        return Body.code(market, padded);
    }
}
