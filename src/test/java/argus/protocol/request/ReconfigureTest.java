package argus.protocol.request;

import static argus.model.Events.decimal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import argus.model.Columns;
import argus.model.DataType;
import argus.protocol.Echo;
import argus.protocol.ErrorCode;
import argus.protocol.Golden;
import argus.protocol.ProtocolException;
import argus.protocol.Samples;
import argus.protocol.request.ClientMessage.Reconfigure;
import argus.protocol.request.ClientMessage.Selection;
import argus.protocol.request.ClientMessage.Target;
import argus.protocol.request.ClientMessage.Unsubscribe;
import argus.topic.Delivery;
import argus.topic.Filter.Comparison;
import argus.topic.Filter.Operator;
import argus.topic.MinChange;
import argus.topic.Shape;
import argus.topic.SubscribeOptions;
import argus.topic.Topic;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReconfigureTest {
    private static final Set<DataType> QUOTES = EnumSet.of(DataType.QUOTE);
    private static final SubscribeOptions EVERYTHING = new SubscribeOptions(
            Delivery.CONFLATED,
            Duration.ofSeconds(1),
            5,
            new Shape(List.of("symbol", "volume"), false, true, true),
            new Comparison(Columns.find(DataType.QUOTE, "volume").orElseThrow(), Operator.GT, decimal("7")),
            new MinChange(Columns.find(DataType.QUOTE, "volume").orElseThrow(), decimal("7"), false));

    private final MessageReader reader = new MessageReader(10_000);

    private Revision revision(String change) {
        var message = "{\"type\":\"reconfigure\",\"data\":{\"sub\":\"board\"," + change + "}}";
        return ((Reconfigure) reader.read(message)).revision();
    }

    private SubscribeOptions revised(String change) {
        return revision(change).applied(EVERYTHING, DataType.QUOTE, QUOTES);
    }

    @Test
    void setIsReconfigured() {
        var message = (Reconfigure) reader.read(Golden.wire("requests/reconfigure"));
        assertThat(message.id()).isEqualTo(Echo.of(8));
        assertThat(message.target()).isEqualTo(new Target("board", List.of(), List.of(), List.of()));
        assertThat(message.revision().applied(EVERYTHING, DataType.QUOTE, QUOTES))
                .isEqualTo(EVERYTHING
                        .withWhere(null)
                        .withShape(new Shape(List.of("symbol", "last_price"), false, true, true)));
        assertThat(message.revision().paused(true)).isTrue();
        assertThat(message.revision().paused(false)).isFalse();
    }

    @Test
    void subscriptionsArePausedByTheirIds() {
        var message = (Reconfigure) reader.read(Golden.wire("requests/reconfigure_pause"));
        assertThat(message.target()).isEqualTo(new Target(null, List.of("s-1", "s-3"), List.of(), List.of()));
        assertThat(message.revision().applied(EVERYTHING, DataType.QUOTE, QUOTES))
                .isEqualTo(EVERYTHING);
        assertThat(message.revision().paused(false)).isTrue();
    }

    @Test
    void whatIsNamedIsChangedAndTheRestStays() {
        assertThat(revised("\"max_rate\":4")).isEqualTo(EVERYTHING.withMinInterval(Duration.ofMillis(250)));
        assertThat(revised("\"fields\":[\"last_price\"]"))
                .isEqualTo(EVERYTHING.withShape(new Shape(List.of("symbol", "last_price"), false, true, true)));
        assertThat(revised("\"timestamps\":\"in_ts\""))
                .isEqualTo(EVERYTHING.withShape(new Shape(List.of("symbol", "volume"), false, false, true)));
        var price = Columns.find(DataType.QUOTE, "last_price").orElseThrow();
        assertThat(revised("\"where\":{\"field\":\"last_price\",\"cmp\":\"lt\",\"val\":3}"))
                .isEqualTo(EVERYTHING.withWhere(new Comparison(price, Operator.LT, decimal("3"))));
        assertThat(revised("\"filters\":{\"min_price\":3}"))
                .isEqualTo(EVERYTHING.withWhere(new Comparison(price, Operator.GTE, decimal("3"))));
        assertThat(revised("\"min_change\":{\"field\":\"last_price\",\"abs\":3}"))
                .isEqualTo(EVERYTHING.withMinChange(new MinChange(price, decimal("3"), false)));
    }

    @Test
    void whatIsNullIsCleared() {
        assertThat(revised("\"max_rate\":null")).isEqualTo(EVERYTHING.withMinInterval(Duration.ZERO));
        assertThat(revised("\"fields\":null")).isEqualTo(EVERYTHING.withShape(new Shape(List.of(), false, true, true)));
        assertThat(revised("\"timestamps\":null"))
                .isEqualTo(EVERYTHING.withShape(new Shape(List.of("symbol", "volume"), false, false, false)));
        assertThat(revised("\"where\":null")).isEqualTo(EVERYTHING.withWhere(null));
        assertThat(revised("\"filters\":null")).isEqualTo(EVERYTHING.withWhere(null));
        assertThat(revised("\"min_change\":null")).isEqualTo(EVERYTHING.withMinChange(null));
        assertThat(revision("\"paused\":null").paused(true)).isFalse();
    }

    @Test
    void membersAtTheTopLevelCountAsWell() {
        var message = (Reconfigure)
                reader.read("{\"type\":\"reconfigure\",\"sub\":\"board\",\"max_rate\":null,\"paused\":false}");
        assertThat(message.revision().applied(EVERYTHING, DataType.QUOTE, QUOTES))
                .isEqualTo(EVERYTHING.withMinInterval(Duration.ZERO));
        assertThat(message.revision().paused(true)).isFalse();
    }

    @Test
    void fieldHasToBeKnownToOneOfTheTypesThatAreChanged() {
        var revision = revision("\"fields\":[\"last_price\"]");
        assertThat(revision.applied(Samples.AT_ONCE, DataType.TRADE, EnumSet.of(DataType.QUOTE, DataType.TRADE))
                        .shape()
                        .fields())
                .containsExactly("symbol");
        assertRefused(revision, Samples.AT_ONCE, DataType.TRADE, "$.data.fields[0]");
    }

    @Test
    void conditionHasToFitTheType() {
        assertRefused(
                revision("\"where\":{\"field\":\"last_price\",\"cmp\":\"gt\",\"val\":1}"),
                Samples.AT_ONCE,
                DataType.TRADE,
                "$.data.where.field");
        assertRefused(
                revision("\"min_change\":{\"field\":\"last_price\",\"abs\":1}"),
                Samples.AT_ONCE,
                DataType.TRADE,
                "$.data.min_change.field");
    }

    @Test
    void everyUpdateAndARateExcludeEachOther() {
        var all = new SubscribeOptions(Delivery.ALL, Duration.ZERO, 1);
        assertRefused(revision("\"max_rate\":4"), all, DataType.TRADE, "$.data.max_rate");
        assertThat(revision("\"max_rate\":null").applied(all, DataType.TRADE, EnumSet.of(DataType.TRADE)))
                .isEqualTo(all);
    }

    private static void assertRefused(Revision revision, SubscribeOptions now, DataType type, String path) {
        var fault = catchThrowableOfType(ProtocolException.class, () -> revision.applied(now, type, EnumSet.of(type)));
        assertThat(fault.code()).isEqualTo(ErrorCode.BAD_REQUEST);
        assertThat(fault.path()).isEqualTo(path);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "{}                                                   | $.data.symbols",
                "{\"paused\":true}                                    | $.data.symbols",
                "{\"sub\":\"a\"}                                      | $.data",
                "{\"sub\":\"a\",\"delivery\":\"all\"}                 | $.data",
                "{\"sub\":7,\"paused\":true}                          | $.data.sub",
                "{\"sub\":\"a\",\"paused\":1}                         | $.data.paused",
                "{\"sub\":\"a\",\"max_rate\":0}                       | $.data.max_rate",
                "{\"sub\":\"a\",\"fields\":[]}                        | $.data.fields",
                "{\"sub\":\"a\",\"timestamps\":[\"x\"]}               | $.data.timestamps[0]",
                "{\"sub\":\"a\",\"where\":{\"op\":\"no\"}}            | $.data.where.op",
                "{\"sub\":\"a\",\"min_change\":{\"field\":\"x\"}}     | $.data.min_change",
                "{\"subscription_ids\":[7],\"paused\":true}           | $.data.subscription_ids[0]",
            })
    void faultIsNamedWithItsPlace(String data, String path) {
        var fault = catchThrowableOfType(
                ProtocolException.class, () -> reader.read("{\"type\":\"reconfigure\",\"data\":" + data + "}"));
        assertThat(fault.code()).isEqualTo(ErrorCode.BAD_REQUEST);
        assertThat(fault.path()).isEqualTo(path);
    }

    @Test
    void changeOfNothingAtTheTopLevelIsAFaultOfTheMessage() {
        assertThat(catchThrowableOfType(
                                ProtocolException.class, () -> reader.read("{\"type\":\"reconfigure\",\"sub\":\"a\"}"))
                        .path())
                .isEqualTo("$");
    }

    @ParameterizedTest
    @ValueSource(strings = {"unsubscribe", "reconfigure"})
    void setMayBeNarrowedToSymbolsAndTypes(String type) {
        var message = reader.read("{\"type\":\"" + type
                + "\",\"data\":{\"sub\":\"a\",\"symbols\":[\"6*.SH\"],\"data_types\":[\"kline\"],\"paused\":true}}");
        var target =
                message instanceof Unsubscribe unsubscribe ? unsubscribe.target() : ((Reconfigure) message).target();
        assertThat(target)
                .isEqualTo(
                        new Target("a", List.of(), List.of("6*.SH"), List.of(new Selection(DataType.KLINE, null, 0))));
        assertThat(target.covers(Topic.of(DataType.QUOTE, Samples.PING_AN))).isFalse();
    }

    @Test
    void setAloneIsUnsubscribed() {
        assertThat(((Unsubscribe) reader.read(Golden.wire("requests/unsubscribe_set"))).target())
                .isEqualTo(new Target("board", List.of(), List.of(), List.of()));
        assertThatThrownBy(() -> new Target(null, List.of(), List.of(), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
