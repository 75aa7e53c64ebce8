package argus.source.binance;

import argus.model.Instrument;
import argus.model.Instrument.Type;
import argus.model.Symbol;
import argus.source.binance.wire.PairInfo;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Which pairs there are, and how Binance writes them. {@code BTC-USDT} is {@code BTCUSDT} there, where only a list tells
 * where one coin ends. Until the list has come, pairs with one of its usual quote coins are taken to exist. Immutable.
 */
final class Pairs {
    /** Before the list has come; fiat dollars are not among them. */
    private static final Set<String> QUOTE_COINS =
            Set.of("USDT", "USDC", "FDUSD", "TUSD", "BTC", "ETH", "BNB", "EUR", "TRY", "BRL", "JPY");

    private static final Pattern COIN = Pattern.compile("[A-Z0-9]{1,16}");

    private final Map<Symbol, PairInfo> known;

    private Pairs(Map<Symbol, PairInfo> known) {
        this.known = known;
    }

    static Pairs unknown() {
        return new Pairs(Map.of());
    }

    /** Those of the list whose coins are named in Latin letters and digits. */
    static Pairs of(Collection<PairInfo> list) {
        var known = new TreeMap<Symbol, PairInfo>();
        list.forEach(pair -> symbol(pair).ifPresent(symbol -> known.put(symbol, pair)));
        return new Pairs(known);
    }

    private static Optional<Symbol> symbol(PairInfo pair) {
        return COIN.matcher(pair.base()).matches() && COIN.matcher(pair.quote()).matches()
                ? Optional.of(new Symbol(pair.base() + '-' + pair.quote()))
                : Optional.empty();
    }

    int size() {
        return known.size();
    }

    /** The pair as Binance writes it; empty where there is none. */
    Optional<String> name(Symbol symbol) {
        var coins = symbol.text().split("-", -1);
        if (coins.length != 2) {
            return Optional.empty();
        }
        if (known.isEmpty()) {
            return QUOTE_COINS.contains(coins[1]) && COIN.matcher(coins[0]).matches()
                    ? Optional.of(coins[0] + coins[1])
                    : Optional.empty();
        }
        return Optional.ofNullable(known.get(symbol)).map(PairInfo::name);
    }

    List<Instrument> instruments() {
        return known.entrySet().stream()
                .map(entry -> instrument(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static Instrument instrument(Symbol symbol, PairInfo pair) {
        var name = pair.base() + "/" + pair.quote();
        return new Instrument(symbol, name, name, Type.CRYPTO, pair.tick(), pair.lot(), pair.quote());
    }
}
