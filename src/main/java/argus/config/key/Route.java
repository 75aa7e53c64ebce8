package argus.config.key;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which sources are asked for the symbols of a pattern. Immutable.
 *
 * @param pattern a canonical symbol in which {@code *} stands for any characters and {@code ?} for one
 * @param sources names of sources, the preferred one first
 */
public record Route(String pattern, List<String> sources) {
    /** Every name a source can have; {@code mock} is another word for {@code simulated}. */
    public static final Set<String> SOURCES =
            Set.of("simulated", "recorded", "tdx", "qmt", "yahoo", "tencent", "binance");

    private static final String ARROW = "->";
    private static final Pattern GLOB = Pattern.compile("[A-Z0-9.^=*?-]+");

    public Route {
        sources = List.copyOf(sources);
    }

    /** Whether the pattern covers the symbol, given in canonical form. */
    public boolean matches(String symbol) {
        return matches(0, symbol, 0);
    }

    /** The one route of everything to one source. */
    public static List<Route> everythingTo(String source) {
        return List.of(new Route("*", List.of(canonicalSource(source))));
    }

    /**
     * Reads {@code BTC-USD -> recorded; *.SH -> tdx, simulated; * -> simulated}.
     *
     * @throws IllegalArgumentException if a route has no arrow, an odd pattern or a source nobody knows
     */
    static List<Route> parse(String text) {
        var routes = new ArrayList<Route>();
        for (var part : text.split("[;\n]")) {
            for (var piece : ValueLists.split(part)) {
                // A list in YAML arrives joined by commas, and each item may hold several routes or stand-ins itself.
                for (var fragment : piece.split(",")) {
                    add(fragment.strip(), routes);
                }
            }
        }
        if (routes.isEmpty()) {
            throw new ValueType.Unfit("no route");
        }
        return List.copyOf(routes);
    }

    private static void add(String fragment, List<Route> routes) {
        int arrow = fragment.indexOf(ARROW);
        if (arrow >= 0) {
            var pattern = fragment.substring(0, arrow).strip().toUpperCase(Locale.ROOT);
            if (!GLOB.matcher(pattern).matches()) {
                throw new ValueType.Unfit("the pattern '" + pattern + "'");
            }
            routes.add(new Route(pattern, List.of(canonicalSource(fragment.substring(arrow + ARROW.length())))));
        } else if (routes.isEmpty()) {
            throw new ValueType.Unfit("'" + fragment + "' has no arrow");
        } else {
            var route = routes.remove(routes.size() - 1);
            var sources = new ArrayList<>(route.sources());
            sources.add(canonicalSource(fragment));
            routes.add(new Route(route.pattern(), sources));
        }
    }

    private static String canonicalSource(String text) {
        var source = text.strip().toLowerCase(Locale.ROOT);
        if (source.equals("mock")) {
            return "simulated";
        }
        if (!SOURCES.contains(source)) {
            throw new ValueType.Unfit("no source is called '" + source + "'");
        }
        return source;
    }

    private boolean matches(int at, String symbol, int from) {
        if (at == pattern.length()) {
            return from == symbol.length();
        }
        char c = pattern.charAt(at);
        if (c == '*') {
            return matches(at + 1, symbol, from) || (from < symbol.length() && matches(at, symbol, from + 1));
        }
        return from < symbol.length() && (c == '?' || c == symbol.charAt(from)) && matches(at + 1, symbol, from + 1);
    }

    @Override
    public String toString() {
        return pattern + " " + ARROW + " " + String.join(", ", sources);
    }
}
