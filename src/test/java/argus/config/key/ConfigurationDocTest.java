package argus.config.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** {@code docs/configuration.md} and {@code config/argus.example.yaml} tell every key as it is. */
class ConfigurationDocTest {
    @Test
    void tableHasEveryKeyAndNoOther() throws IOException {
        var rows = Files.readAllLines(Path.of("docs", "configuration.md")).stream()
                .filter(line -> line.startsWith("| `"))
                .toList();

        assertThat(rows)
                .containsExactlyElementsOf(
                        ConfigKeys.all().stream().map(ConfigurationDocTest::row).toList());
    }

    private static String row(ConfigKey<?> key) {
        var marks = (key.reloadable() ? " *" : "") + (key.ofContainer() ? " †" : "");
        return "| `%s`%s | %s | %s | %s | %s |"
                .formatted(
                        key.name().substring(ConfigKey.ROOT.length()),
                        marks,
                        key.environment().map(name -> "`" + name + "`").orElse(""),
                        key.initialInWords(),
                        key.type().allowed(),
                        key.meaning());
    }
}
