package argus.protocol.request;

import static org.assertj.core.api.Assertions.assertThat;

import argus.contract.Contract;
import argus.protocol.ProtocolException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The reader and the schemas agree on what a request is, whatever member holds whatever value. */
class RequestContractTest {
    private static final Path REQUESTS = Path.of("src/test/resources/argus/protocol/requests");

    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "false",
            "0",
            "1",
            "-1",
            "1.5",
            "5",
            "1000",
            "1001",
            "1000000",
            "10001",
            "\"\"",
            "\" \"",
            "\"x\"",
            "\"all\"",
            "\"1m\"",
            "\"quote\"",
            "\"last_price\"",
            "\"closed\"",
            "\"bids\"",
            "\"src_ts\"",
            "\"json\"",
            "\"credit\"",
            "\"and\"",
            "\"not\"",
            "\"in\"",
            "\"eq\"",
            "\"gt\"",
            "[]",
            "[1]",
            "[\"x\"]",
            "[\"quote\"]",
            "[\"last_price\"]",
            "[\"src_ts\"]",
            "[\"x\",1]",
            "[true]",
            "[null]",
            "{}",
            "{\"x\":1}",
            "{\"field\":\"last_price\",\"pct\":1}",
            "{\"field\":\"last_price\",\"cmp\":\"gt\",\"val\":1}",
            "{\"min_price\":1}",
            "{\"quote:AAPL\":{\"epoch\":\"e\",\"seq\":0}}");

    private final MessageReader reader = new MessageReader(1_048_576);

    @ParameterizedTest
    @MethodSource("requests")
    void readerAndSchemaAgree(String golden) throws IOException {
        var root = (ObjectNode) Contract.read(Files.readString(REQUESTS.resolve(golden)));
        var more = new ArrayList<ObjectNode>();
        objects(root, more);
        for (var object : more) {
            for (var name : names(object)) {
                if (golden.startsWith("reconfigure") && name.equals("fields")) {
                    continue; // only the topics that are changed tell which columns there are
                }
                var before = object.get(name);
                object.remove(name);
                compare(root);
                for (var value : VALUES) {
                    object.set(name, Contract.read(value));
                    compare(root);
                }
                if (before == null) object.remove(name);
                else object.set(name, before);
            }
        }
    }

    private void compare(ObjectNode root) {
        var text = root.toString();
        var refusal = refusal(text);
        if (refusal != null && refusal.text().matches(".*no (such )?column.*")) {
            return; // which data type has which column no schema tells
        }
        var faults = Contract.faultsOfClient(text);
        if (refusal == null) {
            assertThat(faults).as("the reader takes %s", text).isEmpty();
        } else {
            assertThat(faults)
                    .as("the reader says %s to %s", refusal.text(), text)
                    .isNotEmpty();
        }
    }

    private @Nullable ProtocolException refusal(String text) {
        try {
            reader.read(text);
            return null;
        } catch (ProtocolException e) {
            return e;
        }
    }

    private static List<String> names(ObjectNode object) {
        return new ArrayList<>(object.propertyNames());
    }

    private static void objects(JsonNode node, List<ObjectNode> found) {
        if (node instanceof ObjectNode object) {
            found.add(object);
            for (var child : object.properties()) objects(child.getValue(), found);
        } else if (node instanceof ArrayNode array) {
            for (var child : array) objects(child, found);
        }
    }

    static List<String> requests() throws IOException {
        try (Stream<Path> files = Files.list(REQUESTS)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
