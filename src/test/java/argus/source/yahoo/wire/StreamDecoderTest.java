package argus.source.yahoo.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import argus.source.DecodeException;
import com.google.protobuf.CodedOutputStream;
import jakarta.json.Json;
import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import java.io.ByteArrayOutputStream;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamDecoderTest {
    private static final Path RECORDED = Path.of("../shared/sources/yahoo");
    /** As many by default as a build can do; a million with {@code -Dargus.fuzz=1000000}. */
    private static final int FRAMES = Integer.getInteger("argus.fuzz", 5_000);

    private static Pricing only(String frame) {
        return StreamDecoder.decode(frame).orElseThrow();
    }

    private static String inCamelCase(PricingField field) {
        var words = field.name().toLowerCase(Locale.ROOT).split("_");
        var name = new StringBuilder(words[0]);
        for (int i = 1; i < words.length; i++) {
            name.append(words[i].substring(0, 1).toUpperCase(Locale.ROOT)).append(words[i].substring(1));
        }
        return name.toString();
    }

    @Test
    void anEnvelopeWithANumberBeyondAllExponentsIsRefused() {
        assertThatThrownBy(() -> StreamDecoder.decode("{\"type\":1e99999999999}"))
                .isInstanceOf(DecodeException.class);
        assertThatThrownBy(
                        () -> QuoteRow.decode("{\"quoteResponse\":[1e99999999999]}".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(DecodeException.class);
    }

    @Test
    void everyRecordedMessageHasExactlyTheFieldsExpectedOfIt() throws Exception {
        assumeThat(RECORDED).as("recorded messages").exists();
        int checked = 0;
        for (var line : Files.readAllLines(RECORDED.resolve("pricing-samples.tsv"))) {
            if (line.startsWith("#")) {
                continue;
            }
            var columns = line.split("\t");
            var bare = only(columns[1]);
            assertThat(only("{\"type\":\"pricing\",\"message\":\"" + columns[1] + "\"}"))
                    .isEqualTo(bare);
            try (var reader = Json.createReader(new StringReader(columns[2]))) {
                var expected = reader.readObject();
                var names = new ArrayList<String>();
                for (var value : bare.values().entrySet()) {
                    var name = inCamelCase(value.getKey());
                    names.add(name);
                    var wanted = expected.get(name);
                    assertThat(wanted).as(columns[0] + " " + name).isNotNull();
                    if (wanted instanceof JsonString text) {
                        assertThat(value.getValue()).isEqualTo(text.getString());
                    } else if (value.getValue() instanceof Long count) {
                        assertThat(count).as(name).isEqualTo(((JsonNumber) wanted).longValueExact());
                    } else {
                        var decimal = (BigDecimal) value.getValue();
                        double wide = ((JsonNumber) wanted).doubleValue();
                        boolean isDouble = value.getKey().kind() == PricingField.Kind.DOUBLE;
                        assertThat(isDouble ? decimal.doubleValue() : decimal.floatValue())
                                .as(columns[0] + " " + name)
                                .isEqualTo(wide);
                    }
                }
                expected.keySet().stream()
                        .filter(name -> !name.startsWith("_"))
                        .forEach(name -> assertThat(names).as(columns[0]).contains(name));
            }
            checked++;
        }
        assertThat(checked).isEqualTo(12);
    }

    @Test
    void theRecordedEnvelopeIsReadWithoutArtefactsOf32Bits() throws Exception {
        assumeThat(RECORDED).as("recorded messages").exists();
        var pricing = only(Files.readString(RECORDED.resolve("stream-v2-frame-BTC-USD.json")));

        assertThat(pricing.id()).isEqualTo("BTC-USD");
        assertThat(pricing.price()).isEqualTo("110429.42");
        assertThat(pricing.time()).isEqualTo("2025-10-30T00:46:00Z");
        assertThat(pricing.decimal(PricingField.DAY_LOW)).isEqualTo("109768.805");
        assertThat(pricing.text(PricingField.CURRENCY)).isEqualTo("USD");
        assertThat(pricing.count(PricingField.PRICE_HINT)).isEqualTo(2);
    }

    @Test
    void aFieldThatIsSentAsZeroIsToldFromOneThatIsNotSent() {
        var premarket = only(PricingText.of("AAPL", 305.76f, 1_779_437_422_000L)
                .with(PricingField.MARKET_HOURS, 0L)
                .envelope());
        assertThat(premarket.price()).isEqualTo("305.76");
        assertThat(premarket.count(PricingField.MARKET_HOURS)).isZero();
        assertThat(premarket.count(PricingField.DAY_VOLUME)).isNull();
        assertThat(premarket.text(PricingField.CURRENCY)).isNull();
    }

    @Test
    void fieldsThatAreNotKnownArePassedOver() {
        var pricing = only(PricingText.of("EURUSD=X", 1.13702f, 1_790_627_139_000L)
                .withUnknownFields()
                .bare());

        assertThat(pricing.values()).hasSize(3);
    }

    @Test
    void aKnownFieldInAnotherFormIsPassedOver() throws Exception {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(PricingText.of("AAPL", 1f, 1L).bytes());
        var out = CodedOutputStream.newInstance(bytes);
        out.writeString(9, "many");
        out.flush();

        assertThat(StreamDecoder.message(bytes.toByteArray()).count(PricingField.DAY_VOLUME))
                .isNull();
    }

    @Test
    void anEnvelopeOfAnotherTypeSaysNothing() {
        assertThat(StreamDecoder.decode("{\"type\":\"heartbeat\"}")).isEmpty();
        assertThat(StreamDecoder.decode("{}")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "not base64!",
                "{\"type\":\"pricing\"}",
                "{\"type\":\"pricing\",\"message\":7}",
                "{\"type\":\"pricing\",\"message\":\"@@\"}",
                "{\"type\":",
                "CgRBQVBM",
                "/////w==",
                "DA==",
            })
    void anythingElseIsRefused(String frame) {
        assertThatThrownBy(() -> StreamDecoder.decode(frame)).isInstanceOf(DecodeException.class);
    }

    @Test
    void aFrameOrATextOfNoSensibleLengthIsRefused() {
        assertThatThrownBy(() -> StreamDecoder.decode("A".repeat(70_000))).isInstanceOf(DecodeException.class);
        var longName = PricingText.of("AAPL", 1f, 1L)
                .with(PricingField.SHORT_NAME, "x".repeat(300))
                .bare();
        assertThatThrownBy(() -> StreamDecoder.decode(longName)).isInstanceOf(DecodeException.class);
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, -1f, 0f, 1e30f, 1e-30f})
    void aPriceThatCannotBeIsRefused(float price) {
        var frame = PricingText.of("AAPL", price, 1L).bare();
        assertThatThrownBy(() -> StreamDecoder.decode(frame)).isInstanceOf(DecodeException.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MAX_VALUE})
    void aTimeThatCannotBeIsRefused(long millis) {
        var frame = PricingText.of("AAPL", 1f, millis).bare();
        assertThatThrownBy(() -> StreamDecoder.decode(frame)).isInstanceOf(DecodeException.class);
    }

    @Test
    void aNumberOf64BitsThatCannotBeIsRefused() {
        var frame = PricingText.of("A", 1f, 1L)
                .with(PricingField.MARKET_CAP, Double.NaN)
                .bare();
        assertThatThrownBy(() -> StreamDecoder.decode(frame)).isInstanceOf(DecodeException.class);
    }

    @Property(tries = 300)
    void whatIsWrittenIsRead(
            @ForAll @IntRange(min = 1, max = 1_000_000_000) int priceInTenThousandths,
            @ForAll @IntRange(min = -1_000_000, max = 1_000_000) int changeInTenThousandths,
            @ForAll @LongRange(min = 1, max = 4_000_000_000_000L) long time,
            @ForAll @LongRange(min = 0) long volume) {
        float price = priceInTenThousandths / 10_000f;
        float change = changeInTenThousandths / 10_000f;
        var pricing = only(PricingText.of("X-Y", price, time)
                .with(PricingField.CHANGE, change)
                .with(PricingField.DAY_VOLUME, volume)
                .envelope());

        assertThat(pricing.price().floatValue()).isEqualTo(price);
        assertThat(pricing.price().precision()).isLessThanOrEqualTo(9);
        assertThat(pricing.time().toEpochMilli()).isEqualTo(time);
        assertThat(pricing.count(PricingField.DAY_VOLUME)).isEqualTo(volume);
    }

    @Test
    void noMutatedFrameDoesMoreThanBeRefused() {
        var whole = PricingText.of("BTC-USD", 110429.42f, 1_761_785_160_000L)
                .with(PricingField.CURRENCY, "USD")
                .with(PricingField.MARKET_HOURS, 1L)
                .with(PricingField.DAY_VOLUME, 62_560_296_960L)
                .with(PricingField.CHANGE, -2207.38f)
                .with(PricingField.SHORT_NAME, "Bitcoin USD")
                .with(PricingField.MARKET_CAP, 2.2e12)
                .withUnknownFields();
        var random = new Random(11);
        int refused = 0;
        for (int i = 0; i < FRAMES; i++) {
            var bytes = whole.bytes();
            for (int changes = 1 + random.nextInt(6); changes > 0; changes--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            var text = Base64.getEncoder().encodeToString(bytes);
            var frame = new StringBuilder(i % 2 == 0 ? text : "{\"type\":\"pricing\",\"message\":\"" + text + "\"}");
            if (i % 5 == 0) {
                frame.setCharAt(random.nextInt(frame.length()), (char) random.nextInt(128));
            }
            try {
                StreamDecoder.decode(frame.toString())
                        .ifPresent(pricing -> assertThat(pricing.price()).isPositive());
            } catch (DecodeException e) {
                refused++;
            }
        }
        assertThat(refused).isPositive();
    }

    static List<Path> recorded(String beginning) throws Exception {
        try (var files = Files.list(RECORDED)) {
            return files.filter(file -> file.getFileName().toString().startsWith(beginning))
                    .sorted()
                    .toList();
        }
    }
}
