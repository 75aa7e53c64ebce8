package argus.config;

import static org.assertj.core.api.Assertions.assertThat;

import argus.config.key.ConfigKey;
import argus.config.key.ConfigKeys;
import argus.config.source.DefaultValues;
import argus.config.source.SourceStack;
import argus.config.source.YamlConfigSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code config/argus.example.yaml} is true. */
class ExampleFileTest {
    private static final Path EXAMPLE = Path.of("config", "argus.example.yaml");

    @TempDir
    Path directory;

    @Test
    void asItIsItSetsNothing() {
        var config = ArgusConfig.load(
                new SourceStack(List.of(new YamlConfigSource(EXAMPLE), new DefaultValues())), Map.of());

        assertThat(config.settings().changesFrom(ArgusConfig.of(Map.of()).settings()))
                .isEmpty();
    }

    @Test
    void everyKeyIsInItWithItsDefaultOrAnExample() throws IOException {
        var source = uncommented();
        var stack = new SourceStack(List.of(source));

        assertThat(source.faults()).isEmpty();
        for (var key : ConfigKeys.all()) {
            if (ConfigKeys.isFamily(key)) {
                assertThat(source.getPropertyNames())
                        .anyMatch(name -> ConfigKeys.find(name).equals(Optional.of(key)));
            } else {
                var value = source.getValue(key.name());
                assertThat(value).as(key.name()).isNotNull();
                assertThat(isDefault(key, stack.expand(value))).as(key.name()).isTrue();
            }
        }
        assertThat(source.getPropertyNames())
                .allMatch(name -> ConfigKeys.find(name).isPresent());
    }

    /** Where the default is a plain text, the example has the same value; elsewhere it has an allowed one. */
    private static boolean isDefault(ConfigKey<?> key, String text) {
        var value = key.type().parse(text);
        return key.initial()
                .filter(key.initialInWords()::equals)
                .map(initial -> key.type().parse(initial).equals(value))
                .orElse(true);
    }

    private YamlConfigSource uncommented() throws IOException {
        var yaml = Files.readString(EXAMPLE).replaceAll("(?m)^( *)#([a-z0-9-]+:| +- )", "$1$2");
        return new YamlConfigSource(Files.writeString(directory.resolve("all.yaml"), yaml));
    }
}
