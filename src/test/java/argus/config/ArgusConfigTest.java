package argus.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import argus.config.key.ConfigException;
import argus.config.key.Route;
import argus.config.key.ServerKeys.Transport;
import argus.config.source.DefaultValues;
import argus.config.source.EnvironmentAliases;
import argus.config.source.SourceStack;
import argus.config.source.YamlConfigSource;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArgusConfigTest {
    @TempDir
    Path directory;

    private Map<String, String> properties = Map.of();
    private Map<String, String> environment = Map.of();

    @Test
    void defaultsAreThoseOfTheDocumentation() {
        var config = ArgusConfig.of(Map.of());

        assertThat(config.server().host()).isEqualTo("0.0.0.0");
        assertThat(config.server().port()).isEqualTo(8765);
        assertThat(config.server().adminHost()).isEqualTo("0.0.0.0");
        assertThat(config.server().adminPort()).isEqualTo(9090);
        assertThat(config.server().maxConnections()).isEqualTo(10_000);
        assertThat(config.server().maxSubscriptionsPerClient()).isEqualTo(1_000);
        assertThat(config.server().pingInterval()).isEqualTo(Duration.ofSeconds(20));
        assertThat(config.server().maxMessageSize()).isEqualTo(1_048_576);
        assertThat(config.server().outboxTotal()).isEqualTo(Runtime.getRuntime().maxMemory() / 4);
        assertThat(config.server().shards()).isPositive();
        assertThat(config.server().transport()).isEqualTo(Transport.AUTO);
        assertThat(config.datasource().routes())
                .containsExactly(new Route("BTC-USD", List.of("recorded")), new Route("*", List.of("simulated")));
        assertThat(config.datasource().updateInterval()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.datasource().simulated().symbols()).isEmpty();
        assertThat(config.datasource().recorded().path()).isEmpty();
        assertThat(config.datasource().recorded().speed()).isEqualByComparingTo(BigDecimal.ONE);
        assertThat(config.calendar()).isEqualTo(new CalendarConfig(false, Optional.empty()));
        assertThat(config.logging().level()).isEqualTo(System.Logger.Level.INFO);
        assertThat(config.security().allowedOrigins()).containsExactly("*");
        assertThat(config.cache())
                .isEqualTo(new CacheConfig(100_000, Duration.ofSeconds(300), Duration.ofSeconds(60), 240, 200));
        assertThat(config.history()).isEqualTo(new HistoryConfig(32L << 20, Duration.ofSeconds(120)));
        assertThat(config.monitoring()).isEqualTo(new MonitoringConfig(true, "/metrics", "/health"));
    }

    @Test
    void strongerSourceWins() throws IOException {
        var yaml =
                """
                argus:
                  server: {max-connections: 1, max-subscriptions-per-client: 1, ping-timeout: 1s, flushers: 2}
                  datasource: {update_interval: 5}
                """;
        environment = Map.of(
                "ARGUS_SERVER_MAX_CONNECTIONS", "3",
                "MAX_CONNECTIONS", "2",
                "MAX_SUBSCRIPTIONS_PER_CLIENT", "22",
                "ARGUS_SERVER_PING_TIMEOUT", "3s");
        properties = Map.of("argus.server.max-connections", "4");

        var config = ArgusConfig.load(sources(yaml), environment);

        assertThat(config.server().maxConnections()).isEqualTo(4);
        assertThat(config.server().maxSubscriptionsPerClient()).isEqualTo(22);
        assertThat(config.server().pingTimeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(config.server().flushers()).isEqualTo(2);
        assertThat(config.datasource().updateInterval()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void longVariableIsStrongerThanTheShortOne() throws IOException {
        environment = Map.of("ARGUS_SERVER_MAX_CONNECTIONS", "3", "MAX_CONNECTIONS", "2");

        assertThat(ArgusConfig.load(sources(""), environment).server().maxConnections())
                .isEqualTo(3);
    }

    @Test
    void emptyVariableSetsNothing() throws IOException {
        environment = Map.of("MAX_CONNECTIONS", "", "ARGUS_SERVER_MAX_CONNECTIONS", " ");

        assertThat(ArgusConfig.load(sources("server: {max_connections: 7}"), environment)
                        .server()
                        .maxConnections())
                .isEqualTo(7);
    }

    @Test
    void olderFileIsRead() throws IOException {
        var yaml =
                """
                server:
                  host: "0.0.0.0"
                  port: 8765
                  max_connections: 1000
                  max_subscriptions_per_client: 100
                  ping_interval: 30
                  ping_timeout: 10
                  close_timeout: 5
                datasource:
                  source_type: "mock"
                  update_interval: 0.5
                  batch_size: 50
                  retry_attempts: 5
                  retry_delay: 2.5
                  qmt_host: null
                  tdx_port: 7709
                logging:
                  level: "DEBUG"
                  format: "%(asctime)s - %(name)s - %(levelname)s - %(message)s"
                  file_path: "logs/server.log"
                  max_file_size: 10485760
                  backup_count: 3
                security:
                  enable_auth: false
                  auth_token: null
                  allowed_origins: ["https://a.example", "https://b.example"]
                  rate_limit: 50
                  rate_limit_window: 60
                  ssl_enabled: false
                cache:
                  max_size: 10000
                  ttl: 300
                  cleanup_interval: 60
                monitoring:
                  enabled: true
                  metrics_port: 9090
                  metrics_path: "/metrics"
                  health_check_path: "/health"
                  alert_webhook: null
                  alert_threshold:
                    connection_count: 800
                    error_rate: 0.05
                """;

        var config = ArgusConfig.load(sources(yaml), environment);

        assertThat(config.server().maxConnections()).isEqualTo(1_000);
        assertThat(config.server().pingInterval()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.datasource().routes()).isEqualTo(Route.everythingTo("simulated"));
        assertThat(config.datasource().updateInterval()).isEqualTo(Duration.ofMillis(500));
        assertThat(config.datasource().retryDelay()).isEqualTo(Duration.ofMillis(2_500));
        assertThat(config.logging().level()).isEqualTo(System.Logger.Level.DEBUG);
        assertThat(config.logging().filePath()).contains(Path.of("logs/server.log"));
        assertThat(config.security().allowedOrigins()).containsExactly("https://a.example", "https://b.example");
        assertThat(config.security().rateLimitWindow()).isEqualTo(Duration.ofMinutes(1));
        assertThat(config.cache().maxSize()).isEqualTo(10_000);
    }

    @Test
    void everyFaultIsToldAtOnce() {
        var yaml =
                """
                argus:
                  server:
                    max-conections: 5
                    max-connections: lots
                    ping-interval: 20 parsecs
                  colour: blue
                  datasource:
                    routes: ["* -> nowhere"]
                """;
        environment = Map.of("UPDATE_INTERVAL", "-1", "ARGUS_SERVER_SHARD", "2");

        assertThatThrownBy(() -> ArgusConfig.load(sources(yaml), environment))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("7 faults")
                .hasMessageContaining("argus.server.max-conections = 5")
                .hasMessageContaining("argus.yaml line 3")
                .hasMessageContaining("did you mean argus.server.max-connections?")
                .hasMessageContaining("argus.server.max-connections = lots")
                .hasMessageContaining("a whole number from 1 to 1000000")
                .hasMessageContaining("argus.server.ping-interval = 20 parsecs")
                .hasMessageContaining("argus.colour = blue")
                .hasMessageContaining("argus.datasource.routes = * -> nowhere")
                .hasMessageContaining("no source is called 'nowhere'")
                .hasMessageContaining("argus.datasource.update-interval = -1 (environment variable UPDATE_INTERVAL)")
                .hasMessageContaining("ARGUS_SERVER_SHARD = 2")
                .hasMessageContaining("did you mean ARGUS_SERVER_SHARDS?");
    }

    @Test
    void referencesAreReplacedAsMicroProfileDoes() throws IOException {
        environment = Map.of("DESK_TOKEN", "0123456789abcdef");
        var config = ArgusConfig.load(
                sources("security: {auth_token: '${DESK_TOKEN}'}\nserver: {ping-timeout: '${none:7s}'}"), environment);

        assertThat(config.security().authToken().orElseThrow().value()).isEqualTo("0123456789abcdef");
        assertThat(config.server().pingTimeout()).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void configurationOfTheProcessIsLoaded() {
        var config = ConfigProvider.getConfig();

        assertThat(ArgusConfig.load(config).server().maxConnections()).isPositive();
        assertThat(config.getValue("argus.server.max-message-size", Long.class)).isEqualTo(1_048_576);
        assertThat(ArgusConfig.file(config))
                .hasValueSatisfying(file -> assertThat(file).endsWithRaw(Path.of("config", "argus.yaml")));
    }

    @Nested
    class Container {
        @Test
        void sameValueAsTheEnvironmentIsFine() throws IOException {
            environment = Map.of("WEBSOCKET_PORT", "9000", "WEBSOCKET_HOST", "127.0.0.1");

            var server = ArgusConfig.load(sources("server: {port: 9000}"), environment)
                    .server();

            assertThat(server.port()).isEqualTo(9_000);
            assertThat(server.host()).isEqualTo("127.0.0.1");
            assertThat(server.adminHost()).isEqualTo("127.0.0.1");
        }

        @ParameterizedTest
        @CsvSource({
            "server.port,9001,WEBSOCKET_PORT=9001",
            "server.host,127.0.0.1,WEBSOCKET_HOST=127.0.0.1",
            "server.admin-port,9091,METRICS_PORT=9091",
            "server.admin-host,10.0.0.1,METRICS_HOST=10.0.0.1",
            "monitoring.metrics-path,/m,allowed is this value only",
        })
        void anotherValueNamesTheVariableToSet(String key, String value, String advice) {
            assertThatThrownBy(() -> ArgusConfig.load(sources(key + ": " + value), environment))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("argus." + key + " = " + value)
                    .hasMessageContaining(advice);
        }

        @Test
        void longVariableCannotMoveThePort() {
            environment = Map.of("ARGUS_SERVER_PORT", "9002");

            assertThatThrownBy(() -> ArgusConfig.load(sources(""), environment))
                    .hasMessageContaining("environment variable ARGUS_SERVER_PORT")
                    .hasMessageContaining("runs with 8765 (default)")
                    .hasMessageContaining("WEBSOCKET_PORT=9002");
        }

        @Test
        void impossiblePortIsToldOnce() {
            environment = Map.of("WEBSOCKET_PORT", "99999");

            assertThatThrownBy(() -> ArgusConfig.load(sources(""), environment))
                    .isInstanceOfSatisfying(ConfigException.class, e -> assertThat(e.faults())
                            .singleElement()
                            .hasToString("argus.server.port = 99999 (environment variable WEBSOCKET_PORT):"
                                    + " allowed is a whole number from 0 to 65535"));
        }
    }

    private SourceStack sources(String yaml) throws IOException {
        return SourceStack.of(config(yaml));
    }

    private Config config(String yaml) throws IOException {
        var file = Files.writeString(directory.resolve("argus.yaml"), yaml);
        return new SmallRyeConfigBuilder()
                .withSources(
                        new PropertiesConfigSource(properties, "system properties", 400),
                        new EnvConfigSource(environment, 300),
                        new EnvironmentAliases(environment),
                        new YamlConfigSource(file),
                        new DefaultValues())
                .build();
    }
}
