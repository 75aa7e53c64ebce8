package argus.source.tencent;

import static org.assertj.core.api.Assertions.assertThat;

import argus.model.Symbol;
import argus.source.DecodeException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;

class TencentDecoderPropertyTest {
    /** As many by default as a build can do; a million with {@code -Dargus.fuzz=1000000}. */
    private static final int FRAMES = Integer.getInteger("argus.fuzz", 5_000);

    @Property(tries = 200)
    void whatIsWrittenIsRead(
            @ForAll @IntRange(min = 1, max = 999_999) int number,
            @ForAll @BigRange(min = "0.01", max = "9999.99") @Scale(2) BigDecimal price,
            @ForAll @IntRange(min = 1, max = 100_000_000) int lots) {
        var code = String.format("%06d", number);
        var volume = BigDecimal.valueOf(lots).multiply(BigDecimal.valueOf(100));
        var amount = volume.multiply(price).setScale(0, RoundingMode.UP);
        var text = RowText.chinese(code, "名" + number)
                .set(3, price.toPlainString())
                .set(6, Integer.toString(lots))
                .set(9, price.toPlainString(), Integer.toString(lots))
                .set(35, price.toPlainString() + '/' + lots + '/' + amount.toPlainString());

        var row = TencentDecoder.decode(FakeTencent.body(Map.of("bj" + code, text.text())))
                .rows()
                .get(0)
                .row();

        assertThat(row.symbol()).isEqualTo(new Symbol(code + ".BJ"));
        assertThat(row.last()).isEqualByComparingTo(price);
        assertThat(row.volume()).isEqualByComparingTo(volume);
        assertThat(row.amount()).isEqualByComparingTo(amount);
        assertThat(row.bids().get(0).volume()).isEqualByComparingTo(volume);
    }

    @Test
    void noMutatedAnswerDoesMoreThanBeRefused() {
        var bodies = new byte[][] {
            FakeTencent.body(
                    Map.of("sh600001", RowText.chinese("600001", "测试股份").text())),
            FakeTencent.body(Map.of(
                    "hk00700", RowText.hongKong("00700", "腾讯控股", "TENCENT").text())),
            FakeTencent.body(Map.of(
                    "usBRK.B", RowText.american("BRK.B.N", "伯克希尔", "Berkshire").text())),
        };
        var random = new Random(7);
        int refused = 0;
        for (int i = 0; i < FRAMES; i++) {
            var frame = bodies[i % bodies.length].clone();
            for (int changes = 1 + random.nextInt(8); changes > 0; changes--) {
                frame[random.nextInt(frame.length)] =
                        (byte) (random.nextInt(4) == 0 ? "~;\"=0.E-/".charAt(random.nextInt(9)) : random.nextInt(256));
            }
            try {
                var answer = TencentDecoder.decode(frame);
                answer.rows().forEach(read -> {
                    assertThat(read.row().quote().last()).isPositive();
                    assertThat(read.row().instrument().tick()).isPositive();
                });
                refused += answer.faults().size();
            } catch (DecodeException e) {
                refused++;
            }
        }
        assertThat(refused).isPositive();
    }
}
