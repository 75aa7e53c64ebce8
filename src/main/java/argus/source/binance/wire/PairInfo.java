package argus.source.binance.wire;

import java.math.BigDecimal;

/**
 * A pair that can be traded.
 *
 * @param name as Binance writes it, {@code BTCUSDT}
 * @param base the coin that is traded
 * @param quote the coin it is paid with
 */
public record PairInfo(String name, String base, String quote, BigDecimal tick, BigDecimal lot) {}
