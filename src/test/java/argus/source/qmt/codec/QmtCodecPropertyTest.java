package argus.source.qmt.codec;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import argus.model.BarPeriod;
import argus.model.Decimals;
import argus.model.Depth.Level;
import argus.source.DecodeException;
import jakarta.json.Json;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Round trips of made-up ticks, and frames with bytes changed, cut out and put in. */
class QmtCodecPropertyTest {
    private static final int FRAMES = Integer.getInteger("argus.fuzz", 20_000);
    private static final String[] ODD = {
        "1e999999999",
        "-0",
        "1e-999999999",
        "[[[[[[[[",
        "\"\"",
        "null",
        "true",
        "{",
        "}",
        "9".repeat(400),
        "\u0000",
        "\"data\":{",
        "1e29"
    };

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void whatIsWrittenIsRead(long seed) {
        var random = new Random(seed);
        for (int n = 0; n < 300; n++) {
            var ticks = List.of(tick(random, "600000.SH"), tick(random, "000001.SZ"), tick(random, "830799.BJ"));
            var map = Json.createObjectBuilder();
            var lists = Json.createObjectBuilder();
            for (var tick : ticks) {
                map.add(tick.code(), TickJson.of(tick));
                lists.add(tick.code(), Json.createArrayBuilder().add(TickJson.of(tick)));
            }
            var json = map.build();
            assertThat(QmtDecoder.ticks(json.toString()).values()).isEqualTo(ticks);
            assertThat(QmtDecoder.ticks(lists.build().toString()).values()).isEqualTo(ticks);
            assertThat(QmtDecoder.ticks("{\"data\":" + json + "}").values()).isEqualTo(ticks);
        }
    }

    @Test
    void aChangedFrameIsReadOrRejectedAndNothingElse() {
        var random = new Random(20_261_122);
        var frames = List.of(
                "{\"600000.SH\":" + TickJson.of(tick(random, "600000.SH")) + "}",
                "{\"data\":{\"000001.SZ\":[" + TickJson.of(tick(random, "000001.SZ")) + "]}}",
                "{\"success\":true,\"data\":{\"600000.SH\":[{\"index\":\"20260302\",\"open\":1.5,\"high\":1.5,\"low\":1.5,"
                        + "\"close\":1.5,\"volume\":3}]}}");
        int read = 0;
        int rejected = 0;
        var longest = Duration.ZERO;
        for (int n = 0; n < FRAMES; n++) {
            var frame = changed(frames.get(n % frames.size()), random);
            long began = System.nanoTime();
            try {
                read += QmtDecoder.ticks(frame).values().size();
                QmtDecoder.bars(frame, BarPeriod.D1, "qmt").values();
            } catch (DecodeException e) {
                rejected++;
            }
            var took = Duration.ofNanos(System.nanoTime() - began);
            longest = took.compareTo(longest) > 0 ? took : longest;
        }
        assertThat(read).isPositive();
        assertThat(rejected).isPositive();
        assertThat(longest).as("no frame hangs").isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void aFrameOfNothingButBracketsIsRejected() {
        for (var bracket : List.of("[", "{\"a\":", "{\"a.b\":[", "{\"data\":{\"a.b\":{\"c\":[[")) {
            var frame = bracket.repeat(100_000);
            Throwable thrown = null;
            try {
                QmtDecoder.ticks(frame);
            } catch (DecodeException e) {
                thrown = e;
            }
            assertThat(thrown).isNotNull();
        }
    }

    private static String changed(String frame, Random random) {
        var bytes = frame.getBytes(ISO_8859_1);
        for (int n = random.nextInt(4); n >= 0; n--) {
            bytes[random.nextInt(bytes.length)] =
                    (byte) (random.nextBoolean() ? random.nextInt(256) : "{}[],:\"0-.e".charAt(random.nextInt(11)));
        }
        var text = new String(bytes, ISO_8859_1);
        int at = random.nextInt(text.length());
        return switch (random.nextInt(4)) {
            case 0 -> text.substring(0, at);
            case 1 -> text.substring(0, at) + ODD[random.nextInt(ODD.length)] + text.substring(at);
            case 2 -> text.substring(0, at) + text.substring(Math.min(text.length(), at + random.nextInt(9)));
            default -> text;
        };
    }

    private static QmtTick tick(Random random, String code) {
        boolean traded = random.nextInt(5) > 0;
        var last = traded ? price(random) : null;
        boolean book = random.nextInt(4) > 0;
        return new QmtTick(
                code,
                Instant.ofEpochMilli(1_700_000_000_000L + random.nextInt()),
                last,
                price(random),
                traded ? price(random) : null,
                last,
                traded ? price(random) : null,
                traded
                        ? BigDecimal.valueOf(random.nextInt(1, 2_000_000) * 100L + random.nextInt(100))
                        : BigDecimal.ZERO,
                Decimals.plain(BigDecimal.valueOf(random.nextInt(Integer.MAX_VALUE), 2)),
                book,
                book ? levels(random) : List.of(),
                book ? levels(random) : List.of(),
                phase(random));
    }

    private static Optional<QmtPhase> phase(Random random) {
        var phases = QmtPhase.values();
        int chosen = random.nextInt(phases.length + 1);
        return chosen == phases.length ? Optional.empty() : Optional.of(phases[chosen]);
    }

    private static @Nullable BigDecimal price(Random random) {
        return Decimals.plain(BigDecimal.valueOf(random.nextInt(1, 3_000_000), 3));
    }

    private static List<Level> levels(Random random) {
        var levels = new ArrayList<Level>();
        for (int n = random.nextInt(6); n > 0; n--) {
            levels.add(new Level(price(random), BigDecimal.valueOf(random.nextInt(100_000) * 100L)));
        }
        return levels;
    }
}
