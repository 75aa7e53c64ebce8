package argus.protocol.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import argus.protocol.Agreement;
import argus.protocol.Agreement.Encoding;
import argus.protocol.Echo;
import argus.protocol.ErrorCode;
import argus.protocol.Golden;
import argus.protocol.ProtocolException;
import argus.protocol.request.ClientMessage.Hello;
import argus.protocol.request.ClientMessage.Ready;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HelloTest {
    private final MessageReader reader = new MessageReader(10_000);

    private Agreement agreed(String data) {
        return ((Hello) reader.read("{\"type\":\"hello\",\"data\":" + data + "}")).agreement();
    }

    @Test
    void helloIsReadWithEverythingInIt() {
        assertThat(reader.read(Golden.wire("requests/hello")))
                .isEqualTo(
                        new Hello(Echo.of(1), "desk/3.1", new Agreement(2, Encoding.GZIP, 50, 500, true, false, 5000)));
    }

    @Test
    void everythingInAHelloIsOptional() {
        assertThat(agreed("{}")).isEqualTo(Agreement.WITHOUT_HELLO);
        assertThat(reader.read("{\"type\":\"HELLO\",\"version\":1}"))
                .isEqualTo(new Hello(null, null, new Agreement(1, Encoding.JSON, 0, 0, false, false, 0)));
    }

    @Test
    void firstEncodingOfTheClientThatIsKnownIsTaken() {
        assertThat(agreed("{\"encodings\":[\"cbor\",\"JSON+Binary\",\"json+gzip\"]}")
                        .encoding())
                .isEqualTo(Encoding.BINARY);
        assertThat(agreed("{\"encodings\":\"json\"}").encoding()).isEqualTo(Encoding.JSON);
    }

    @Test
    void batchOfWhichNothingIsSaidNeverWaits() {
        assertThat(agreed("{\"batch\":{}}")).isEqualTo(new Agreement(2, Encoding.JSON, 0, 500, false, false, 0));
        assertThat(agreed("{\"batch\":{}}").batches()).isTrue();
        assertThat(agreed("{\"batch\":null}").batches()).isFalse();
        assertThat(agreed("{\"batch\":{\"max_delay_ms\":10000,\"max_items\":1}}"))
                .isEqualTo(new Agreement(2, Encoding.JSON, 10_000, 1, false, false, 0));
    }

    @Test
    void flowIsPushedUnlessItIsAskedFor() {
        assertThat(agreed("{\"flow\":\"push\"}").credit()).isFalse();
        assertThat(reader.read(Golden.wire("requests/hello_credit")))
                .isEqualTo(new Hello(null, "wall/1.0", new Agreement(2, Encoding.JSON, 0, 500, true, true, 0)));
        assertThat(agreed("{\"flow\":\"Credit\"}").credit()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "{\"version\":3}                            | $.data.version",
                "{\"version\":\"2\"}                        | $.data.version",
                "{\"encodings\":[]}                         | $.data.encodings",
                "{\"encodings\":[\"cbor\",\"msgpack\"]}     | $.data.encodings",
                "{\"flow\":\"pull\"}                        | $.data.flow",
            })
    void whatIsNotSpokenIsRefusedWithWhatIs(String data, String path) {
        var fault = refusal("hello", data);
        assertThat(fault.path()).isEqualTo(path);
        assertThat(fault.details()).containsKey("supported");
    }

    @Test
    void refusalNamesVersionsAndEncodings() {
        assertThat(refusal("hello", "{\"version\":3}").details()).containsEntry("supported", List.of(1, 2));
        assertThat(refusal("hello", "{\"encodings\":\"cbor\"}").details())
                .containsEntry("supported", List.of("json", "json+gzip", "json+binary"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "hello | {\"client\":7}                      | $.data.client",
                "hello | {\"encodings\":[7]}                 | $.data.encodings[0]",
                "hello | {\"batch\":true}                    | $.data.batch",
                "hello | {\"batch\":{\"max_delay_ms\":-1}}   | $.data.batch.max_delay_ms",
                "hello | {\"batch\":{\"max_delay_ms\":10001}} | $.data.batch.max_delay_ms",
                "hello | {\"batch\":{\"max_items\":0}}       | $.data.batch.max_items",
                "hello | {\"batch\":{\"max_items\":true}}    | $.data.batch.max_items",
                "hello | {\"batch\":{\"max_items\":2.5}}     | $.data.batch.max_items",
                "hello | {\"batch\":{\"max_items\":1e99}}    | $.data.batch.max_items",
                "hello | {\"delta\":1}                       | $.data.delta",
                "hello | {\"heartbeat_ms\":499}              | $.data.heartbeat_ms",
                "hello | {\"heartbeat_ms\":600001}           | $.data.heartbeat_ms",
                "hello | {\"heartbeat_ms\":\"5s\"}           | $.data.heartbeat_ms",
                "ready | {\"credit\":0}                      | $.data.credit",
                "ready | {\"credit\":1001}                   | $.data.credit",
                "ready | {\"credit\":1e999999999}            | $.data.credit",
                "ready | {\"credit\":[]}                     | $.data.credit",
            })
    void faultIsNamedWithItsPlace(String type, String data, String path) {
        assertThat(refusal(type, data).path()).isEqualTo(path);
    }

    @Test
    void readyAsksForOneFrameIfItDoesNotSayHowMany() {
        assertThat(reader.read("{\"type\":\"ready\"}")).isEqualTo(new Ready(null, 1));
        assertThat(reader.read(Golden.wire("requests/ready"))).isEqualTo(new Ready(null, 1));
        assertThat(reader.read("{\"type\":\"ready\",\"credit\":1e3}")).isEqualTo(new Ready(null, 1000));
    }

    @Test
    void agreementHasNoNegativeTimes() {
        assertThatThrownBy(() -> new Agreement(2, Encoding.JSON, -1, 0, false, false, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private ProtocolException refusal(String type, String data) {
        var fault = catchThrowableOfType(
                ProtocolException.class,
                () -> reader.read("{\"type\":\"" + type + "\",\"id\":3,\"data\":" + data + "}"));
        assertThat(fault.code()).isEqualTo(ErrorCode.BAD_REQUEST);
        assertThat(fault.id()).isEqualTo(Echo.of(3));
        return fault;
    }
}
