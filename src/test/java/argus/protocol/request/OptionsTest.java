package argus.protocol.request;

import static argus.model.Events.decimal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import argus.model.BarPeriod;
import argus.model.Column;
import argus.model.Columns;
import argus.model.DataType;
import argus.protocol.ErrorCode;
import argus.protocol.Golden;
import argus.protocol.ProtocolException;
import argus.protocol.request.ClientMessage.Resume;
import argus.protocol.request.ClientMessage.Selection;
import argus.protocol.request.ClientMessage.Subscribe;
import argus.topic.Filter;
import argus.topic.Filter.And;
import argus.topic.Filter.Comparison;
import argus.topic.Filter.Crossing;
import argus.topic.Filter.Not;
import argus.topic.Filter.OneOf;
import argus.topic.Filter.Operator;
import argus.topic.Filter.Or;
import argus.topic.MinChange;
import argus.topic.ResumePoint;
import argus.topic.Shape;
import argus.topic.SubscribeOptions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a subscription may ask beyond its topics. */
class OptionsTest {
    private static final Selection QUOTE = new Selection(DataType.QUOTE, null, 0);
    private static final Selection TRADE = new Selection(DataType.TRADE, null, 0);

    private final MessageReader reader = new MessageReader(1_048_576);

    private static Column column(DataType type, String name) {
        return Columns.find(type, name).orElseThrow();
    }

    private Subscribe subscribe(String types, String options) {
        return (Subscribe) reader.read(message(types, options));
    }

    private static String message(String types, String options) {
        var quoted = Arrays.stream(types.split(" ")).map(t -> '"' + t + '"').collect(Collectors.joining(","));
        return "{\"type\":\"subscribe\",\"data\":{\"symbol\":\"X\",\"data_types\":[" + quoted + "]," + options + "}}";
    }

    private SubscribeOptions quote(String options) {
        return subscribe("quote", options).wanted().get(QUOTE);
    }

    private Filter where(String type, String condition) {
        var wanted = subscribe(type, "\"where\":" + condition).wanted();
        return wanted.values().iterator().next().where();
    }

    private ProtocolException refusal(String types, String options) {
        var fault = catchThrowableOfType(ProtocolException.class, () -> subscribe(types, options));
        assertThat(fault).as("refusal of " + options).isNotNull();
        return fault;
    }

    @Test
    void setWithEverythingIsRead() {
        var message = (Subscribe) reader.read(Golden.wire("requests/subscribe_set"));
        assertThat(message.set()).isEqualTo("board");
        assertThat(message.symbols()).containsExactly("6*.SH", "@tech", "AAPL");
        var options = message.wanted().get(QUOTE);
        assertThat(options.minInterval()).isEqualTo(Duration.ofMillis(500));
        assertThat(options.shape())
                .isEqualTo(new Shape(List.of("symbol", "last_price", "change_percent", "volume"), false, true, true));
        assertThat(options.where())
                .isEqualTo(new And(List.of(
                        new Comparison(column(DataType.QUOTE, "change_percent"), Operator.GTE, decimal("1.5")),
                        new Not(new Comparison(column(DataType.QUOTE, "source"), Operator.EQ, "recorded")))));
        assertThat(options.minChange())
                .isEqualTo(new MinChange(column(DataType.QUOTE, "last_price"), decimal("0.1"), true));
        assertThat(message.from()).containsExactly(new Resume(QUOTE, "600519.SH", new ResumePoint("k3x9", 7042)));
    }

    @Test
    void nothingIsAskedByDefault() {
        var message =
                subscribe("quote", "\"fields\":null,\"where\":null,\"min_change\":null,\"filters\":null,\"from\":null");
        assertThat(message.set()).isNull();
        assertThat(message.from()).isEmpty();
        var options = message.wanted().get(QUOTE);
        assertThat(options.shape()).isEqualTo(Shape.FULL);
        assertThat(options.where()).isNull();
        assertThat(options.minChange()).isNull();
    }

