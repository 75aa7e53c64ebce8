package argus.config.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceStackTest {
    private final SourceStack sources = new SourceStack(List.<ConfigSource>of(
            new DefaultValues(),
            new EnvironmentAliases(Map.of("MAX_CONNECTIONS", "7", "WEBSOCKET_HOST", " ", "HOME", "/root")),
            new GivenValues(Map.of("a", "1", "b", "${a}2", "loop", "${loop}x", "argus.cache.bars", "9"))));

    @Test
    void strongestComesFirst() {
        assertThat(sources.findAll("argus.cache.bars").stream().map(SourceStack.Found::text))
                .containsExactly("9", "240");
        assertThat(sources.find("argus.server.max-connections").orElseThrow().source())
                .isInstanceOf(EnvironmentAliases.class);
        assertThat(sources.find("argus.server.host").orElseThrow().source()).isInstanceOf(DefaultValues.class);
        assertThat(sources.find("nothing")).isEmpty();
    }

    @Test
    void sourcesKeepTheirPlaces() {
        assertThat(List.of(
                        new GivenValues(Map.of()).getOrdinal(),
                        400,
                        300,
                        new EnvironmentAliases(Map.of()).getOrdinal(),
                        YamlConfigSource.ORDINAL,
                        100,
                        new DefaultValues().getOrdinal()))
                .isSortedAccordingTo((left, right) -> Integer.compare(right, left));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "plain | plain",
                "${a} | 1",
                "<${b}-${a}> | <12-1>",
                "${none:x} | x",
                "${none:} | ''",
                "${none:${a}} | 1",
                "\\${a} | ${a}",
                "a$b{c} | a$b{c}",
            })
    void referencesAreReplaced(String text, String expanded) {
        assertThat(sources.expand(text)).isEqualTo(expanded);
    }

    @Test
    void referenceToNothingIsRefused() {
        assertThatThrownBy(() -> sources.expand("${nobody}")).hasMessage("refers to nobody, which nothing sets");
    }

    @Test
    void referenceToItselfIsRefused() {
        assertThatThrownBy(() -> sources.expand("${loop}")).hasMessage("refers to itself");
    }

    @Test
    void namesUnderAPrefixAreThoseOfAllSources() {
        assertThat(sources.names("argus.cache.")).contains("argus.cache.bars", "argus.cache.ttl");
        assertThat(sources.names("a"))
                .contains("a", "argus.server.max-connections")
                .doesNotContain("b");
    }

    @Test
    void variablesOfOthersAreNotTold() {
        assertThat(new EnvironmentAliases(Map.of("HOME", "/root", "QMT_PORT", "8001")).getProperties())
                .isEqualTo(Map.of("argus.datasource.qmt-port", "8001"));
    }
}
