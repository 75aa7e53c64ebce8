package argus.contract;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import argus.model.BarPeriod;
import argus.model.Column;
import argus.model.Columns;
import argus.model.DataType;
import argus.protocol.Agreement;
import argus.protocol.ErrorCode;
import argus.source.SourceState;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The schemas are right about what is right, and about what is wrong. */
class ContractTest {
    private static final Path GOLDEN = Path.of("src/test/resources/argus/protocol");
    private static final Path SCHEMAS = Path.of("src/main/resources/argus/contract/schemas");
    private static final String DIALECT = SpecificationVersion.DRAFT_2020_12.getDialectId();

    /** Places whose content is open, or echoed, so that no schema can tell what is wrong in it. */
    private static final Pattern OPEN = Pattern.compile(
            "[^:]+:(/id|/data/client_time|/data/details/.*)|stats:/data/(server|connections|subscriptions|publisher|sources)/.*");

    @ParameterizedTest
    @MethodSource("schemas")
    void everySchemaIsOne(String name) throws IOException {
        var node = Contract.read(Files.readString(SCHEMAS.resolve(name + ".json")));
        assertThat(node.path("$schema").asString()).isEqualTo(DIALECT);
        assertThat(node.path("title").asString()).isEqualTo(name);
        assertThat(node.path("description").asString()).endsWith(".");
        var meta = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(SchemaLocation.of(DIALECT));
        assertThat(meta.validate(node)).isEmpty();
        assertThat(Contract.schema(name).getValidators()).isNotEmpty();
    }

    @Test
    void everySchemaIsOfAMessageOrSaysThatItIsNot() throws IOException {
        var messages = new TreeSet<String>();
        for (var name : schemas()) {
            var text = Files.readString(SCHEMAS.resolve(name + ".json"));
            if (!text.contains("Not a message itself.")) messages.add(name);
        }
        assertThat(messages).isEqualTo(new TreeSet<>(Contract.messages()));
    }

    @ParameterizedTest
    @MethodSource("published")
    void whatIsPublishedIsRight(String golden) throws IOException {
        var text = Files.readString(GOLDEN.resolve(golden));
        if (golden.startsWith("requests")) {
            assertThat(Contract.faultsOfClient(text)).isEmpty();
        } else {
            assertThat(Contract.faultsOfServer(text)).isEmpty();
        }
    }

    @Test
    void everyMessageIsPublished() throws IOException {
        var types = new TreeSet<String>();
        for (var golden : published()) {
            var type = Contract.read(Files.readString(GOLDEN.resolve(golden))).path("type");
            var word = type.asString().toLowerCase(Locale.ROOT);
            types.add(golden.startsWith("requests") ? Contract.REQUESTS.get(word) : word);
        }
        assertThat(types).isEqualTo(new TreeSet<>(Contract.messages()));
    }

    @ParameterizedTest
    @MethodSource("published")
    void aMemberNobodyKnowsIsWrongFromTheServerAndRightFromAClient(String golden) throws IOException {
        var root = Contract.read(Files.readString(GOLDEN.resolve(golden)));
        objects("", root, new LinkedHashMap<>()).forEach((path, object) -> {
            object.put("surprise", 1);
            if (golden.startsWith("requests")) {
                if (path.isEmpty() || path.equals("/data")) {
                    assertThat(Contract.faultsOfClient(root.toString())).isEmpty();
                }
            } else if (!isOpen(golden, path + "/")) {
                assertThat(Contract.faultsOfServer(root.toString()))
                        .as("with %s/surprise", path)
                        .isNotEmpty();
            }
            object.remove("surprise");
        });
    }