    @Test
    void fieldsAreThoseOfEachTypeInTheOrderOfItsData() {
        var wanted = subscribe("quote trade", "\"fields\":[\"volume\",\"price\",\"last_price\",\"symbol\",\"volume\"]")
                .wanted();
        assertThat(wanted.get(QUOTE).shape().fields()).containsExactly("symbol", "last_price", "volume");
        assertThat(wanted.get(TRADE).shape().fields()).containsExactly("symbol", "price", "volume");
    }

    @Test
    void typeThatHasNoneOfTheFieldsKeepsItsSymbol() {
        var wanted = subscribe("quote trade", "\"fields\":\"last_price\"").wanted();
        assertThat(wanted.get(TRADE).shape().fields()).containsExactly("symbol");
    }

    @Test
    void allFieldsByNameAreAllFields() {
        var all = Columns.of(DataType.TRADE).stream()
                .map(column -> '"' + column.name() + '"')
                .collect(Collectors.joining(","));
        assertThat(subscribe("trade", "\"fields\":[" + all + "]")
                        .wanted()
                        .get(TRADE)
                        .shape())
                .isEqualTo(Shape.FULL);
    }

    @Test
    void fieldThatNoTypeHasIsRefusedWithThoseThereAre() {
        var fault = refusal("quote trade", "\"fields\":[\"price\",\"bids\"]");
        assertThat(fault.code()).isEqualTo(ErrorCode.BAD_REQUEST);
        assertThat(fault.path()).isEqualTo("$.data.fields[1]");
        assertThat(fault.details().get("supported"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .contains("last_price", "trade_id")
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "true                  | true  | true",
                "false                 | false | false",
                "null                  | false | false",
                "[]                    | false | false",
                "\"in_ts\"             | false | true",
                "[\"src_ts\"]          | true  | false",
                "[\"in_ts\",\"src_ts\"] | true  | true",
            })
    void timesStandBesideTheTimeOfAcceptance(String timestamps, boolean source, boolean arrival) {
        var shape = quote("\"timestamps\":" + timestamps).shape();
        assertThat(shape.sourceTime()).isEqualTo(source);
        assertThat(shape.arrivalTime()).isEqualTo(arrival);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "quote | {\"field\":\"last_price\",\"cmp\":\"eq\",\"val\":11.0} | EQ | 11",
                "quote | {\"field\":\"last_price\",\"cmp\":\"NE\",\"val\":-0.0} | NE | 0",
                "kline | {\"field\":\"trades\",\"cmp\":\"gt\",\"val\":5}        | GT | 5",
                "depth | {\"field\":\"max_bid\",\"cmp\":\"gte\",\"val\":5}      | GTE | 5",
                "tick  | {\"field\":\"price\",\"cmp\":\"lt\",\"val\":5e2}       | LT | 500",
                "trade | {\"field\":\"amount\",\"cmp\":\"lte\",\"val\":5}       | LTE | 5",
            })
    void columnOfEachTypeIsCompared(DataTypeName type, String condition, Operator operator, String constant) {
        var comparison = (Comparison) where(type.name(), condition);
        assertThat(comparison.operator()).isEqualTo(operator);
        assertThat(comparison.operand()).isEqualTo(decimal(constant).stripTrailingZeros());
    }

    @SuppressWarnings("unused") // names of data types in any letter case
    private enum DataTypeName {
        quote,
        tick,
        trade,
        kline,
        depth
    }

