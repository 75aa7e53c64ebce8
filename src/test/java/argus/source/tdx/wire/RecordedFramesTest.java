package argus.source.tdx.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assumptions.assumeThat;

import argus.source.DecodeException;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.JsonValue.ValueType;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every answer that was recorded from a real server says what its recorder read in it. */
class RecordedFramesTest {

    /** How recorders call what the captures call otherwise, and how many times larger they tell it. */
    private static final Map<String, String> ALIASES = Map.ofEntries(
            Map.entry("active", "active1"),
            Map.entry("last", "price"),
            Map.entry("prev", "preClose"),
            Map.entry("pre_close", "preClose"),
            Map.entry("server_time", "time"),
            Map.entry("datetime", "time"),
            Map.entry("neg_price", "neg"),
            Map.entry("vol", "volume"),
            Map.entry("total", "volume"),
            Map.entry("cur_vol", "curVolume"),
            Map.entry("current", "curVolume"),
            Map.entry("s_vol", "inside"),
            Map.entry("b_vol", "outside"),
            Map.entry("s_amount", "r2"),
            Map.entry("open_amount", "openAmountRaw"),
            Map.entry("openAmount", "openAmountRaw"),
            Map.entry("rise_speed", "speedPct"),
            Map.entry("serverName", "server"));

    private static final List<BigDecimal> SCALES = Stream.of("1", "0.01", "0.001", "0.0001", "100")
            .map(BigDecimal::new)
            .toList();

    @BeforeEach
    void skipWithoutCaptures() {
        assumeThat(Capture.present()).as("captures beside the project").isTrue();
    }

    static Stream<Capture> captures() {
        return Capture.present()
                ? Capture.all().stream().filter(capture -> capture.expected().containsKey("decoded"))
                : Stream.of(new Capture("none here", Map.of(), JsonValue.EMPTY_JSON_OBJECT));
    }

    @ParameterizedTest
    @MethodSource("captures")
    void everyFieldIsAsRecorded(Capture capture) {
        assertThat(capture.expected().getInt("unconsumedBytes")).isZero(); // and a decoder that leaves any throws
        same(capture.name(), capture.expected().get("decoded"), DecodedTree.of(capture));
    }

    @ParameterizedTest
    @MethodSource("captures")
    void headersAreAsRecorded(Capture capture) {
        var answer = capture.answer();
        if (answer == null) {
            assertThat(capture.expected().isNull("header")).isTrue();
            return;
        }
        var header = answer.header();
        var expected = capture.expected().getJsonObject("header");
        assertThat(header)
                .isEqualTo(new Answer.Header(
                        expected.getInt("control"),
                        expected.getJsonNumber("msgId").longValue(),
                        expected.getInt("flag"),
                        expected.getInt("command"),
                        expected.getInt("zipLength"),
                        expected.getInt("length")));
        assertThat((header.control() & 0x10) != 0).isEqualTo(header.wireLength() != header.length());
    }

    @ParameterizedTest
    @MethodSource("captures")
    void whatTheRecordersReadAgrees(Capture capture) {
        var theirs = capture.expected().get("expectedFromSource");
        if (theirs != null && !capture.kind().equals("raw")) {
            agree(capture.name(), theirs, DecodedTree.of(capture));
        }
    }

    @Test
    void requestsAreAsRecorded() {
        var bars = Request.bars(new TdxCode(0, "000001"), BarCategory.DAY_IN_LOTS, 0, 10);
        sameRequest("bars-052d-cat9-000001-2017", bars);
        sameRequest("count-044e-sh", Request.count(1));
        sameRequest("count-044e-sz", Request.count(0));
        sameRequest("finance-0010-000001-2017", Request.finance(new TdxCode(0, "000001")));
        sameRequest("heartbeat-0004", Request.heartbeat());
        sameRequest("hello1-000d-2024-10-13", Request.login(1));
        sameRequest("seclist-0450-sh-1000", Request.list(1, 0));
        var two = List.of(new TdxCode(0, "000001"), new TdxCode(1, "600008"));
        sameRequest("quotes-053e-two", Request.quotes(Command.QUOTES, two));
        var three = List.of(new TdxCode(0, "000623"), new TdxCode(0, "000001"), new TdxCode(1, "600000"));
        assertThat(Request.quotes(Command.QUOTES_TOP, three).body())
                .isEqualTo(Capture.named("quotes-054c-three").bytes("request-body-hex"));
        assertThat(Request.priceLimits(0).body())
                .isEqualTo(Capture.named("limits-0452-first").bytes("request-body-hex"));
        var longer = Capture.named("bars-052d-cat4-000623-2026").bytes("request-body-hex");
        assertThat(longer)
                .startsWith(Request.bars(new TdxCode(0, "000623"), BarCategory.DAY, 0, 6)
                        .body());
    }

