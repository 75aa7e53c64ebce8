package argus.source.qmt.link;

import argus.source.DecodeException;
import argus.source.Failures;
import argus.source.qmt.codec.QmtDecoder;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * Which of the words that bridges use one of them understands.
 *
 * @param tickPath up to and with the equals sign behind which the codes stand
 * @param bridge whether it is of the qmt-bridge family, with sockets, bars and a connection status
 */
public record Dialect(String tickPath, boolean bridge) {
    public static final String HEALTH = "/api/meta/health";
    public static final String STATUS = "/api/meta/connection_status";
    public static final String REALTIME = "/ws/realtime";
    public static final String WHOLE_QUOTE = "/ws/whole_quote";
    /** Names of the same call in different branches of the family. */
    public static final List<String> BARS = List.of("/api/market/market_data_ex", "/api/market/history_ex");

    /** The dialect of a bridge, as far as it is given. */
    public enum Flavor {
        /** Finds out. */
        AUTO,
        /** HTTP and sockets of the qmt-bridge family. */
        QMT_BRIDGE,
        /** HTTP of the argus data agent; no sockets. */
        ARGUS;

        /** The flavor of that name, such as {@code qmt-bridge}. @throws IllegalArgumentException if there is none */
        public static Flavor of(String name) {
            return valueOf(name.replace('-', '_').toUpperCase(Locale.ROOT));
        }
    }

    private static final List<Dialect> BRIDGES = List.of(
            new Dialect("/api/full_tick?stocks=", true),
            new Dialect("/api/market/full_tick?stocks=", true),
            new Dialect("/api/market/snapshot?stocks=", true));
    private static final Dialect ARGUS = new Dialect("/api/v1/latest_market_data?symbols=", false);
    private static final String NONE = "the bridge speaks no dialect that is known here";

    /** What to ask for the ticks of these codes. */
    public String ticks(Collection<String> codes) {
        return tickPath + String.join(",", codes);
    }

    /**
     * Finds out which one a bridge speaks. Fails as {@link BridgeLink#get} does, or with a refusal if it speaks none.
     *
     * @param code to ask about
     */
    public static CompletionStage<Dialect> find(
            Function<String, CompletionStage<String>> get, Flavor flavor, String code) {
        return switch (flavor) {
            case ARGUS -> first(List.of(ARGUS), get, code);
            case QMT_BRIDGE -> first(BRIDGES, get, code);
            case AUTO -> lenient(get.apply(HEALTH)).thenCompose(health -> first(all(), get, code));
        };
    }

    /** What a word is called in messages for people. */
    @Override
    public String toString() {
        return (bridge ? "qmt-bridge" : "argus") + ", " + tickPath.substring(0, tickPath.indexOf('?'));
    }

    private static List<Dialect> all() {
        return List.of(BRIDGES.get(0), BRIDGES.get(1), BRIDGES.get(2), ARGUS);
    }

    private static CompletionStage<Dialect> first(
            List<Dialect> candidates, Function<String, CompletionStage<String>> get, String code) {
        if (candidates.isEmpty()) {
            return CompletableFuture.failedFuture(new BridgeRefusal(404, NONE));
        }
        var candidate = candidates.get(0);
        return lenient(get.apply(candidate.ticks(List.of(code))))
                .thenCompose(text -> !text.isEmpty() && understood(text)
                        ? CompletableFuture.completedFuture(candidate)
                        : first(candidates.subList(1, candidates.size()), get, code));
    }

    private static boolean understood(String text) {
        try {
            return QmtDecoder.ticks(text).refusal().isEmpty();
        } catch (DecodeException e) {
            return false;
        }
    }

    /** An empty text in the place of the answer that there is no such path. */
    private static CompletionStage<String> lenient(CompletionStage<String> answer) {
        return answer.exceptionallyCompose(
                failure -> Failures.cause(failure) instanceof BridgeRefusal refusal && refusal.isUnknown()
                        ? CompletableFuture.completedFuture("")
                        : CompletableFuture.failedFuture(Failures.cause(failure)));
    }
}
