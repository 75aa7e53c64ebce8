package argus.protocol.request;

import static org.assertj.core.api.Assertions.assertThat;

import argus.model.DataType;
import argus.protocol.Echo;
import argus.protocol.Golden;
import argus.protocol.ProtocolException;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Whatever is sent is either a message or a typed refusal. */
class MessageReaderPropertyTest {
    private static final List<String> VALID = List.of(
            Golden.wire("requests/subscribe"),
            Golden.wire("requests/subscribe_kline"),
            Golden.wire("requests/subscribe_flat"),
            Golden.wire("requests/subscribe_many"),
            Golden.wire("requests/subscribe_paced"),
            Golden.wire("requests/unsubscribe"),
            Golden.wire("requests/unsubscribe_id"),
            Golden.wire("requests/hello"),
            Golden.wire("requests/ready"),
            Golden.wire("requests/subscribe_set"),
            Golden.wire("requests/subscribe_where"),
            Golden.wire("requests/subscribe_crossing"),
            Golden.wire("requests/subscribe_from"),
            Golden.wire("requests/unsubscribe_set"),
            Golden.wire("requests/heartbeat"),
            Golden.wire("requests/ping"));
    private static final List<String> NAMES = List.of(
            "type",
            "id",
            "data",
            "symbol",
            "symbols",
            "data_type",
            "data_types",
            "frequency",
            "update_frequency",
            "periods",
            "depth",
            "delivery",
            "max_rate",
            "snapshot",
            "client_id",
            "client_time",
            "subscription_id");
    private static final List<String> VALUES = List.of(
            "\"subscribe\"",
            "\"Unsubscribe\"",
            "\"ping\"",
            "\"heartbeat\"",
            "\"X\"",
            "\"quote\"",
            "\"kline.1m\"",
            "\"depth.5\"",
            "\"1m\"",
            "\"500ms\"",
            "\"all\"",
            "\"\\ud800\\u0000\"",
            "\"\"",
            "0",
            "1",
            "-0",
            "5.5",
            "1e400",
            "1e-2147483647",
            "1e2147483647",
            "1E99999999999999999999",
            "true",
            "null",
            "[]",
            "{}");

    private final MessageReader reader = new MessageReader(10_000);

    @Property
    void anyTextIsReadOrRefused(@ForAll String text) {
        readOrRefuse(text);
    }

    @Property(tries = 3000)
    void anyJsonIsReadOrRefused(@ForAll("messages") String text) {
        readOrRefuse(text);
    }

    @Property(tries = 3000)
    void aDamagedMessageIsReadOrRefused(
            @ForAll("valid") String text, @ForAll int at, @ForAll char with, @ForAll("damage") String how) {
        int i = Math.floorMod(at, text.length());
        var damaged =
                switch (how) {
                    case "cut" -> text.substring(0, i);
                    case "drop" -> text.substring(0, i) + text.substring(i + 1);
                    case "double" -> text.substring(0, i) + text.substring(i / 2);
                    default -> text.substring(0, i) + with + text.substring(i + 1);
                };
        readOrRefuse(damaged);
    }

    @Property
    void letterCaseOfTheTypeDoesNotMatter(@ForAll("valid") String text, @ForAll long seed) {
        var type = text.substring(9, text.indexOf('"', 9));
        var other = new StringBuilder();
        for (int i = 0; i < type.length(); i++) {
            char c = type.charAt(i);
            other.append((seed >> i & 1) == 0 ? Character.toLowerCase(c) : Character.toUpperCase(c));
        }
        assertThat(reader.read(text.replace("\"type\":\"" + type, "\"type\":\"" + other)))
                .isEqualTo(reader.read(text));
    }

    @Property
    void flatAndNestedMeanTheSame(@ForAll("valid") String nested) {
        int data = nested.indexOf("\"data\":{");
        if (data < 0) {
            return;
        }
        var members = nested.substring(data + 8, nested.length() - 2);
        var flat = nested.substring(0, data) + (members.isEmpty() ? "\"more\":0" : members) + "}";
        assertThat(reader.read(flat)).isEqualTo(reader.read(nested));
    }

    @Property
    void everySymbolAndTypeIsWanted(
            @ForAll("symbols") List<String> symbols, @ForAll List<DataType> types, @ForAll boolean echo) {
        var names = types.stream().map(type -> '"' + type.wire() + '"').collect(Collectors.joining(","));
        var quoted = symbols.stream().map(symbol -> '"' + symbol + '"').collect(Collectors.joining(","));
        var text = "{\"type\":\"subscribe\"," + (echo ? "\"id\":1," : "") + "\"symbols\":[" + quoted
                + "],\"data_types\":[" + names + "]}";
        if (symbols.isEmpty() || types.isEmpty()) {
            readOrRefuse(text);
            return;
        }
        var message = (ClientMessage.Subscribe) reader.read(text);
        assertThat(message.symbols())
                .containsExactlyElementsOf(symbols.stream().distinct().toList());
        assertThat(message.wanted().keySet())
                .extracting(ClientMessage.Selection::type)
                .containsExactlyElementsOf(types.stream().distinct().toList());
        assertThat(message.id()).isEqualTo(echo ? Echo.of(1) : null);
    }

    private void readOrRefuse(String text) {
        try {
            assertThat(reader.read(text)).isNotNull();
        } catch (ProtocolException refused) {
            assertThat(refused.code().number()).isBetween(4000, 4130);
            assertThat(refused.text()).isNotBlank();
        }
    }

    @Provide
    Arbitrary<String> valid() {
        return Arbitraries.of(VALID);
    }

    @Provide
    Arbitrary<String> damage() {
        return Arbitraries.of("cut", "drop", "double", "replace");
    }

    @Provide
    Arbitrary<List<String>> symbols() {
        return Arbitraries.of("000001.SZ", "AAPL", "btc-usd", "sh600000", "0700.HK")
                .list()
                .ofMaxSize(6);
    }

    @Provide
    Arbitrary<String> messages() {
        return members(3).list().ofMaxSize(6).map(members -> "{" + String.join(",", members) + "}");
    }

    private static Arbitrary<String> members(int depth) {
        return Combinators.combine(Arbitraries.of(NAMES), value(depth)).as((name, value) -> '"' + name + "\":" + value);
    }

    private static Arbitrary<String> value(int depth) {
        var plain = Arbitraries.of(VALUES);
        if (depth == 0) {
            return plain;
        }
        var object = members(depth - 1).list().ofMaxSize(8).map(members -> "{" + String.join(",", members) + "}");
        var array = value(depth - 1).list().ofMaxSize(3).map(values -> "[" + String.join(",", values) + "]");
        return Arbitraries.frequencyOf(Tuple.of(5, plain), Tuple.of(2, object), Tuple.of(2, array));
    }
}