    @Test
    void aServerThatOnlyPretendsToHaveBarsIsFoundOut() {
        var stub = Capture.named("bars-052d-stub").body();
        assertThatThrownBy(() -> BarDecoder.decode(BarCategory.DAY, false, stub))
                .isInstanceOf(DecodeException.class)
                .hasMessageContaining("800 records announced");
    }

    @Test
    void theOldFormOfTheMinuteLineHasNoQuote() {
        var capture = Capture.named("minute-051d-request-and-partial-2017");
        var recorded = capture.bytes("partial-response-hex");
        var in = new Body(Arrays.copyOfRange(recorded, Answer.Header.BYTES + 4, recorded.length));
        for (var point : capture.expected().getJsonArray("expectedFromSource")) {
            for (var number : point.asJsonArray()) {
                assertThat(in.varInt()).isEqualTo(((JsonNumber) number).longValue());
            }
        }
        var three = new byte[4 + in.position()];
        System.arraycopy(recorded, Answer.Header.BYTES, three, 0, three.length);
        three[0] = 3; // of 240 points that were announced
        assertThat(MinuteDecoder.today(new TdxCode(0, "000001"), three).points())
                .extracting(MinuteDecoder.Point::price, MinuteDecoder.Point::average)
                .containsExactly(tuple(546L, 54_394L), tuple(548L, 54_525L), tuple(547L, 54_561L));
    }

    @Test
    void theAverageOfADayIsItsAmountThroughItsVolume() {
        var line = MinuteDecoder.today(
                new TdxCode(0, "000001"), Capture.named("minute-051d-000001").body());
        var quote = line.quote();
        assertThat(quote).isNotNull();
        var last = line.points().get(line.points().size() - 1);
        assertThat(quote.amount().doubleValue() / quote.volume() / 100)
                .isCloseTo(last.average() / 10_000.0, offset(0.0001));
    }

    @Test
    void aHeartbeatWithoutADateTellsNone() {
        assertThat(LoginDecoder.heartbeat(Capture.named("heartbeat-0004").body()))
                .isEmpty();
    }

    private static void sameRequest(String name, Request request) {
        var capture = Capture.named(name);
        var recorded = capture.bytes("request-hex");
        var ours = request.frame(new Body(Arrays.copyOfRange(recorded, 1, 5)).i32());
        ours[5] = recorded[5]; // old clients sent other packet types
        assertThat(HexFormat.of().formatHex(ours))
                .as(name)
                .isEqualTo(capture.keys().get("request-hex"));
    }

    /** Exactly the same, member by member. */
    private static void same(String path, JsonValue expected, Object actual) {
        if (expected instanceof JsonObject object) {
            var tree = (Map<?, ?>) actual;
            object.forEach((name, value) -> {
                if (!name.equals("recLen")) { // of the reader, not of the answer
                    assertThat(tree.containsKey(name)).as(path + '.' + name).isTrue();
                    same(path + '.' + name, value, tree.get(name));
                }
            });
        } else if (expected instanceof JsonArray array) {
            var list = (List<?>) actual;
            assertThat(list).as(path).hasSameSizeAs(array);
            for (int i = 0; i < array.size(); i++) {
                same(path + '[' + i + ']', array.get(i), list.get(i));
            }
        } else if (expected instanceof JsonNumber number) {
            if (actual instanceof Double real) {
                assertThat(real).as(path).isEqualTo(number.doubleValue());
            } else {
                assertThat(new BigDecimal(actual.toString())).as(path).isEqualByComparingTo(number.bigDecimalValue());
            }
        } else if (expected instanceof JsonString text) {
            assertThat(actual).as(path).isEqualTo(text.getString());
        } else {
            assertThat(expected.getValueType()).as(path).isEqualTo(ValueType.NULL);
            assertThat(actual).as(path).isNull();
        }
    }