    @ParameterizedTest
    @MethodSource("published")
    void aNumberIsNoTextAndATextNoNumber(String golden) throws IOException {
        if (golden.startsWith("requests")) return;
        var root = Contract.read(Files.readString(GOLDEN.resolve(golden)));
        var nodes = JsonNodeFactory.instance;
        objects("", root, new LinkedHashMap<>()).forEach((path, object) -> {
            for (var member : List.copyOf(object.properties())) {
                var place = path + "/" + member.getKey();
                var value = member.getValue();
                if (isOpen(golden, place) || value.isContainer()) continue;
                JsonNode other = value.isString() ? nodes.numberNode(7) : nodes.stringNode(value.toString());
                if (place.endsWith("/val")) other = nodes.objectNode();
                object.set(member.getKey(), other);
                assertThat(Contract.faultsOfServer(root.toString()))
                        .as("with %s of %s", place, other)
                        .isNotEmpty();
                object.set(member.getKey(), value);
            }
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            market_data          | timestamp           |
            market_data          | ts                  |
            market_data          | data                |
            market_data          | pseq                |
            market_data          | merged              |
            market_data          | snapshot            | true
            market_data          | d                   | {}
            market_data          | rows                | []
            market_data          | topic               | "kline.1m:000001.SZ"
            market_data          | topic               | "quote:sh600000"
            market_data          | seq                 | 0
            market_data          | seq                 | 1.5
            market_data          | timestamp           | "2026-01-05 01:30:00"
            market_data          | timestamp           | "2026-13-05T01:30:00Z"
            market_data          | timestamp           | "2026-01-05T01:30:00"
            market_data          | data.symbol         |
            market_data          | data.last_price     | null
            market_data          | data.price          | 11.38
            market_data          | data.timestamp      | "09:30"
            market_data_snapshot | snapshot            | false
            market_data_snapshot | snapshot            |
            market_data_snapshot | merged              | 0
            market_data_delta    | data                | {"symbol":"000001.SZ"}
            market_data_delta    | d                   |
            market_data_delta    | d.symbol            | "000001.SZ"
            market_data_delta    | d.last_price        | null
            kline_data_delta     | d.timestamp         | "2026-01-05T09:30:00+08:00"
            kline_data_delta     | d.rev               | -1
            kline_data           | data.period         | "7m"
            kline_data           | topic               | "kline:000001.SZ"
            trade_data           | d                   | {}
            trade_data           | data.direction      | "up"
            depth_data           | data.bids           | [[271.35]]
            depth_data           | data.bids           | [[271.35,200,1]]
            depth_data           | data.bids           | [["271.35",200]]
            depth_data           | topic               | "depth.7:AAPL.US"
            batch                | n                   | 1
            batch                | items               | []
            error                | data.code           | 4041
            error                | data.name           | "NOT_KNOWN"
            error                | data.message        |
            gap                  | data.cause          | "bored"
            gap                  | data.from           | 0
            gap                  | id                  | 1
            heartbeat            | data.n              | 1
            heartbeat_server     | data.tops           | {"quote":[1,1]}
            heartbeat_server     | data.tops           | {"quote:AAPL.US":[1]}
            heartbeat_server     | data.client_time    | 1
            heartbeat_server     | id                  | 1
            heartbeat_server     | data.conn           |
            pong                 | data.connection_uptime | -1
            reconfigure_response | data.options        |
            reconfigure_response | data.code           | 4043
            reconfigure_response_error | data.count    | 1
            status               | data.severity       | "fatal"
            status               | data.type           | "Source down"
            status               | data.details        | {}
            stats                | data.sources        |
            subscription_list    | data.count          | "2"
            subscription_response | data.status        | "error"
            subscription_response | data.status        | "paused"
            subscription_response | data.epoch         |
            subscription_response | data.seq           | -1
            subscription_response | data.options       |
            subscription_response | data.resumed       | "replayed"
            subscription_response | data.replayed      | 3
            subscription_response | data.code          | 4091
            subscription_response_set | data.replayed  |
            subscription_response_set | data.options.fields | ["colour"]
            subscription_response_set | data.options.where | {"field":"volume","cmp":"gt","val":"1"}
            subscription_response_set | data.options.min_change | {"field":"volume","pct":1,"abs":1}
            subscription_response_set | data.options.snapshot | 1
            subscription_response_set | data.sub       | ""
            subscription_response_lost | data.to       |
            subscription_response_epoch | data.name    |
            subscription_response_error | data.code    | 4042
            subscription_response_error | data.suggestions | ["sz1"]
            unsubscribe_response | data.topic          |
            unsubscribe_response_error | data.code     | 4041
            welcome              | data.agreed         | {}
            welcome              | data.node           |
            welcome_agreed       | data.supported      |
            welcome_agreed       | data.agreed.flow    | "pull"
            welcome_agreed       | data.agreed.batch   | {}
            welcome_agreed       | data.agreed.heartbeat_ms | 499
            """)
    void whatTheServerMustNotSendIsWrong(String golden, String member, String value) throws IOException {
        assertThat(Contract.faultsOfServer(edited(golden, member, value))).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            hello                | data.version        | 3
            hello                | data.encodings      | ["cbor"]
            hello                | data.batch          | true
            hello                | data.batch.max_items | 0
            hello                | data.batch.max_delay_ms | 10001
            hello                | data.delta          | 1
            hello                | data.flow           | "pull"
            hello                | data.heartbeat_ms   | 499
            hello                | id                  | {}
            ready                | data.credit         | 0
            ready                | data.credit         | 1001
            ping                 | data.client_time    | true
            heartbeat            | data                | []
            get_stats            | type                | "stats"
            subscribe            | data.symbols        |
            subscribe            | data.symbols        | null
            subscribe            | data.symbols        | [7]
            subscribe            | data.data_types     |
            subscribe            | data.data_types     | ["smell"]
            subscribe            | data.data_types     | ["kline.7m"]
            subscribe_flat       | depth               | 7
            subscribe_flat       | max_rate            | 0
            subscribe_kline      | data.frequency      | "often"
            subscribe_many       | data.periods        | ["1Y"]
            subscribe_many       | data.snapshot       | 1001
            subscribe_paced      | data.update_frequency | "500"
            subscribe_paced      | data.delivery       | "some"
            subscribe_set        | data.fields         | ["colour"]
            subscribe_set        | data.timestamps     | ["ts"]
            subscribe_set        | data.where.nodes    | []
            subscribe_set        | data.where.op       | "xor"
            subscribe_set        | data.where          | {"op":"not","nodes":[]}
            subscribe_set        | data.where          | {"field":"volume","cmp":"near","val":1}
            subscribe_set        | data.where          | {"field":"volume","cmp":"gt","val":[1]}
            subscribe_set        | data.where          | {"field":"volume","cmp":"in","val":1}
            subscribe_set        | data.where          | {"field":"colour","cmp":"eq","val":1}
            subscribe_set        | data.min_change     | {"field":"last_price"}
            subscribe_set        | data.min_change.pct | 0
            subscribe_crossing   | data.filters        | {"min_price":"10"}
            subscribe_from       | data.from           | {"trade:AAPL.US":7}
            subscribe_from       | data.from           | {"trade:AAPL.US":{"seq":7}}
            unsubscribe_id       | data.subscription_id |
            reconfigure          | data.sub            |
            reconfigure          | data.paused         | "yes"
            """)
    void whatNoClientMaySendIsWrong(String golden, String member, String value) throws IOException {
        assertThat(Contract.faultsOfClient(edited("requests/" + golden, member, value)))
                .isNotEmpty();
    }

    @Test
    void sectorsAndListsAreSuggestedToo() throws IOException {
        var suggesting =
                edited("subscription_response_error", "data.suggestions", "[\"#beverages\",\"@mine\",\"AAPL.US\"]");
        assertThat(Contract.faultsOfServer(suggesting)).isEmpty();
    }

    @Test
    void whatIsNotAMessageIsWrong() {
        assertThat(Contract.faultsOfServer("{\"type\":\"news\"}")).isNotEmpty();
        assertThat(Contract.faultsOfServer("{\"type\":\"gap\",\"type\":\"gap\"}"))
                .isNotEmpty();
        assertThat(Contract.faultsOfServer("{} {}")).isNotEmpty();
        assertThat(Contract.faultsOfServer("[]")).isNotEmpty();
        assertThat(Contract.faultsOfClient("{\"type\":\"news\"}")).isNotEmpty();
        assertThat(Contract.faultsOfClient("nonsense")).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({"market_data, false", "market_data_fields, true", "market_data_delta, false", "kline_data_rows, false"})
    void aValueWithoutFieldsIsComplete(String golden, boolean lacking) throws IOException {
        var text = edited(golden, "none", null);
        assertThat(Contract.faultsOfCompleteServer(text).isEmpty()).isNotEqualTo(lacking);
        var both = "{\"type\":\"batch\",\"n\":2,\"timestamp\":\"2026-01-05T01:30:01.123Z\",\"items\":[%s,%s]}";
        var item = edited(golden, "timestamp", null);
        assertThat(Contract.faultsOfServer(both.formatted(item, item))).isEmpty();
        assertThat(Contract.faultsOfServer(both.formatted(text, item)).isEmpty())
                .as("only rows keep their timestamp")
                .isEqualTo(text.contains("\"rows\""));
        assertThat(Contract.faultsOfCompleteServer(both.formatted(item, item)).isEmpty())
                .isNotEqualTo(lacking);
    }

    @ParameterizedTest
    @EnumSource
    void columnsAreThoseOfTheService(DataType type) {
        var message = type == DataType.QUOTE ? "market_data" : type.wire() + "_data";
        var schema = Contract.schema(message).getSchemaNode().path("$defs");
        var names = Columns.of(type).stream().map(Column::name).toList();
        assertThat(schema.at("/data/properties").propertyNames()).containsExactlyElementsOf(names);
        assertThat(names).containsAll(schema.at("/patch/properties").propertyNames());
        assertThat(names).containsAll(texts(schema.at("/complete/required")));
    }

    @Test
    void wordsAreThoseOfTheService() {
        var common = Contract.schema("common").getSchemaNode().path("$defs");
        var types = Arrays.stream(DataType.values()).map(DataType::wire).toList();
        var periods = Arrays.stream(BarPeriod.values()).map(BarPeriod::wire).toList();
        assertThat(texts(common.at("/data_type/enum"))).isEqualTo(types);
        assertThat(texts(common.at("/period/enum"))).isEqualTo(periods);
        assertThat(common.at("/topic/pattern").asString()).contains("(" + String.join("|", periods) + ")");
        assertThat(Contract.schema("selection")
                        .getSchemaNode()
                        .at("/$defs/periods/pattern")
                        .asString())
                .isEqualTo("^(" + String.join("|", periods) + ")$");
        assertThat(texts(common.at("/encoding/enum")))
                .isEqualTo(Arrays.stream(Agreement.Encoding.values())
                        .map(Agreement.Encoding::wire)
                        .toList());
        assertThat(texts(common.at("/column/enum")))
                .containsExactlyElementsOf(Arrays.stream(DataType.values())
                        .flatMap(type -> Columns.of(type).stream())
                        .map(Column::name)
                        .collect(toCollection(LinkedHashSet::new)));
        var states = Contract.schema("heartbeat").getSchemaNode().findParents("state").stream()
                .map(properties -> texts(properties.at("/state/enum")))
                .toList();
        assertThat(states)
                .containsExactly(Arrays.stream(SourceState.values())
                        .map(state -> state.name().toLowerCase(Locale.ROOT))
                        .toList());
    }

    @Test
    void errorsAreThoseOfTheService() {
        var pairs = new ArrayList<String>();
        Contract.schema("common")
                .getSchemaNode()
                .at("/$defs/error/oneOf")
                .forEach(pair -> pairs.add(pair.at("/properties/code/const")
                        + pair.at("/properties/name/const").asString()));
        assertThat(pairs)
                .containsExactlyElementsOf(Arrays.stream(ErrorCode.values())
                        .map(code -> code.number() + code.name())
                        .toList());
    }

    static List<String> schemas() throws IOException {
        try (var files = Files.list(SCHEMAS)) {
            return files.map(file -> file.getFileName().toString().replace(".json", ""))
                    .sorted()
                    .toList();
        }
    }

    static List<String> published() throws IOException {
        try (Stream<Path> files = Files.walk(GOLDEN)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .map(file -> GOLDEN.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    private static boolean isOpen(String golden, String place) {
        return OPEN.matcher(golden.replace(".json", ":") + place).matches();
    }

    /** The golden message with one member set to a value, or without it. */
    private static String edited(String golden, String member, String value) throws IOException {
        var root = (ObjectNode) Contract.read(Files.readString(GOLDEN.resolve(golden + ".json")));
        var names = member.split("\\.");
        ObjectNode parent = root;
        for (int i = 0; i < names.length - 1; i++) parent = (ObjectNode) parent.get(names[i]);
        var name = names[names.length - 1];
        if (value == null) parent.remove(name);
        else parent.set(name, Contract.read(value));
        return root.toString();
    }

    private static Map<String, ObjectNode> objects(String path, JsonNode node, Map<String, ObjectNode> found) {
        if (node instanceof ObjectNode object) {
            found.put(path, object);
            object.properties().forEach(member -> objects(path + "/" + member.getKey(), member.getValue(), found));
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) objects(path + "/" + i, array.get(i), found);
        }
        return found;
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asString).toList();
    }
}
