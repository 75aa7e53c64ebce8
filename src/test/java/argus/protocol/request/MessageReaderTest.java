package argus.protocol.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import argus.model.BarPeriod;
import argus.model.DataType;
import argus.protocol.Echo;
import argus.protocol.ErrorCode;
import argus.protocol.Golden;
import argus.protocol.ProtocolException;
import argus.protocol.Samples;
import argus.protocol.json.JsonTree;
import argus.protocol.request.ClientMessage.Selection;
import argus.topic.Delivery;
import argus.topic.SubscribeOptions;
import argus.topic.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageReaderTest {
    private static final Selection QUOTE = new Selection(DataType.QUOTE, null, 0);
    private static final Selection TRADE = new Selection(DataType.TRADE, null, 0);

    private final MessageReader reader = new MessageReader(1_048_576);

    @Test
    void originalSubscriptionIsRead() {
        assertThat(request("subscribe")).isEqualTo(subscribe(null, "000001.SZ", QUOTE, Samples.AT_ONCE, null));
    }

    @Test
    void frequencyOfAKlineIsItsPeriod() {
        assertThat(request("subscribe_kline"))
                .isEqualTo(subscribe(null, "000001.SZ", kline(BarPeriod.M1), Samples.AT_ONCE, "x"));
    }

    @Test
    void membersMayStandAtTheTopLevel() {
        var quarter = new SubscribeOptions(Delivery.CONFLATED, Duration.ofMillis(250), 1);
        assertThat(request("subscribe_flat"))
                .isEqualTo(subscribe(Echo.of(7), "sh600000", new Selection(DataType.DEPTH, null, 10), quarter, null));
    }

    @Test
    void everySelectionKeepsTheOrderOfTheRequest() {
        var message = (ClientMessage.Subscribe) request("subscribe_many");
        assertThat(message.symbols()).containsExactly("000001.SZ", "BTC-USD");
        assertThat(message.wanted().keySet()).containsExactly(TRADE, kline(BarPeriod.M1), kline(BarPeriod.MONTH));
        assertThat(message.wanted().get(TRADE)).isEqualTo(new SubscribeOptions(Delivery.ALL, Duration.ZERO, 50));
    }

    @Test
    void tradesAtAPaceAreConflated() {
        var paced = new SubscribeOptions(Delivery.CONFLATED, Duration.ofMillis(500), 0);
        assertThat(((ClientMessage.Subscribe) request("subscribe_paced")).wanted())
                .isEqualTo(Map.of(QUOTE, paced, TRADE, paced));
    }

    @Test
    void unsubscriptionIsReadInEachOfItsForms() {
        assertThat(request("unsubscribe")).isEqualTo(unsubscribe(List.of(), List.of("000001.SZ"), List.of(QUOTE)));
        assertThat(request("unsubscribe_id")).isEqualTo(unsubscribe(List.of("s-1"), List.of(), List.of()));
        assertThat(request("unsubscribe_symbol")).isEqualTo(unsubscribe(List.of(), List.of("000001.SZ"), List.of()));
    }

    @Test
    void unsubscriptionWithoutPeriodOrLevelsCoversAllOfThem() {
        var message = (ClientMessage.Unsubscribe) reader.read(
                "{\"type\":\"unsubscribe\",\"symbol\":\"000001.SZ\",\"data_types\":[\"kline\",\"depth.10\"]}");
        assertThat(message.target().covers(Topic.kline(Samples.PING_AN, BarPeriod.H4)))
                .isTrue();
        assertThat(message.target().covers(Topic.depth(Samples.PING_AN, 10))).isTrue();
        assertThat(message.target().covers(Topic.depth(Samples.PING_AN, 5))).isFalse();
        assertThat(message.target().covers(Samples.quoteTopic())).isFalse();
    }

    @Test
    void unsubscriptionOfASymbolAloneCoversEverythingOfIt() {
        var message = (ClientMessage.Unsubscribe) request("unsubscribe_symbol");
        assertThat(message.target().covers(Samples.quoteTopic())).isTrue();
        assertThat(message.target().covers(Topic.kline(Samples.PING_AN, BarPeriod.H4)))
                .isTrue();
    }

    @Test
    void unsubscriptionOfAPeriodLeavesTheOthers() {
        var message = (ClientMessage.Unsubscribe)
                reader.read("{\"type\":\"unsubscribe\",\"symbol\":\"X\",\"data_type\":\"kline\",\"frequency\":\"1h\"}");
        assertThat(message.target().covers(Topic.kline(Samples.PING_AN, BarPeriod.H1)))
                .isTrue();
        assertThat(message.target().covers(Topic.kline(Samples.PING_AN, BarPeriod.M1)))
                .isFalse();
    }

    @Test
    void questionsAndSignsOfLifeAreRead() {
        assertThat(request("get_subscriptions")).isEqualTo(new ClientMessage.GetSubscriptions(null));
        assertThat(request("get_stats")).isEqualTo(new ClientMessage.GetStats(null));
        assertThat(request("heartbeat"))
                .isEqualTo(new ClientMessage.Heartbeat(null, Echo.of("2026-01-05T09:29:59+08:00")));
        assertThat(request("ping")).isEqualTo(new ClientMessage.Ping(Echo.of(5), null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ping", "PING", "Ping", "pInG"})
    void typeIsMatchedInAnyLetterCase(String type) {
        assertThat(reader.read("{\"type\":\"" + type + "\"}")).isEqualTo(new ClientMessage.Ping(null, null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"a\"     | \"a\"",
                "\"\\u00e9\\n\" | \"é\\n\"",
                "-12.50    | -12.50",
                "1e999999999 | 1e999999999",
            })
    void idIsEchoedAsItWas(String id, String echoed) {
        var ping = reader.read("{\"type\":\"ping\",\"id\":" + id + "}");
        assertThat(ping.id()).isEqualTo(new Echo(echoed));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"ping\",\"id\":null,\"data\":null}",
                "{\"type\":\"ping\",\"unknown\":{\"a\":[1,2,{\"b\":null}]},\"data\":{\"more\":true}}",
                " \n{\"data\":{},\"type\":\"ping\"}\t",
            })
    void nullAndUnknownMembersAreIgnored(String text) {
        assertThat(reader.read(text)).isEqualTo(new ClientMessage.Ping(null, null));
    }

    @Test
    void symbolsAreTakenOnceFromSingularAndPlural() {
        var message = (ClientMessage.Subscribe) reader.read("{\"type\":\"subscribe\",\"symbol\":[\" A \",\"B\"],"
                + "\"data\":{\"symbols\":\"A\",\"data_types\":\"price\",\"data_type\":[\"volume\",\"QUOTE\"]}}");
        assertThat(message.symbols()).containsExactly("A", "B");
        assertThat(message.wanted()).containsOnlyKeys(QUOTE);
    }

    @ParameterizedTest
    @CsvSource({
        "orderbook, depth.5:000001.SZ",
        "depth, depth.5:000001.SZ",
        "depth.20, depth.20:000001.SZ",
        "kline, kline.1m:000001.SZ",
        "kline.1M, kline.1M:000001.SZ",
        "KLINE.4h, kline.4h:000001.SZ",
        "tick, tick:000001.SZ",
        "price, quote:000001.SZ",
    })
    void dataTypeNamesATopic(String dataType, String topic) {
        var message = (ClientMessage.Subscribe)
                reader.read("{\"type\":\"subscribe\",\"symbol\":\"000001.SZ\",\"data_type\":\"" + dataType + "\"}");
        assertThat(message.wanted().keySet())
                .extracting(selection -> selection.topic(Samples.PING_AN).text())
                .containsExactly(topic);
    }

    @Test
    void openSelectionTakesTheDefaultsOfItsTopic() {
        assertThat(new Selection(DataType.KLINE, null, 0).topic(Samples.PING_AN).text())
                .isEqualTo("kline.1m:000001.SZ");
        assertThat(new Selection(DataType.DEPTH, null, 0).topic(Samples.PING_AN).text())
                .isEqualTo("depth.5:000001.SZ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "quote | '' | CONFLATED | PT0S",
                "depth | '' | CONFLATED | PT0S",
                "kline | '' | CONFLATED | PT0S",
                "trade | '' | ALL | PT0S",
                "tick  | '' | ALL | PT0S",
                "quote | ,\"delivery\":\"all\" | ALL | PT0S",
                "quote | ,\"delivery\":\"ALL\",\"frequency\":\"realtime\" | ALL | PT0S",
                "trade | ,\"delivery\":\"conflated\" | CONFLATED | PT0S",
                "tick  | ,\"frequency\":\"5s\" | CONFLATED | PT5S",
                "quote | ,\"frequency\":\"1m\" | CONFLATED | PT1M",
                "quote | ,\"update_frequency\":\"1h\" | CONFLATED | PT1H",
                "kline | ,\"frequency\":\"1m\",\"delivery\":\"all\" | ALL | PT0S",
                "kline | ,\"frequency\":\"1m\",\"update_frequency\":\"500ms\" | CONFLATED | PT0.5S",
                "quote | ,\"max_rate\":3 | CONFLATED | PT0.333333333S",
                "quote | ,\"max_rate\":2.5e0 | CONFLATED | PT0.4S",
                "quote | ,\"max_rate\":1000000 | CONFLATED | PT0.000001S",
                "quote | ,\"max_rate\":10,\"update_frequency\":\"1s\" | CONFLATED | PT1S",
                "quote | ,\"max_rate\":0.5,\"update_frequency\":\"1s\" | CONFLATED | PT2S",
            })
    void deliveryAndPaceFollowTypeAndOptions(String type, String options, Delivery delivery, Duration interval) {
        var message = (ClientMessage.Subscribe)
                reader.read("{\"type\":\"subscribe\",\"symbol\":\"X\",\"data_type\":\"" + type + "\"" + options + "}");
        assertThat(message.wanted().values()).containsExactly(new SubscribeOptions(delivery, interval, 1));
    }

    @ParameterizedTest
    @CsvSource({"true, 1", "false, 0", "0, 0", "1, 1", "1000, 1000", "5.0, 5"})
    void snapshotIsAFlagOrANumberOfRows(String value, int rows) {
        var message = (ClientMessage.Subscribe) reader.read(
                "{\"type\":\"subscribe\",\"symbol\":\"X\",\"data_type\":\"trade\",\"snapshot\":" + value + "}");
        var options = message.wanted().get(TRADE);
        assertThat(options.snapshotRows()).isEqualTo(rows);
        assertThat(options.snapshot()).isEqualTo(rows > 0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "''                                   | BAD_JSON    | ",
                "'   '                                | BAD_JSON    | ",
                "hello                                | BAD_JSON    | ",
                "{                                    | BAD_JSON    | ",
                "{\"type\":\"ping\"                   | BAD_JSON    | ",
                "{\"type\":\"ping\"}}                 | BAD_JSON    | ",
                "{\"type\":\"ping\"} {}               | BAD_JSON    | ",
                "{\"type\":\"ping\",}                 | BAD_JSON    | ",
                "{'type':'ping'}                      | BAD_JSON    | ",
                "{\"type\":\"ping\",\"a\":01}         | BAD_JSON    | ",
                "{\"type\":\"ping\",\"a\":NaN}        | BAD_JSON    | ",
                "{\"a\":1,\"type\":\"ping\",\"a\":2}  | BAD_JSON    | $.a",
                "{\"data\":{\"b c\":1,\"b c\":1}}     | BAD_JSON    | $.data[\"b c\"]",
                "[]                                   | BAD_REQUEST | $",
                "17                                   | BAD_REQUEST | $",
                "\"ping\"                             | BAD_REQUEST | $",
                "null                                 | BAD_REQUEST | $",
                "{}                                   | BAD_REQUEST | $.type",
                "{\"type\":7}                         | BAD_REQUEST | $.type",
                "{\"type\":null}                      | BAD_REQUEST | $.type",
                "{\"type\":\"subscribes\"}            | UNKNOWN_TYPE | $.type",
                "{\"type\":\"ping\",\"data\":[]}      | BAD_REQUEST | $.data",
                "{\"type\":\"ping\",\"id\":[1]}       | BAD_REQUEST | $.id",
                "{\"type\":\"ping\",\"id\":true}      | BAD_REQUEST | $.id",
                "{\"type\":\"ping\",\"client_time\":{}} | BAD_REQUEST | $.client_time",
            })
    void badMessageIsRefusedWithItsPlace(String text, ErrorCode code, String path) {
        assertRefused(text, code, path);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "{}                                                        | BAD_REQUEST | $.data.symbols",
                "{\"symbols\":[]}                                          | BAD_REQUEST | $.data.symbols",
                "{\"symbols\":[\"X\",7]}                                   | BAD_REQUEST | $.data.symbols[1]",
                "{\"symbols\":[[\"X\"]]}                                   | BAD_REQUEST | $.data.symbols[0]",
                "{\"symbols\":{}}                                          | BAD_REQUEST | $.data.symbols",
                "{\"symbols\":\" \"}                                       | BAD_REQUEST | $.data.symbols",
                "{\"symbol\":\"X\"}                                        | BAD_REQUEST | $.data.data_types",
                "{\"symbol\":\"X\",\"data_types\":[]}                      | BAD_REQUEST | $.data.data_types",
                "{\"symbol\":\"X\",\"data_types\":[\"quote\",\"news\"]}    | UNKNOWN_DATA_TYPE | $.data.data_types[1]",
                "{\"symbol\":\"X\",\"data_type\":\"quote.5\"}              | UNKNOWN_DATA_TYPE | $.data.data_type",
                "{\"symbol\":\"X\",\"data_type\":\".5\"}                   | UNKNOWN_DATA_TYPE | $.data.data_type",
                "{\"symbol\":\"X\",\"data_type\":\"depth.7\"}              | BAD_REQUEST | $.data.data_type",
                "{\"symbol\":\"X\",\"data_type\":\"depth.99999999999\"}    | BAD_REQUEST | $.data.data_type",
                "{\"symbol\":\"X\",\"data_type\":\"kline.7m\"}             | BAD_REQUEST | $.data.data_type",
                "{\"symbol\":\"X\",\"data_type\":\"kline\",\"frequency\":\"1D\"} | BAD_REQUEST | $.data.frequency",
                "{\"symbol\":\"X\",\"data_type\":\"kline\",\"periods\":[\"1m\",\"2m\"]} | BAD_REQUEST | $.data.periods[1]",
                "{\"symbol\":\"X\",\"data_type\":\"quote\",\"frequency\":\"1M\"} | BAD_REQUEST | $.data.frequency",
                "{\"symbol\":\"X\",\"data_type\":\"quote\",\"frequency\":\"2h\"} | BAD_REQUEST | $.data.frequency",
                "{\"symbol\":\"X\",\"data_type\":\"quote\",\"frequency\":5} | BAD_REQUEST | $.data.frequency",
                "{\"symbol\":\"X\",\"data_type\":\"kline\",\"update_frequency\":\"soon\"} | BAD_REQUEST | $.data.update_frequency",
                "{\"symbol\":\"X\",\"data_type\":\"depth\",\"depth\":3}    | BAD_REQUEST | $.data.depth",
                "{\"symbol\":\"X\",\"data_type\":\"depth\",\"depth\":1e999999999} | BAD_REQUEST | $.data.depth",
                "{\"symbol\":\"X\",\"data_type\":\"depth\",\"depth\":\"5\"} | BAD_REQUEST | $.data.depth",
                "{\"symbol\":\"X\",\"data_type\":\"quote\",\"max_rate\":0} | BAD_REQUEST | $.data.max_rate",
                "{\"symbol\":\"X\",\"data_type\":\"quote\",\"max_rate\":-1} | BAD_REQUEST | $.data.max_rate",
                "{\"symbol\":\"X\",\"data_type\":\"quote\",\"max_rate\":1e-999999999} | BAD_REQUEST | $.data.max_rate",
                "{\"symbol\":\"X\",\"data_type\":\"quote\",\"max_rate\":1e999999999} | BAD_REQUEST | $.data.max_rate",
                "{\"symbol\":\"X\",\"data_type\":\"quote\",\"max_rate\":1e99999999999} | BAD_REQUEST | $.data.max_rate",
                "{\"symbol\":\"X\",\"data_type\":\"quote\",\"max_rate\":\"4\"} | BAD_REQUEST | $.data.max_rate",
                "{\"symbol\":\"X\",\"data_type\":\"quote\",\"delivery\":\"some\"} | BAD_REQUEST | $.data.delivery",
                "{\"symbol\":\"X\",\"data_type\":\"trade\",\"delivery\":\"all\",\"max_rate\":1} | BAD_REQUEST | $.data.delivery",
                "{\"symbol\":\"X\",\"data_type\":\"quote\",\"snapshot\":-1} | BAD_REQUEST | $.data.snapshot",
                "{\"symbol\":\"X\",\"data_type\":\"quote\",\"snapshot\":1001} | BAD_REQUEST | $.data.snapshot",
                "{\"symbol\":\"X\",\"data_type\":\"quote\",\"snapshot\":0.5} | BAD_REQUEST | $.data.snapshot",
                "{\"symbol\":\"X\",\"data_type\":\"quote\",\"snapshot\":\"yes\"} | BAD_REQUEST | $.data.snapshot",
                "{\"symbol\":\"X\",\"data_type\":\"quote\",\"client_id\":5} | BAD_REQUEST | $.data.client_id",
            })
    void badSubscriptionIsRefusedWithItsPlace(String data, ErrorCode code, String path) {
        assertRefused("{\"id\":1,\"type\":\"subscribe\",\"data\":" + data + "}", code, path);
    }

    @ParameterizedTest
    @CsvSource({"X*.US", "X?.US", "@x", "#x"})
    void onlySoManyTextsOfARequestMayStandForMany(String pattern) {
        var form = "{\"type\":\"subscribe\",\"data_type\":\"quote\",\"symbols\":[\"%s\"]}";
        var most = IntStream.range(0, 100).mapToObj(i -> pattern + i).collect(Collectors.joining("\",\""));

        assertThat(reader.read(form.formatted(most + "\",\"AAPL"))).isInstanceOf(ClientMessage.Subscribe.class);
        assertRefused(form.formatted(most + "\",\"" + pattern), ErrorCode.BAD_REQUEST, "$.symbols");
        assertRefused(
                "{\"type\":\"unsubscribe\",\"symbols\":[\"%s\"]}".formatted(most + "\",\"" + pattern),
                ErrorCode.BAD_REQUEST,
                "$.symbols");
    }

    @Test
    void placeOfAFlatMemberIsAtTheTopLevel() {
        assertRefused("{\"type\":\"subscribe\"}", ErrorCode.BAD_REQUEST, "$.symbols");
        assertRefused("{\"type\":\"unsubscribe\"}", ErrorCode.BAD_REQUEST, "$.symbols");
        assertRefused(
                "{\"type\":\"subscribe\",\"symbol\":\"X\",\"data_type\":\"news\"}",
                ErrorCode.UNKNOWN_DATA_TYPE,
                "$.data_type");
    }

    @Test
    void refusalTellsWhatIsSupported() {
        assertThat(refusal("{\"type\":\"hallo\"}").details())
                .containsEntry(
                        "supported",
                        List.of(
                                "hello",
                                "ready",
                                "subscribe",
                                "reconfigure",
                                "unsubscribe",
                                "get_subscriptions",
                                "get_stats",
                                "heartbeat",
                                "ping"));
        assertThat(refusal("{\"type\":\"subscribe\",\"symbol\":\"X\",\"data_type\":\"news\"}")
                        .details())
                .containsEntry("value", "news")
                .containsEntry("supported", List.of("quote", "tick", "trade", "kline", "depth"));
        assertThat(refusal("{\"type\":\"subscribe\",\"symbol\":\"X\",\"data_type\":\"kline\",\"frequency\":\"1D\"}")
                        .details()
                        .get("supported"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .contains("1m", "1M", "1d");
    }

    @Test
    void refusalCarriesTheIdThatCouldBeRead() {
        assertThat(refusal("{\"type\":\"hallo\",\"id\":\"q\"}").id()).isEqualTo(Echo.of("q"));
        assertThat(refusal("{\"type\":\"ping\",\"id\":4,\"data\":[]}").id()).isEqualTo(Echo.of(4));
        assertThat(refusal("{\"id\":7,\"type\":").id()).isEqualTo(Echo.of(7));
        assertThat(refusal("{\"type\":,\"id\":7}").id()).isNull();
        assertThat(refusal("{\"type\":\"hallo\",\"id\":{}}").id()).isNull();
        assertThat(refusal("nothing").id()).isNull();
    }

    @Test
    void messageOverTheLimitIsNotParsed() {
        var fault = refusal(" ".repeat(1_048_577));
        assertThat(fault.code()).isEqualTo(ErrorCode.FRAME_TOO_LARGE);
        assertThat(fault.details()).containsEntry("max_length", 1_048_576);
    }

    @Test
    void stringOfAMegabyteIsRefusedWhereItIsAName() {
        var large = "x".repeat(1_000_000);
        assertRefused(
                "{\"type\":\"subscribe\",\"symbol\":\"" + large + "\",\"data_type\":\"quote\"}",
                ErrorCode.BAD_REQUEST,
                "$.symbol");
        assertRefused("{\"type\":\"ping\",\"id\":\"" + large + "\"}", ErrorCode.BAD_REQUEST, "$.id");
        assertThat(reader.read("{\"type\":\"ping\",\"other\":\"" + large + "\"}"))
                .isEqualTo(new ClientMessage.Ping(null, null));
        assertThat(refusal("{\"type\":\"" + large + "\"}").getMessage()).hasSizeLessThan(200);
        var name = "x".repeat(400_000);
        assertThat(refusal("{\"" + name + "\":1,\"" + name + "\":2}").path()).hasSizeLessThan(50);
    }

    @Test
    void deepNestingIsRefused() {
        var deep = "[".repeat(100_000);
        assertRefused(
                "{\"type\":\"ping\",\"a\":" + deep, ErrorCode.BAD_JSON, "$.a" + "[0]".repeat(JsonTree.MAX_DEPTH - 1));
        assertThat(reader.read("{\"type\":\"ping\",\"a\":" + "[".repeat(JsonTree.MAX_DEPTH - 1)
                        + "]".repeat(JsonTree.MAX_DEPTH - 1) + "}"))
                .isEqualTo(new ClientMessage.Ping(null, null));
    }

    @Test
    void tooManyValuesAreRefused() {
        var many = "{\"type\":\"ping\",\"a\":[0" + ",0".repeat(10_000) + "]}";
        assertThat(refusal(many).code()).isEqualTo(ErrorCode.BAD_JSON);
    }

    @Test
    void tooManyTopicsInOneMessageAreRefused() {
        var symbols = IntStream.range(0, 3334).mapToObj(i -> "\"S" + i + '"').collect(Collectors.joining(","));
        assertRefused(
                "{\"type\":\"subscribe\",\"data_types\":[\"quote\",\"trade\",\"tick\"],\"symbols\":[" + symbols + "]}",
                ErrorCode.BAD_REQUEST,
                "$.symbols");
        assertThat(reader.read(
                        "{\"type\":\"subscribe\",\"data_types\":[\"quote\",\"trade\"],\"symbols\":[" + symbols + "]}"))
                .isInstanceOf(ClientMessage.Subscribe.class);
    }

    @Test
    void endlessNumberIsRefused() {
        assertRefused("{\"type\":\"ping\",\"a\":" + "9".repeat(900_000) + "}", ErrorCode.BAD_JSON, "$.a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0000", "{\"type\":\"ping\"\u0000}", "{\"type\":\"pi\u0000ng\"}", "\ud800", "\ufeff{}"})
    void charactersThatJsonDoesNotKnowAreRefused(String text) {
        assertThat(refusal(text).code()).isEqualTo(ErrorCode.BAD_JSON);
    }

    @Test
    void halfASurrogatePairInAnIdComesBackEscaped() {
        assertThat(reader.read("{\"type\":\"ping\",\"id\":\"\\ud800\"}").id()).isEqualTo(new Echo("\"\\ud800\""));
        assertThat(reader.read("{\"type\":\"ping\",\"id\":\"\udc00\"}").id()).isEqualTo(new Echo("\"\\udc00\""));
    }

    @Test
    void requestAboutNothingCannotBeMade() {
        assertThatThrownBy(() -> new ClientMessage.Subscribe(
                        null, null, List.of(), Map.of(QUOTE, Samples.AT_ONCE), List.of(), null))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> unsubscribe(List.of(), List.of(), List.of(QUOTE)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static ClientMessage subscribe(
            Echo id, String symbol, Selection selection, SubscribeOptions options, String clientId) {
        return new ClientMessage.Subscribe(id, null, List.of(symbol), Map.of(selection, options), List.of(), clientId);
    }

    private static ClientMessage unsubscribe(List<String> ids, List<String> symbols, List<Selection> selections) {
        return new ClientMessage.Unsubscribe(null, new ClientMessage.Target(null, ids, symbols, selections));
    }

    private ClientMessage request(String golden) {
        return reader.read(Golden.wire("requests/" + golden));
    }

    private void assertRefused(String text, ErrorCode code, String path) {
        var fault = refusal(text);
        assertThat(fault.code()).isEqualTo(code);
        assertThat(fault.path()).isEqualTo(path);
        assertThat(fault.text()).isNotBlank();
    }

    private ProtocolException refusal(String text) {
        var fault = catchThrowableOfType(ProtocolException.class, () -> reader.read(text));
        assertThat(fault).isNotNull();
        return fault;
    }

    private static Selection kline(BarPeriod period) {
        return new Selection(DataType.KLINE, period, 0);
    }
}
