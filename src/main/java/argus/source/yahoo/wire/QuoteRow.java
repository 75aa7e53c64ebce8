package argus.source.yahoo.wire;

import argus.source.DecodeException;
import jakarta.json.JsonObject;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the quote service says about one symbol. Prices in whole units of the currency; what the answer leaves out is null.
 *
 * @param symbol Yahoo's
 * @param type {@code EQUITY}, {@code INDEX}, {@code CRYPTOCURRENCY}, {@code CURRENCY}, …
 * @param time of the last price in regular trading
 * @param delayMinutes how late the exchange's data are
 * @param decimals of a price as it is displayed
 */
public record QuoteRow(
        String symbol,
        String type,
        @Nullable String name,
        @Nullable String currency,
        ZoneId zone,
        BigDecimal price,
        Instant time,
        @Nullable BigDecimal open,
        @Nullable BigDecimal high,
        @Nullable BigDecimal low,
        @Nullable BigDecimal previousClose,
        @Nullable BigDecimal volume,
        @Nullable BigDecimal delayMinutes,
        int decimals) {
    private static final int USUAL_DECIMALS = 2;

    /**
     * Reads an answer of {@code /v7/finance/quote}. Symbols that Yahoo does not have are missing in it, and the order is
     * its own.
     *
     * @throws DecodeException if it is no such answer
     */
    public static List<QuoteRow> decode(byte[] body) {
        return Fields.read(body, answer -> answer.getJsonObject("quoteResponse").getJsonArray("result").stream()
                .map(row -> row(row.asJsonObject()))
                .toList());
    }

    private static QuoteRow row(JsonObject row) {
        var told = Fields.text(row, "currency");
        var unit = Unit.of(told == null ? "" : told);
        var name = Fields.text(row, "longName");
        var decimals = Fields.number(row.get("priceHint"));
        return new QuoteRow(
                Fields.requiredText(row, "symbol"),
                Fields.requiredText(row, "quoteType"),
                name == null ? Fields.text(row, "shortName") : name,
                told == null ? null : unit.currency(),
                Fields.zone(row),
                Fields.requiredPrice(row, "regularMarketPrice", unit),
                Fields.requiredTime(row, "regularMarketTime"),
                Fields.price(row, "regularMarketOpen", unit),
                Fields.price(row, "regularMarketDayHigh", unit),
                Fields.price(row, "regularMarketDayLow", unit),
                Fields.price(row, "regularMarketPreviousClose", unit),
                Fields.number(row.get("regularMarketVolume")),
                Fields.number(row.get("exchangeDataDelayedBy")),
                decimals == null ? USUAL_DECIMALS : decimals.intValue());
    }
}
