package argus.config.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouteTest {
    @Test
    void routesKeepTheirOrder() {
        assertThat(Route.parse("BTC-USD -> recorded; * -> simulated"))
                .containsExactly(new Route("BTC-USD", List.of("recorded")), new Route("*", List.of("simulated")));
    }

    @Test
    void routeCanNameStandIns() {
        assertThat(Route.parse("*.sh -> TDX, yahoo, mock, *->mock"))
                .containsExactly(
                        new Route("*.SH", List.of("tdx", "yahoo", "simulated")), new Route("*", List.of("simulated")));
    }

    @Test
    void listFromYamlIsRead() {
        assertThat(Route.parse(ValueLists.join(List.of("*.SH -> tdx, mock", "* -> mock"))))
                .containsExactly(new Route("*.SH", List.of("tdx", "simulated")), new Route("*", List.of("simulated")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ";", "recorded", "* -> ", "* -> nowhere", "-> recorded", "a b -> recorded", "* => recorded"})
    void oddRouteIsRefused(String text) {
        assertThatThrownBy(() -> Route.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "*,BTC-USD,true",
        "BTC-USD,BTC-USD,true",
        "BTC-USD,BTC-EUR,false",
        "*.SH,600519.SH,true",
        "*.SH,000001.SZ,false",
        "6*.SH,600519.SH,true",
        "6*.SH,900901.SH,false",
        "60051?.SH,600519.SH,true",
        "60051?.SH,60051.SH,false",
        "*-*,ETH-USD,true",
        "?,'',false",
        "*,'',true"
    })
    void patternCoversSymbols(String pattern, String symbol, boolean covered) {
        assertThat(new Route(pattern, List.of("recorded")).matches(symbol)).isEqualTo(covered);
    }

    @Property
    void everyListOfRoutesIsReadBack(@ForAll("routes") List<Route> routes) {
        assertThat(Route.parse(routes.stream().map(Route::toString).collect(Collectors.joining("; "))))
                .isEqualTo(routes);
        assertThat(Route.parse(
                        ValueLists.join(routes.stream().map(Route::toString).toList())))
                .isEqualTo(routes);
    }

    @Provide
    Arbitrary<List<Route>> routes() {
        var patterns = Arbitraries.strings()
                .withChars("ABC019.*?-")
                .ofMinLength(1)
                .ofMaxLength(10)
                .filter(pattern -> !pattern.endsWith("-"));
        var sources = Arbitraries.of(Route.SOURCES).list().ofMinSize(1).ofMaxSize(3);
        return Combinators.combine(patterns, sources)
                .as(Route::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(5);
    }
}
