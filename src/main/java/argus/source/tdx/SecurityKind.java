package argus.source.tdx;

import argus.model.Instrument;
import argus.source.tdx.wire.TdxCode;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a code stands for, by its first digits: that decides the units of its prices and volumes. Bonds and repos are known and not
 * served, since their units have not been seen on a real wire.
 */
enum SecurityKind {
    STOCK(2, 100, Instrument.Type.STOCK),
    INDEX(2, 100, Instrument.Type.INDEX),
    FUND(3, 100, Instrument.Type.FUND),
    CONVERTIBLE(4, 10, null),
    REPO(4, 10, null),
    OTHER(2, 100, null);

    private static final List<List<String>> SHENZHEN = List.of(
            List.of("000", "001", "002", "003", "004", "200", "300", "301", "302"),
            List.of("399"),
            List.of("15", "16", "18"),
            List.of("123", "125", "126", "127", "128"),
            List.of("1318"));
    private static final List<List<String>> SHANGHAI = List.of(
            List.of("600", "601", "603", "605", "688", "689", "900"),
            List.of("000", "880", "881", "999999"),
            List.of("50", "51", "52", "53", "56", "58"),
            List.of("110", "111", "113", "118"),
            List.of("204"));
    private static final List<List<String>> BEIJING =
            List.of(List.of("43", "83", "87", "88", "92"), List.of("899"), List.of(), List.of(), List.of());

    private final int decimals;
    private final int lot;
    private final Instrument.@Nullable Type type;

    SecurityKind(int decimals, int lot, Instrument.@Nullable Type type) {
        this.decimals = decimals;
        this.lot = lot;
        this.type = type;
    }

    static SecurityKind of(TdxCode code) {
        var prefixes =
                switch (code.market()) {
                    case TdxCode.SHENZHEN -> SHENZHEN;
                    case TdxCode.SHANGHAI -> SHANGHAI;
                    case TdxCode.BEIJING -> BEIJING;
                    default -> List.<List<String>>of();
                };
        for (int kind = 0; kind < prefixes.size(); kind++) {
            if (prefixes.get(kind).stream().anyMatch(code.digits()::startsWith)) {
                return values()[kind];
            }
        }
        return OTHER;
    }

    /** Places behind the point of a unit of its quotes, where the list does not tell. */
    int decimals() {
        return decimals;
    }

    /** Shares in the lot that quotes and trades count in. */
    int lot() {
        return lot;
    }

    /** The type of its instrument; empty where it is not served. */
    Optional<Instrument.Type> type() {
        return Optional.ofNullable(type);
    }
}
