package argus.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import argus.model.BarPeriod;
import argus.model.DataType;
import argus.protocol.request.MessageReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Holds docs/protocol.md to what the server does. */
class PublishedContractTest {
    private static final Path GOLDEN = Path.of("src/test/resources/argus/protocol");
    private static final Pattern EXAMPLE = Pattern.compile("```json\\n(.*?)```", Pattern.DOTALL);

    private final String contract = contract();

    @Test
    void examplesAreTheGoldenMessagesAndNoneIsMissing() throws IOException {
        assertThat(examples()).containsExactlyInAnyOrderElementsOf(goldenMessages());
    }

    @Test
    void everyErrorIsListedWithItsDefaultText() {
        for (var code : ErrorCode.values()) {
            assertThat(contract)
                    .contains("| " + code.number() + " | " + code + " | "
                            + code.retry().wire() + " | " + code.text() + " |");
        }
    }

    @Test
    void everyRequestThatIsShownIsRead() throws IOException {
        var reader = new MessageReader(1_048_576);
        try (var requests = Files.list(GOLDEN.resolve("requests"))) {
            assertThat(requests).isNotEmpty().allSatisfy(file -> assertThat(reader.read(Files.readString(file)))
                    .isNotNull());
        }
    }

    @Test
    void everyPeriodAndDataTypeIsNamed() {
        assertThat(Arrays.stream(BarPeriod.values()).map(period -> "`" + period.wire() + "`"))
                .allSatisfy(name -> assertThat(contract).contains(name));
        assertThat(Arrays.stream(DataType.values()).map(type -> "`" + type.wire() + "`"))
                .allSatisfy(name -> assertThat(contract).contains(name));
    }

    private Set<String> examples() {
        return EXAMPLE.matcher(contract)
                .results()
                .map((MatchResult example) -> Golden.compact(example.group(1)))
                .collect(Collectors.toSet());
    }

    private static Set<String> goldenMessages() throws IOException {
        try (var files = Files.walk(GOLDEN)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .map(PublishedContractTest::read)
                    .map(Golden::compact)
                    .collect(Collectors.toSet());
        }
    }

    private static String contract() {
        return read(Path.of("docs/protocol.md"));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