    @Test
    void everyKindOfConditionIsRead() {
        var price = column(DataType.QUOTE, "last_price");
        assertThat(where("quote", "{\"field\":\"last_price\",\"cmp\":\"in\",\"val\":[1,2.50]}"))
                .isEqualTo(new OneOf(price, Set.of(decimal("1"), decimal("2.5"))));
        assertThat(where("trade", "{\"field\":\"direction\",\"cmp\":\"in\",\"val\":[\"buy\",\"sell\"]}"))
                .isEqualTo(new OneOf(column(DataType.TRADE, "direction"), Set.of("buy", "sell")));
        assertThat(where("quote", "{\"field\":\"last_price\",\"cmp\":\"crosses_up\",\"val\":11}"))
                .isEqualTo(new Crossing(price, true, decimal("11")));
        assertThat(where("quote", "{\"field\":\"last_price\",\"cmp\":\"crosses_down\",\"val\":11}"))
                .isEqualTo(new Crossing(price, false, decimal("11")));
        assertThat(where("kline", "{\"field\":\"closed\",\"cmp\":\"eq\",\"val\":true}"))
                .isEqualTo(new Comparison(column(DataType.KLINE, "closed"), Operator.EQ, true));
        assertThat(where("quote", "{\"op\":\"OR\",\"nodes\":[{\"field\":\"volume\",\"cmp\":\"gt\",\"val\":1}]}"))
                .isEqualTo(
                        new Or(List.of(new Comparison(column(DataType.QUOTE, "volume"), Operator.GT, decimal("1")))));
    }

    @Test
    void olderFiltersMeanTheSame() {
        var where = quote("\"filters\":{\"min_price\":10,\"max_price\":20,\"min_volume\":1e6,"
                        + "\"change_percent_threshold\":3}")
                .where();
        assertThat(where)
                .isEqualTo(new And(List.of(
                        new Comparison(column(DataType.QUOTE, "last_price"), Operator.GTE, decimal("10")),
                        new Comparison(column(DataType.QUOTE, "last_price"), Operator.LTE, decimal("20")),
                        new Comparison(column(DataType.QUOTE, "volume"), Operator.GTE, decimal("1000000")),
                        new Or(List.of(
                                new Comparison(column(DataType.QUOTE, "change_percent"), Operator.GTE, decimal("3")),
                                new Comparison(
                                        column(DataType.QUOTE, "change_percent"), Operator.LTE, decimal("-3")))))));
    }

    @Test
    void priceOfAnOlderFilterIsWhateverTheTypeCallsIt() {
        var wanted = subscribe("quote trade tick kline", "\"filters\":{\"min_price\":5,\"max_price\":null}")
                .wanted();
        assertThat(wanted.values())
                .extracting(options -> ((Comparison) options.where()).column().name())
                .containsExactly("last_price", "price", "price", "close");
        assertThat(refusal("depth", "\"filters\":{\"min_price\":5}").path()).isEqualTo("$.data.filters.min_price");
        assertThat(quote("\"filters\":{}").where()).isNull();
    }

