package argus.config.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValueTypeTest {
    @ParameterizedTest
    @ValueSource(strings = {"true", "TRUE", "yes", "on", "1"})
    void yesHasManyWords(String text) {
        assertThat(ValueType.flag().parse(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"maybe", "", "2", "truee"})
    void otherWordsAreNoFlag(String text) {
        assertThatThrownBy(() -> ValueType.flag().parse(text)).hasMessage("allowed is true or false");
    }

    @ParameterizedTest
    @CsvSource({"info,INFO", "WARN,WARNING", "Critical,ERROR", "TRACE,TRACE", "off,OFF"})
    void levelIsRead(String text, System.Logger.Level level) {
        assertThat(ValueType.level().parse(text)).isEqualTo(level);
    }

    @Test
    void boundsAreAllowedAndNothingBeyond() {
        var type = ValueType.integer(1, 9);

        assertThat(List.of(type.parse("1"), type.parse(" 9 "))).containsExactly(1, 9);
        for (var text : List.of("0", "10", "1.0", "one", "99999999999")) {
            assertThatThrownBy(() -> type.parse(text)).hasMessage("allowed is a whole number from 1 to 9");
        }
        assertThatThrownBy(() -> ValueType.decimal("0", "1").parse("1.1"))
                .hasMessage("allowed is a number from 0 to 1");
        assertThatThrownBy(() -> ValueType.duration("1s", "2s").parse("3s"))
                .hasMessage("allowed is a time from 1s to 2s, such as 500ms, 20s or 1m");
        assertThatThrownBy(() -> ValueType.size("1KiB", "2KiB").parse("1"))
                .hasMessage("allowed is a size from 1KiB to 2KiB, such as 65536 or 64KiB");
    }

    @Test
    void reasonIsAddedWhereItHelps() {
        assertThatThrownBy(() -> DatasourceKeys.ROUTES.type().parse("* -> moon"))
                .hasMessage("allowed is routes such as BTC-USD -> recorded; * -> simulated"
                        + " (no source is called 'moon')");
    }

    @Test
    void addressNeedsAScheme() {
        assertThat(ValueType.url().parse("https://a.example/x")).isEqualTo("https://a.example/x");
        assertThatThrownBy(() -> ValueType.url().parse("a.example")).hasMessageContaining("http://");
    }

    @ParameterizedTest
    @CsvSource({
        "TEXT,text",
        "json,json",
        "%(asctime)s %(levelname)-8s %(message)s,%(asctime)s %(levelname)-8s %(message)s"
    })
    void logFormatIsRead(String text, String format) {
        assertThat(OperationKeys.FORMAT.type().parse(text)).isEqualTo(format);
    }

    @ParameterizedTest
    @ValueSource(strings = {"xml", "%(lineno)d %(message)s"})
    void otherLogFormatIsRefused(String text) {
        assertThatThrownBy(() -> OperationKeys.FORMAT.type().parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void secretDoesNotPrintItself() {
        var secret = ValueType.secret().parse("hush");

        assertThat(secret.value()).isEqualTo("hush");
        assertThat(secret).hasToString(Secret.MASK);
    }

    @ParameterizedTest
    @MethodSource("keys")
    void defaultIsAllowed(ConfigKey<?> key) {
        key.initial().ifPresent(text -> assertThat(key.type().parse(text)).isNotNull());
        assertThat(key.meaning()).endsWith(".");
    }

    @Test
    void everyKeyOfASectionIsRegistered() throws IllegalAccessException {
        var declared = new ArrayList<Object>();
        for (var section : List.of(
                ServerKeys.class, DatasourceKeys.class, SecurityKeys.class, MarketKeys.class, OperationKeys.class)) {
            for (var field : section.getDeclaredFields()) {
                if (field.getType() == ConfigKey.class) {
                    declared.add(field.get(null));
                }
            }
        }

        assertThat(declared).hasSizeGreaterThan(40);
        assertThat(List.<Object>copyOf(ConfigKeys.all())).containsAll(declared);
    }

    static List<ConfigKey<?>> keys() {
        return ConfigKeys.all();
    }
}
