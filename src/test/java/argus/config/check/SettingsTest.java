package argus.config.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import argus.config.key.ConfigException;
import argus.config.key.ConfigException.Fault;
import argus.config.key.OperationKeys;
import argus.config.key.Secret;
import argus.config.key.SecurityKeys;
import argus.config.key.ServerKeys;
import argus.config.source.DefaultValues;
import argus.config.source.EnvironmentAliases;
import argus.config.source.GivenValues;
import argus.config.source.SourceStack;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
    @Test
    void keyWithoutValueIsNotSet() {
        var settings = read(Map.of());

        assertThat(settings.find(OperationKeys.FILE_PATH)).isEmpty();
        assertThat(settings.isSet(OperationKeys.FILE_PATH)).isFalse();
        assertThat(settings.isSet(ServerKeys.SHARDS)).isFalse();
        assertThatThrownBy(() -> settings.get(OperationKeys.FILE_PATH))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessage("argus.logging.file-path is not set");
    }

    @Test
    void changesAreThoseOfValuesNotOfWords() {
        var before = read(Map.of("argus.server.ping-interval", "20s"));

        assertThat(read(Map.of("argus.server.ping-interval", "20000ms")).changesFrom(before))
                .isEmpty();
        assertThat(read(Map.of("argus.server.ping-interval", "21s", "argus.security.auth-token", "x"))
                        .changesFrom(before))
                .containsExactly(ServerKeys.PING_INTERVAL, SecurityKeys.AUTH_TOKEN);
    }

    @Test
    void effectiveValuesNameTheirSourceAndMaskSecrets() {
        System.setProperty("argus.cache.bars", "77");
        try {
            var environment = Map.of(
                    "QMT_PASSWORD", "hush", "LOG_LEVEL", "DEBUG", "ARGUS_CACHE_TRADES", "9", "WEBSOCKET_PORT", "8000");
            var entries = Settings.read(
                            new SourceStack(List.of(
                                    new GivenValues(Map.of(
                                            "argus.cache.bars", "77",
                                            "argus.cache.trades", "9",
                                            "argus.cache.ttl", "9s",
                                            "WEBSOCKET_PORT", "8000")),
                                    new EnvironmentAliases(environment),
                                    new DefaultValues())),
                            environment)
                    .effective()
                    .entries();

            assertThat(entries)
                    .contains(
                            new EffectiveConfig.Entry(
                                    "argus.cache.bars", "77", "system property argus.cache.bars", false),
                            new EffectiveConfig.Entry(
                                    "argus.cache.trades", "9", "environment variable ARGUS_CACHE_TRADES", false),
                            new EffectiveConfig.Entry("argus.cache.ttl", "9s", "given", false),
                            new EffectiveConfig.Entry(
                                    "argus.logging.level", "DEBUG", "environment variable LOG_LEVEL", false),
                            new EffectiveConfig.Entry(
                                    "argus.server.port", "8000", "environment variable WEBSOCKET_PORT", false),
                            new EffectiveConfig.Entry("argus.server.max-connections", "10000", "default", true),
                            new EffectiveConfig.Entry("argus.logging.file-path", null, "not set", false),
                            new EffectiveConfig.Entry(
                                    "argus.datasource.qmt-password",
                                    Secret.MASK,
                                    "environment variable QMT_PASSWORD",
                                    false));
        } finally {
            System.clearProperty("argus.cache.bars");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "argus.security.enable-auth,true",
        "argus.security.ssl-enabled,true",
        "argus.history.directory,data",
        "argus.history.retention,30d",
        "argus.history.datasource,embedded",
        "argus.monitoring.alert-webhook,https://a.example",
    })
    void keyThatDoesNothingYetStopsTheStart(String key, String value) {
        assertThatThrownBy(() -> read(Map.of(key, value)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(key + " = " + value + " (given): is not available in this version");
    }

    @Test
    void keyOfAFeatureThatIsOffIsFine() {
        var settings = read(Map.of(
                "argus.security.enable-auth", "false",
                "argus.security.jwt.issuer", "https://a.example",
                "argus.security.permissions.trader", "quote:*",
                "argus.monitoring.alert-threshold.staleness", "30",
                "argus.datasource.tdx-server", "a.example",
                "argus.datasource.source-type", "Recorded"));

        assertThat(settings.isSet(SecurityKeys.ENABLE_AUTH)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "argus.server.max-connection,did you mean argus.server.max-connections?",
        "argus.sever.host,did you mean argus.server.host?",
        "argus.feed.shards,did you mean argus.server.shards?",
        "argus.server.max_connections,did you mean argus.server.max-connections?",
        "argus.weather,docs/configuration.md lists them all",
        "argus.security.permissions,is not a key",
        "argus.security.permissions.,is not a key",
    })
    void unknownNameIsAFault(String name, String advice) {
        assertThatThrownBy(() -> read(Map.of(name, "1")))
                .hasMessageContaining(name + " = 1 (given): is not a key")
                .hasMessageContaining(advice);
    }

    @Test
    void secretsAreMaskedInFaults() {
        assertThatThrownBy(() -> read(Map.of("argus.security.auth-tokn", "a", "argus.security.jwt-secret", "hush")))
                .hasMessageContaining("argus.security.jwt-secret = " + Secret.MASK)
                .hasMessageNotContaining("hush");
        assertThatThrownBy(() -> read(Map.of("argus.security.auth-token", "hush${none}")))
                .hasMessageContaining("refers to none")
                .hasMessageNotContaining("hush");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ARGUS_SERVICE_HOST",
                "ARGUS_SERVICE_PORT",
                "ARGUS_SERVICE_PORT_HTTP",
                "ARGUS_PORT",
                "ARGUS_PORT_8765_TCP",
                "ARGUS_PORT_8765_TCP_ADDR",
                "ARGUS_REALTIME_SERVICE_HOST",
                "ARGUS_CONFIG",
                "ARGUS_SECURITY_PERMISSIONS_TRADER",
                "ARGUSTORY",
            })
    void variableOfKubernetesOrOthersIsLeftAlone(String variable) {
        assertThat(read(Map.of(), Map.of(variable, "tcp://10.0.0.1:8765")).get(ServerKeys.PORT))
                .isEqualTo(8_765);
    }

    @Test
    void misspeltVariableIsAFault() {
        assertThatThrownBy(() -> read(Map.of(), Map.of("ARGUS_SERVER_MAX_CONNECTION", "5", "ARGUS_WEATHER", "wet")))
                .isInstanceOfSatisfying(ConfigException.class, e -> assertThat(e.faults())
                        .containsExactlyInAnyOrder(
                                new Fault(
                                        "ARGUS_SERVER_MAX_CONNECTION",
                                        "5",
                                        "environment variable",
                                        "is not a key; did you mean ARGUS_SERVER_MAX_CONNECTIONS?"),
                                new Fault(
                                        "ARGUS_WEATHER",
                                        "wet",
                                        "environment variable",
                                        "is not a key; docs/configuration.md lists them all")));
    }

    @Test
    void faultOfAWeakerSourceIsToldToo() {
        assertThatThrownBy(() -> Settings.read(
                        new SourceStack(List.of(
                                new GivenValues(Map.of("argus.server.max-connections", "many")),
                                new EnvironmentAliases(Map.of("MAX_CONNECTIONS", "few")),
                                new DefaultValues())),
                        Map.of()))
                .hasMessageContaining("2 faults")
                .hasMessageContaining("many")
                .hasMessageContaining("few");
    }

    private static Settings read(Map<String, String> values) {
        return read(values, Map.of());
    }

    private static Settings read(Map<String, String> values, Map<String, String> environment) {
        return Settings.read(
                new SourceStack(
                        List.of(new GivenValues(values), new EnvironmentAliases(environment), new DefaultValues())),
                environment);
    }
}