    /** The same under other names and in other units. */
    private static void agree(String path, JsonValue theirs, Object ours) {
        if (theirs instanceof JsonArray array) {
            var list = (List<?>) ours;
            assertThat(list).as(path).hasSameSizeAs(array);
            for (int i = 0; i < array.size(); i++) {
                agree(path + '[' + i + ']', array.get(i), list.get(i));
            }
        } else if (theirs instanceof JsonObject object
                && ours instanceof List<?> list
                && !object.containsKey("count")) {
            agree(path, theirs, list.get(0)); // the only one, told without its list
        } else if (theirs instanceof JsonObject object) {
            object.forEach((name, value) -> member(path + '.' + name, name, value, ours));
        } else if (theirs instanceof JsonNumber number) {
            var value = new BigDecimal(ours.toString());
            assertThat(SCALES).as(path + ": " + number + " and " + ours).anySatisfy(scale -> assertThat(
                            value.floatValue())
                    .isEqualTo(number.bigDecimalValue().multiply(scale).floatValue()));
        } else {
            text(path, ((JsonString) theirs).getString(), ours);
        }
    }

    private static void text(String path, String theirs, Object ours) {
        if (ours instanceof Number number && theirs.matches("[01]{16}")) {
            assertThat(Integer.parseInt(theirs, 2)).as(path).isEqualTo(number.intValue());
        } else if (theirs.equals("MARKET.SH")) {
            assertThat(ours).as(path).isEqualTo(1);
        } else {
            assertThat(theirs).as(path).startsWith(ours.toString());
        }
    }

    private static void member(String path, String name, JsonValue theirs, Object ours) {
        if (ours instanceof Map<?, ?> tree && tree.containsKey("points")) {
            member(path, name, theirs, tree.get("points"));
        } else if (ours instanceof Map<?, ?> tree && tree.containsKey("ticks")) {
            member(path, name, theirs, tree.get("ticks"));
        } else if (ours instanceof List<?> list) {
            switch (name) {
                case "count" -> assertThat(list).as(path).hasSize(((JsonNumber) theirs).intValue());
                case "first" -> agree(path, theirs, list.get(0));
                case "second" -> agree(path, theirs, list.get(1));
                case "last" -> last(path, theirs.asJsonObject(), list);
                case "exRights" -> assertThat(list.stream()
                                .filter(row -> ((Map<?, ?>) row).get("category").equals(1)))
                        .as(path)
                        .hasSize(((JsonNumber) theirs).intValue());
                case "inflated" -> assertThat(((JsonNumber) theirs).intValue()).isEqualTo(2 + 29 * list.size());
                default -> fail("nothing to hold " + path + " against");
            }
        } else {
            var tree = (Map<?, ?>) ours;
            switch (name) {
                case "handicap" -> {
                    sides(path, theirs.asJsonObject().getJsonArray("bid"), (List<?>) tree.get("bids"));
                    sides(path, theirs.asJsonObject().getJsonArray("ask"), (List<?>) tree.get("asks"));
                }
                case "unknown" -> agree(path, theirs, tree.get("r4"));
                case "totalShares10k" -> agree(path, theirs, ((List<?>) tree.get("f")).get(0));
                case "dividendPer10" -> agree(path, theirs, ((List<?>) tree.get("v")).get(0));
                case "date_time" -> assertThat(((JsonString) theirs).getString())
                        .startsWith(LocalDate.parse(tree.get("date").toString(), DateTimeFormatter.BASIC_ISO_DATE)
                                .toString());
                case "close" -> agree(path, theirs, tree.containsKey("close") ? tree.get("close") : tree.get("price"));
                default -> {
                    var key = tree.containsKey(name) ? name : ALIASES.getOrDefault(name, name);
                    assertThat(tree.containsKey(key)).as(path).isTrue();
                    agree(path, theirs, tree.get(key));
                }
            }
        }
    }

    private static void last(String path, JsonObject theirs, List<?> list) {
        theirs.forEach((name, value) -> {
            if (name.equals("prevClose")) {
                agree(path, value, ((Map<?, ?>) list.get(list.size() - 2)).get("close"));
            } else {
                member(path + '.' + name, name, value, list.get(list.size() - 1));
            }
        });
    }

    private static void sides(String path, JsonArray theirs, List<?> ours) {
        assertThat(ours).hasSameSizeAs(theirs);
        for (int i = 0; i < theirs.size(); i++) {
            agree(path, theirs.getJsonObject(i).get("price"), ((List<?>) ours.get(i)).get(0));
            agree(path, theirs.getJsonObject(i).get("vol"), ((List<?>) ours.get(i)).get(1));
        }
    }
}
