package argus.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import argus.config.key.ConfigException;
import argus.config.key.Route;
import argus.config.source.YamlConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReloadTest {
    @TempDir
    Path directory;

    private Config config;
    private ArgusConfig running;

    @BeforeEach
    void start() throws IOException {
        write("server: {max_connections: 100, shards: 2}");
        config = new SmallRyeConfigBuilder()
                .withSources(new YamlConfigSource(directory.resolve("argus.yaml")))
                .build();
        running = ArgusConfig.load(config);
    }

    @Test
    void changeOfAReloadableKeyIsTakenOver() throws IOException {
        write("server: {max_connections: 200, shards: 2}\ndatasource: {routes: '* -> simulated'}");

        var next = running.reload(config);

        assertThat(next.server().maxConnections()).isEqualTo(200);
        assertThat(next.datasource().routes()).isEqualTo(Route.everythingTo("simulated"));
        assertThat(running.server().maxConnections()).isEqualTo(100);
        assertThat(config.getValue("argus.server.max-connections", Integer.class))
                .isEqualTo(200);
    }

    @Test
    void changeOfAFixedKeyIsRefusedAndNothingChanges() throws IOException {
        write("server: {max_connections: 200, shards: 3}");

        assertThatThrownBy(() -> running.reload(config))
                .isInstanceOfSatisfying(
                        ConfigException.class, e -> assertThat(e.faults()).hasSize(1))
                .hasMessageContaining("argus.server.shards = 3")
                .hasMessageContaining("argus.yaml line 1")
                .hasMessageContaining("cannot change while running");
        assertThat(config.getValue("argus.server.max-connections", Integer.class))
                .isEqualTo(100);
    }

    @Test
    void faultyFileIsRefusedAndNothingChanges() throws IOException {
        write("server: {max_connections: 200\nshards");

        assertThatThrownBy(() -> running.reload(config)).hasMessageContaining("is not YAML");
        assertThat(config.getValue("argus.server.max-connections", Integer.class))
                .isEqualTo(100);
    }

    @Test
    void sameValueInOtherWordsIsNoChange() throws IOException {
        write("argus: {server: {shards: 2, max-connections: 100, ping-interval: PT20S, ping-timeout: 20000ms}}");

        assertThat(running.reload(config).server()).isEqualTo(running.server());
    }

    @Test
    void fileThatHasGoneIsRefusedAndNothingChanges() throws IOException {
        Files.delete(directory.resolve("argus.yaml"));

        assertThatThrownBy(() -> running.reload(config)).hasMessageContaining("argus.yaml: has gone");
        assertThat(config.getValue("argus.server.max-connections", Integer.class))
                .isEqualTo(100);
    }

    @Test
    void fileThatIsNewIsTakenOver() throws IOException {
        write("");
        var late = configOf(directory.resolve("argus.yaml"));
        Files.delete(directory.resolve("argus.yaml"));
        var before = ArgusConfig.of(Map.of());
        assertThat(before.reload(late).server()).isEqualTo(before.server());

        write("server: {max_connections: 5}");

        assertThat(before.reload(late).server().maxConnections()).isEqualTo(5);
    }

    @Test
    void configurationWithoutAFileIsReadAgain() {
        var plain = new SmallRyeConfigBuilder().build();

        assertThat(ArgusConfig.of(Map.of()).reload(plain).server())
                .isEqualTo(ArgusConfig.load(plain).server());
        assertThat(ArgusConfig.file(plain)).isEmpty();
    }

    private static Config configOf(Path file) {
        return new SmallRyeConfigBuilder()
                .withSources(new YamlConfigSource(file))
                .build();
    }

    private void write(String yaml) throws IOException {
        Files.writeString(directory.resolve("argus.yaml"), yaml);
    }
}
