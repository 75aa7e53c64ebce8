package argus.config.key;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * How the text of a setting becomes a value. Immutable.
 *
 * @param allowed what may be written, in words that stand behind "allowed is"
 * @param reader throws an IllegalArgumentException for anything else
 */
public record ValueType<T>(String allowed, Function<String, T> reader) {
    private static final Map<String, Boolean> FLAGS = Map.of(
            "true", true, "yes", true, "on", true, "1", true, "false", false, "no", false, "off", false, "0", false);
    private static final Map<String, System.Logger.Level> LEVELS = Map.of(
            "TRACE", System.Logger.Level.TRACE,
            "DEBUG", System.Logger.Level.DEBUG,
            "INFO", System.Logger.Level.INFO,
            "WARN", System.Logger.Level.WARNING,
            "WARNING", System.Logger.Level.WARNING,
            "ERROR", System.Logger.Level.ERROR,
            "CRITICAL", System.Logger.Level.ERROR,
            "OFF", System.Logger.Level.OFF);

    /** @throws IllegalArgumentException if the text is not allowed; its message says what is */
    public T parse(String text) {
        try {
            return reader.apply(text.strip());
        } catch (IllegalArgumentException | ArithmeticException e) {
            var reason = e instanceof Unfit ? " (" + e.getMessage() + ")" : "";
            throw new IllegalArgumentException("allowed is " + allowed + reason, e);
        }
    }

    /** Any text. */
    public static ValueType<String> text() {
        return new ValueType<>("any text", text -> text);
    }

    /** A text nobody may see. */
    public static ValueType<Secret> secret() {
        return new ValueType<>("any text", Secret::new);
    }

    public static ValueType<Path> path() {
        return new ValueType<>("a path", Path::of);
    }

    public static ValueType<Boolean> flag() {
        return new ValueType<>("true or false", text -> known(FLAGS, text.toLowerCase(Locale.ROOT)));
    }

    public static ValueType<System.Logger.Level> level() {
        return new ValueType<>(
                "TRACE, DEBUG, INFO, WARNING, ERROR or OFF", text -> known(LEVELS, text.toUpperCase(Locale.ROOT)));
    }

    public static ValueType<Integer> integer(int min, int max) {
        return new ValueType<>(
                "a whole number from " + min + " to " + max,
                text -> within(Integer.valueOf(text), (Integer) min, (Integer) max));
    }

    public static ValueType<Long> longInteger() {
        return new ValueType<>("a whole number of 64 bits", Long::valueOf);
    }

    public static ValueType<BigDecimal> decimal(String min, String max) {
        return new ValueType<>(
                "a number from " + min + " to " + max,
                text -> within(new BigDecimal(text), new BigDecimal(min), new BigDecimal(max)));
    }

    /** A length of time; a number without unit counts seconds. */
    public static ValueType<Duration> duration(String min, String max) {
        return new ValueType<>(
                "a time from " + min + " to " + max + ", such as 500ms, 20s or 1m",
                text -> within(Amounts.duration(text), Amounts.duration(min), Amounts.duration(max)));
    }

    /** A number of bytes. */
    public static ValueType<Long> size(String min, String max) {
        return new ValueType<>(
                "a size from " + min + " to " + max + ", such as 65536 or 64KiB",
                text -> within((Long) Amounts.bytes(text), (Long) Amounts.bytes(min), (Long) Amounts.bytes(max)));
    }

    /** One of these words, in any case; the value is the word as listed. */
    public static ValueType<String> choice(String... words) {
        return new ValueType<>("one of " + String.join(", ", words), text -> Arrays.stream(words)
                .filter(text::equalsIgnoreCase)
                .findFirst()
                .orElseThrow(IllegalArgumentException::new));
    }

    /** One of the constants, written in lower case. */
    public static <E extends Enum<E>> ValueType<E> constant(Class<E> type) {
        var words = Arrays.stream(type.getEnumConstants())
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .toArray(String[]::new);
        var choice = choice(words);
        return new ValueType<>(
                choice.allowed(),
                text -> Enum.valueOf(type, choice.reader().apply(text).toUpperCase(Locale.ROOT)));
    }

    /** Texts separated by commas; a comma inside one is written {@code \,}. */
    public static ValueType<List<String>> list() {
        return new ValueType<>("a list of texts", ValueLists::split);
    }

    /** A list of symbols in which {@code 600000..600099.SH} stands for a hundred of them. */
    public static ValueType<List<String>> symbols() {
        return new ValueType<>(
                "a list of symbols such as 600519.SH, AAPL.US, BTC-USD, or ranges such as 600000..600099.SH",
                SymbolList::expand);
    }

    /** An address that begins with http:// or https://. */
    public static ValueType<String> url() {
        return new ValueType<>("an address that begins with http:// or https://", text -> {
            if (!text.matches("https?://\\S+")) {
                throw new IllegalArgumentException();
            }
            return text;
        });
    }

    private static <V> V known(Map<String, V> values, String text) {
        var value = values.get(text);
        if (value == null) {
            throw new IllegalArgumentException();
        }
        return value;
    }

    private static <C extends Comparable<C>> C within(C value, C min, C max) {
        if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
            throw new IllegalArgumentException();
        }
        return value;
    }

    /** Tells more about a fault than what is allowed. */
    public static final class Unfit extends IllegalArgumentException {
        public Unfit(String reason) {
            super(reason);
        }
    }
}
