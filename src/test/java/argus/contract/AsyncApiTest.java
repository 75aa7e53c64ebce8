package argus.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AsyncApiTest {
    private static final Path FOLDER = Path.of("src/main/resources/argus/contract");

    private final JsonNode document = document();

    @Test
    void documentHasTheShapeOfAsyncApi3() throws IOException {
        try (InputStream shape = AsyncApiTest.class.getResourceAsStream("asyncapi.json")) {
            assertThat(Contract.faults(shape, document)).isEmpty();
        }
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        var references = references(document, new ArrayList<>());
        assertThat(references).hasSizeGreaterThan(80).allSatisfy(reference -> {
            if (reference.startsWith("#")) {
                assertThat(document.at(reference.substring(1)).isMissingNode())
                        .as(reference)
                        .isFalse();
            } else {
                assertThat(FOLDER.resolve(reference)).isRegularFile();
            }
        });
    }

    @Test
    void everyMessageHasItsSchemaAndIsOnTheChannel() {
        var messages = document.at("/components/messages");
        assertThat(messages.propertyNames()).containsExactlyInAnyOrderElementsOf(Contract.messages());
        messages.properties().forEach(message -> assertThat(
                        message.getValue().at("/payload/schema/$ref").asString())
                .isEqualTo("./schemas/" + message.getKey() + ".json"));
        document.at("/channels/socket/messages").properties().forEach(message -> assertThat(
                        message.getValue().at("/$ref").asString())
                .isEqualTo("#/components/messages/" + message.getKey()));
        assertThat(document.at("/channels/socket/messages").propertyNames())
                .containsExactlyInAnyOrderElementsOf(Contract.messages());
    }

    @Test
    void everyMessageBelongsToAnOperationInItsDirection() {
        var received = new TreeSet<String>();
        var sent = new TreeSet<String>();
        document.at("/operations").forEach(operation -> {
            var direction = operation.at("/action").asString().equals("receive") ? received : sent;
            direction.addAll(names(operation.at("/messages")));
            sent.addAll(names(operation.at("/reply/messages")));
        });
        assertThat(received).containsExactlyInAnyOrderElementsOf(Contract.REQUESTS.values());
        var ours = new TreeSet<>(Contract.ANSWERS);
        ours.addAll(Contract.UPDATES);
        assertThat(sent).isEqualTo(ours);
    }

    @Test
    void whatHasAnIdIsCorrelatedByIt() {
        document.at("/components/messages").properties().forEach(message -> {
            var schema = Contract.schema(message.getKey()).getSchemaNode();
            var hasId = !schema.findValues("id").isEmpty() && !message.getKey().equals("ready");
            assertThat(message.getValue().has("correlationId"))
                    .as(message.getKey())
                    .isEqualTo(hasId);
        });
    }

    private static Set<String> names(JsonNode references) {
        var names = new TreeSet<String>();
        references.forEach(
                reference -> names.add(reference.at("/$ref").asString().replaceAll(".*/", "")));
        return names;
    }

    private static List<String> references(JsonNode node, List<String> found) {
        if (node.isObject() && node.has("$ref")) found.add(node.get("$ref").asString());
        node.forEach(child -> references(child, found));
        return found;
    }

    private static JsonNode document() {
        try {
            var text = Files.readString(FOLDER.resolve("asyncapi.yaml"));
            return JsonMapper.shared()
                    .valueToTree(new Load(LoadSettings.builder().build()).loadFromString(text));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
