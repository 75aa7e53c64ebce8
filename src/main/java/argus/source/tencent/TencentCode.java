package argus.source.tencent;

import argus.model.Symbol;
import argus.source.DecodeException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What Tencent calls a symbol: {@code sh600519}, {@code sz000001}, {@code bj920002}, {@code hk00700}, {@code usBRK.B}.
 * Stateless.
 */
final class TencentCode {
    private static final Pattern CHINESE = Pattern.compile("\\d{6}");
    private static final Pattern HONG_KONG = Pattern.compile("\\d{1,5}");
    private static final Pattern HONG_KONG_INDEX = Pattern.compile("[A-Z][A-Z0-9]{1,9}");
    private static final Pattern AMERICAN = Pattern.compile("[A-Z][A-Z0-9]{0,7}(\\.[A-Z]{1,3})?");
    private static final int PREFIX = 2;

    /** Names of its own; not recorded, from what its pages show. */
    private static final Map<String, String> INDICES =
            Map.of("GSPC.US", "us.INX", "DJI.US", "us.DJI", "IXIC.US", "us.IXIC");

    private static final Map<String, String> INDEX_SYMBOLS =
            INDICES.entrySet().stream().collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));

    private TencentCode() {}

    /** The code of a symbol; empty where Tencent has no such market. */
    static Optional<String> of(Symbol symbol) {
        var index = INDICES.get(symbol.text());
        if (index != null) {
            return Optional.of(index);
        }
        var code = symbol.code();
        return switch (symbol.market()) {
            case SH, SZ, BJ -> Optional.of(code)
                    .filter(CHINESE.asMatchPredicate())
                    .map(symbol.market().name().toLowerCase(Locale.ROOT)::concat);
            case HK -> HONG_KONG.matcher(code).matches()
                    ? Optional.of("hk" + "0".repeat(5 - code.length()) + code)
                    : Optional.of(code)
                            .filter(HONG_KONG_INDEX.asMatchPredicate())
                            .map("hk"::concat);
            case US -> Optional.of(code).filter(AMERICAN.asMatchPredicate()).map("us"::concat);
            default -> Optional.empty();
        };
    }

    /** @throws DecodeException if it is the code of nothing that is served */
    static Symbol symbol(String code) {
        var index = INDEX_SYMBOLS.get(code);
        if (index != null) {
            return new Symbol(index);
        }
        if (code.length() > PREFIX) {
            var rest = code.substring(PREFIX);
            switch (code.substring(0, PREFIX)) {
                case "sh", "sz", "bj":
                    if (CHINESE.matcher(rest).matches()) {
                        return new Symbol(rest + '.' + code.substring(0, PREFIX).toUpperCase(Locale.ROOT));
                    }
                    break;
                case "hk":
                    if (HONG_KONG.matcher(rest).matches()) {
                        return new Symbol(String.format(Locale.ROOT, "%04d.HK", Integer.valueOf(rest)));
                    }
                    if (HONG_KONG_INDEX.matcher(rest).matches()) {
                        return new Symbol(rest + ".HK");
                    }
                    break;
                case "us":
                    if (AMERICAN.matcher(rest).matches()) {
                        return new Symbol(rest + ".US");
                    }
                    break;
                default:
                    break;
            }
        }
        throw new DecodeException("not a code that is asked for: " + code);
    }
}
