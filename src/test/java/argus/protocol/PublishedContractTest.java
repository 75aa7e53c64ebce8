package argus.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import argus.contract.Contract;
import argus.model.BarPeriod;
import argus.model.DataType;
import argus.protocol.request.MessageReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

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

    @ParameterizedTest
    @MethodSource("pages")
    void everyMessageOnAnyPageIsByTheContract(Path page) {
        assertThat(messages(read(page))).allSatisfy(message -> {
            var type = Contract.read(message).path("type").asString().toLowerCase(Locale.ROOT);
            var request = Contract.REQUESTS.containsKey(type)
                    && !Contract.read(message).has("timestamp");
            assertThat(request ? Contract.faultsOfClient(message) : Contract.faultsOfServer(message))
                    .as(message)
                    .isEmpty();
        });
    }

    @Test
    void thePageOfTheProtocolAndTheReadmeShowMessages() {
        assertThat(messages(contract)).hasSizeGreaterThan(50);
        assertThat(messages(read(Path.of("README.md")))).hasSizeGreaterThan(3);
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

    static List<Path> pages() throws IOException {
        try (var files = Stream.of("README.md", "docs", "clients")
                .map(Path::of)
                .filter(Files::exists)
                .flatMap(PublishedContractTest::walk)) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .filter(file -> !file.toString().contains("node_modules"))
                    .sorted()
                    .toList();
        }
    }

    /** Every JSON object with a type under an example's heading; an example holds one, or one in each line. */
    private static List<String> messages(String page) {
        return EXAMPLE.matcher(page)
                .results()
                .map(example -> example.group(1).strip())
                .flatMap(text -> text.lines().allMatch(line -> line.startsWith("{")) ? text.lines() : Stream.of(text))
                .filter(text -> text.matches("(?s)\\{\\s*\"type\": ?\"\\w+\".*"))
                .toList();
    }

    private static Stream<Path> walk(Path folder) {
        try {
            return Files.walk(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