    @Test
    void bothKindsOfFilterHaveToPass() {
        var where = quote("\"where\":{\"field\":\"volume\",\"cmp\":\"gt\",\"val\":1},\"filters\":{\"min_price\":5}")
                .where();
        assertThat(where)
                .isEqualTo(new And(List.of(
                        new Comparison(column(DataType.QUOTE, "volume"), Operator.GT, decimal("1")),
                        new Comparison(column(DataType.QUOTE, "last_price"), Operator.GTE, decimal("5")))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "7                                                            | $.data.where",
                "[]                                                           | $.data.where",
                "{}                                                           | $.data.where.field",
                "{\"op\":\"xor\",\"nodes\":[]}                                | $.data.where.op",
                "{\"op\":7}                                                   | $.data.where.op",
                "{\"op\":\"and\"}                                             | $.data.where.nodes",
                "{\"op\":\"and\",\"nodes\":{}}                                | $.data.where.nodes",
                "{\"op\":\"and\",\"nodes\":[]}                                | $.data.where.nodes",
                "{\"op\":\"and\",\"nodes\":[7]}                               | $.data.where.nodes[0]",
                "{\"op\":\"and\",\"nodes\":[null]}                            | $.data.where.nodes[0]",
                "{\"op\":\"not\",\"nodes\":[{\"field\":\"volume\",\"cmp\":\"gt\",\"val\":1},{}]} | $.data.where.nodes[1].field",
                "{\"op\":\"not\",\"nodes\":[{\"field\":\"volume\",\"cmp\":\"gt\",\"val\":1},{\"field\":\"volume\",\"cmp\":\"gt\",\"val\":1}]} | $.data.where.nodes",
                "{\"op\":\"and\",\"field\":\"volume\"}                        | $.data.where",
                "{\"field\":7}                                                | $.data.where.field",
                "{\"field\":\"volume\"}                                       | $.data.where.cmp",
                "{\"field\":\"volume\",\"cmp\":\"like\",\"val\":1}            | $.data.where.cmp",
                "{\"field\":\"volume\",\"cmp\":\"gt\"}                        | $.data.where.val",
                "{\"field\":\"volume\",\"cmp\":\"gt\",\"val\":null}           | $.data.where.val",
                "{\"field\":\"volume\",\"cmp\":\"gt\",\"val\":\"1\"}          | $.data.where.val",
                "{\"field\":\"volume\",\"cmp\":\"gt\",\"val\":true}           | $.data.where.val",
                "{\"field\":\"volume\",\"cmp\":\"eq\",\"val\":\"1\"}          | $.data.where.val",
                "{\"field\":\"volume\",\"cmp\":\"eq\",\"val\":true}           | $.data.where.val",
                "{\"field\":\"volume\",\"cmp\":\"eq\",\"val\":[]}             | $.data.where.val",
                "{\"field\":\"volume\",\"cmp\":\"eq\",\"val\":1e101}          | $.data.where.val",
                "{\"field\":\"volume\",\"cmp\":\"eq\",\"val\":1e-102}         | $.data.where.val",
                "{\"field\":\"volume\",\"cmp\":\"in\",\"val\":1}              | $.data.where.val",
                "{\"field\":\"volume\",\"cmp\":\"in\",\"val\":[]}             | $.data.where.val",
                "{\"field\":\"volume\",\"cmp\":\"in\",\"val\":[1,\"2\"]}      | $.data.where.val[1]",
                "{\"field\":\"source\",\"cmp\":\"in\",\"val\":[\"a\",2]}      | $.data.where.val[1]",
                "{\"field\":\"volume\",\"cmp\":\"in\",\"val\":[true]}         | $.data.where.val[0]",
                "{\"field\":\"source\",\"cmp\":\"in\",\"val\":[1]}            | $.data.where.val",
                "{\"field\":\"source\",\"cmp\":\"gt\",\"val\":1}              | $.data.where.val",
                "{\"field\":\"source\",\"cmp\":\"eq\",\"val\":1}              | $.data.where.val",
                "{\"field\":\"volume\",\"cmp\":\"crosses_up\",\"val\":\"1\"}  | $.data.where.val",
                "{\"field\":\"source\",\"cmp\":\"crosses_up\",\"val\":1}      | $.data.where.val",
                "{\"field\":\"timestamp\",\"cmp\":\"gt\",\"val\":1}           | $.data.where.field",
                "{\"field\":\"price\",\"cmp\":\"gt\",\"val\":1}               | $.data.where.field",
            })
    void faultOfAConditionIsNamedWithItsPlace(String condition, String path) {
        var fault = refusal("quote", "\"where\":" + condition);
        assertThat(fault.code()).isEqualTo(ErrorCode.BAD_REQUEST);
        assertThat(fault.path()).isEqualTo(path);
    }

    @Test
    void placeWithinAConditionIsExact() {
        var fault = refusal(
                "quote",
                "\"where\":{\"op\":\"and\",\"nodes\":[{\"field\":\"volume\",\"cmp\":\"gt\",\"val\":1},"
                        + "{\"op\":\"or\",\"nodes\":[{\"field\":\"volume\",\"cmp\":\"~\",\"val\":1}]}]}");
        assertThat(fault.path()).isEqualTo("$.data.where.nodes[1].nodes[0].cmp");
        assertThat(fault.details().get("supported"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .contains("eq", "crosses_down");
    }

    @Test
    void conditionHasToFitEveryTypeThatIsChosen() {
        var fault = refusal("quote trade", "\"where\":{\"field\":\"last_price\",\"cmp\":\"gt\",\"val\":1}");
        assertThat(fault.path()).isEqualTo("$.data.where.field");
        assertThat(fault.details().get("supported"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .contains("price", "direction");
        var wanted = subscribe("quote trade", "\"where\":{\"field\":\"volume\",\"cmp\":\"gt\",\"val\":1}")
                .wanted();
        assertThat(wanted.get(QUOTE).where()).isNotEqualTo(wanted.get(TRADE).where());
    }

    @Test
    void conditionsHaveBoundsOfDepthNodesAndValues() {
        assertThat(where("quote", nested(8))).isNotNull();
        assertThat(refusal("quote", "\"where\":" + nested(9)).path()).isEqualTo("$.data.where" + ".nodes[0]".repeat(8));
        assertThat(where("quote", wide(63))).isNotNull();
        assertThat(refusal("quote", "\"where\":" + wide(64)).path()).isEqualTo("$.data.where.nodes[63]");
        assertThat(where("quote", among(1000))).isNotNull();
        assertThat(refusal("quote", "\"where\":" + among(1001)).path()).isEqualTo("$.data.where.val");
        var text = "x".repeat(257);
        assertThat(refusal("quote", "\"where\":{\"field\":\"source\",\"cmp\":\"eq\",\"val\":\"" + text + "\"}")
                        .path())
                .isEqualTo("$.data.where.val");
    }

    private static String nested(int depth) {
        return "{\"op\":\"not\",\"nodes\":[".repeat(depth - 1)
                + "{\"field\":\"volume\",\"cmp\":\"gt\",\"val\":1}"
                + "]}".repeat(depth - 1);
    }

    private static String wide(int nodes) {
        return "{\"op\":\"or\",\"nodes\":["
                + IntStream.range(0, nodes)
                        .mapToObj(i -> "{\"field\":\"volume\",\"cmp\":\"gt\",\"val\":" + i + "}")
                        .collect(Collectors.joining(","))
                + "]}";
    }

    private static String among(int values) {
        return "{\"field\":\"volume\",\"cmp\":\"in\",\"val\":["
                + IntStream.range(0, values).mapToObj(Integer::toString).collect(Collectors.joining(","))
                + "]}";
    }

    @Test
    void distanceIsReadInEitherUnit() {
        assertThat(quote("\"min_change\":{\"field\":\"volume\",\"abs\":100.0}").minChange())
                .isEqualTo(new MinChange(column(DataType.QUOTE, "volume"), decimal("100"), false));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "\"min_change\":7                                              | $.data.min_change",
                "\"min_change\":{}                                             | $.data.min_change.field",
                "\"min_change\":{\"field\":\"volume\"}                         | $.data.min_change",
                "\"min_change\":{\"field\":\"volume\",\"pct\":1,\"abs\":1}     | $.data.min_change",
                "\"min_change\":{\"field\":\"volume\",\"pct\":0}               | $.data.min_change.pct",
                "\"min_change\":{\"field\":\"volume\",\"abs\":-1}              | $.data.min_change.abs",
                "\"min_change\":{\"field\":\"volume\",\"abs\":\"1\"}           | $.data.min_change.abs",
                "\"min_change\":{\"field\":\"source\",\"abs\":1}               | $.data.min_change.field",
                "\"min_change\":{\"field\":\"price\",\"abs\":1}                | $.data.min_change.field",
                "\"filters\":7                                                 | $.data.filters",
                "\"filters\":{\"min_price\":\"5\"}                             | $.data.filters.min_price",
                "\"filters\":{\"max_price\":[]}                                | $.data.filters.max_price",
                "\"filters\":{\"min_volume\":true}                             | $.data.filters.min_volume",
                "\"filters\":{\"change_percent_threshold\":\"x\"}              | $.data.filters.change_percent_threshold",
                "\"fields\":[]                                                 | $.data.fields",
                "\"fields\":7                                                  | $.data.fields",
                "\"fields\":[7]                                                | $.data.fields[0]",
                "\"timestamps\":7                                              | $.data.timestamps",
                "\"timestamps\":[\"ts\"]                                       | $.data.timestamps[0]",
                "\"sub\":7                                                     | $.data.sub",
                "\"sub\":\"\"                                                  | $.data.sub",
                "\"from\":7                                                    | $.data.from",
                "\"from\":{\"quote\":{}}                                       | $.data.from.quote",
                "\"from\":{\":X\":{}}                                          | $.data.from[\":X\"]",
                "\"from\":{\"quote:\":{}}                                      | $.data.from[\"quote:\"]",
                "\"from\":{\"depth.7:X\":{}}                                   | $.data.from[\"depth.7:X\"]",
                "\"from\":{\"quote:X\":null}                                   | $.data.from[\"quote:X\"]",
                "\"from\":{\"quote:X\":{\"seq\":1}}                            | $.data.from[\"quote:X\"].epoch",
                "\"from\":{\"quote:X\":{\"epoch\":7,\"seq\":1}}                | $.data.from[\"quote:X\"].epoch",
                "\"from\":{\"quote:X\":{\"epoch\":\" \",\"seq\":1}}            | $.data.from[\"quote:X\"].epoch",
                "\"from\":{\"quote:X\":{\"epoch\":\"e\"}}                      | $.data.from[\"quote:X\"].seq",
                "\"from\":{\"quote:X\":{\"epoch\":\"e\",\"seq\":-1}}           | $.data.from[\"quote:X\"].seq",
                "\"from\":{\"quote:X\":{\"epoch\":\"e\",\"seq\":1e30}}         | $.data.from[\"quote:X\"].seq",
            })
    void faultOfAnOptionIsNamedWithItsPlace(String option, String path) {
        var fault = refusal("quote", option);
        assertThat(fault.code()).isEqualTo(ErrorCode.BAD_REQUEST);
        assertThat(fault.path()).isEqualTo(path);
    }

    @Test
    void nameOfASetHasAtMostSixtyFourCharacters() {
        assertThat(subscribe("quote", "\"sub\":\"" + "x".repeat(64) + '"').set())
                .hasSize(64);
        assertThat(refusal("quote", "\"sub\":\"" + "x".repeat(65) + '"').path()).isEqualTo("$.data.sub");
    }

    @Test
    void placesToGoOnFromAreReadInAnySpelling() {
        var message = (Subscribe) reader.read(Golden.wire("requests/subscribe_from"));
        assertThat(message.from())
                .containsExactly(
                        new Resume(TRADE, "000001.SZ", new ResumePoint("k3x9", 7042)),
                        new Resume(TRADE, "btc-usd", new ResumePoint("k3x9", 8812)));
        var others = subscribe(
                        "quote",
                        "\"from\":{\"KLINE.1h:x\":{\"epoch\":\"e 1\",\"seq\":0},\"orderbook:y\":{\"epoch\":\"e\",\"seq\":9007199254740993}}")
                .from();
        assertThat(others)
                .containsExactly(
                        new Resume(new Selection(DataType.KLINE, BarPeriod.H1, 0), "x", new ResumePoint("e 1", 0)),
                        new Resume(
                                new Selection(DataType.DEPTH, null, 5), "y", new ResumePoint("e", 9007199254740993L)));
    }

    @Test
    void placeOfAnUnknownTypeIsRefusedAsSuch() {
        var fault = refusal("quote", "\"from\":{\"status:tdx\":{\"epoch\":\"e\",\"seq\":1}}");
        assertThat(fault.code()).isEqualTo(ErrorCode.UNKNOWN_DATA_TYPE);
        assertThat(fault.path()).isEqualTo("$.data.from[\"status:tdx\"]");
    }
}
