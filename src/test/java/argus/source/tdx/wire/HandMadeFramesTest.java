package argus.source.tdx.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import argus.source.DecodeException;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The corners of the layouts, in bytes made by hand. */
class HandMadeFramesTest {
    private static final TdxCode PING_AN = new TdxCode(0, "000001");

    @ParameterizedTest
    @CsvSource({
        "05, 5",
        "45, -5",
        "8001, 64",
        "C001, -64",
        "FF7F, -8191",
        "00, 0",
        "80808080808080808000, 0",
        "BFFFFFFFFFFF1F, 70368744177663"
    })
    void aNumberIsSignAndMagnitude(String hex, long value) {
        assertThat(body(hex).varInt()).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "80", "FFFF", "8080808080808080808000", "80808080808020", "FFFFFFFFFFFFFFFF7F"})
    void aNumberThatDoesNotEndOrIsTooLargeIsRejected(String hex) {
        rejected(() -> body(hex).varInt());
    }

    @ParameterizedTest
    @CsvSource({
        "0000803F, 1",
        "00002041, 10",
        "295C2B41, 10.71",
        "00000080, 0",
        "B1B9D60D, 1.3233472E-30",
        "0000C8C2, -100"
    })
    void aFloatIsTheNumberThatWasMeant(String hex, BigDecimal value) {
        assertThat(body(hex).float32()).isEqualByComparingTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0000807F", "000080FF", "0000C07F"})
    void aFloatThatIsNoNumberIsRejected(String hex) {
        rejected(() -> body(hex).float32());
    }

    @ParameterizedTest
    @CsvSource({
        "14042282, 14:04:13.692",
        "15299400, 15:29:56.400",
        "14999512, 14:59:58.243200",
        "14999234, 14:59:57.242400",
        "9250000, 09:25:00"
    })
    void theClockOfAQuoteCountsFractions(long clock, LocalTime time) {
        assertThat(QuoteClock.time(clock)).contains(time);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, 24_000_000, 145_958_123})
    void aClockThatIsNoneSaysNothing(long clock) {
        assertThat(QuoteClock.time(clock)).isEmpty();
    }

    @Test
    void aPlainClockReadsAsItIs() {
        assertThat(QuoteClock.plain(93_005)).contains(LocalTime.of(9, 30, 5));
        assertThat(List.of(
                        QuoteClock.plain(0),
                        QuoteClock.plain(93_060),
                        QuoteClock.plain(96_000),
                        QuoteClock.plain(240_000)))
                .allMatch(Optional::isEmpty);
    }

    @Test
    void aCodeTheServerDoesNotKnowIsAllZero() {
        var body = new BodyWriter()
                .u16(0)
                .u16(1)
                .zeros(7)
                .u16(0)
                .zeros(9)
                .float32(BigDecimal.ZERO)
                .zeros(4 + 20 + 2 + 4 + 4);
        assertThat(QuoteDecoder.decode(Command.QUOTES, List.of(PING_AN), body.bytes()))
                .singleElement()
                .satisfies(quote -> {
                    assertThat(quote.isUnknown()).isTrue();
                    assertThat(quote.time()).isEmpty();
                });
    }

    @Test
    void aQuoteOfAnotherCodeThanAskedIsRejected() {
        var other = AnswerBodies.quotes(
                Command.QUOTE_SINGLE, List.of(AnswerBodies.quote(new TdxCode(0, "000002"), 919, 14_042_282, 1)));
        rejected(() -> QuoteDecoder.decode(Command.QUOTE_SINGLE, List.of(PING_AN), other));
        var veiled = AnswerBodies.quotes(
                Command.QUOTES_VEILED,
                List.of(AnswerBodies.quote(PING_AN, 919, 93_000, 1), AnswerBodies.quote(PING_AN, 919, 93_000, 1)));
        rejected(() -> QuoteDecoder.decode(Command.QUOTES_VEILED, List.of(PING_AN), veiled));
        rejected(() -> QuoteDecoder.decode(Command.QUOTES_VEILED, List.of(PING_AN, new TdxCode(1, "600000")), veiled));
    }

    @Test
    void onlySomeCommandsGiveQuotes() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> QuoteDecoder.decode(Command.BARS, List.of(PING_AN), new byte[0]));
    }

    @Test
    void bytesLeftOverMeanAnotherLayout() {
        var bars = AnswerBodies.bars(BarCategory.DAY, List.of(bar(LocalDate.of(2026, 11, 20))));
        assertThat(BarDecoder.decode(BarCategory.DAY, false, bars)).hasSize(1);
        rejected(() -> BarDecoder.decode(BarCategory.DAY, true, bars));
        rejected(() -> BarDecoder.decode(BarCategory.DAY, false, Arrays.copyOf(bars, bars.length + 4)));
    }

    @Test
    void barsOfImpossibleDaysAreRejected() {
        var out = new BodyWriter().u16(1).u32(20_261_332).zeros(4 + 8).bytes();
        rejected(() -> BarDecoder.decode(BarCategory.DAY, false, out));
        var minute = new BodyWriter()
                .u16(1)
                .u16(22 << 11 | 1_120)
                .u16(1_440)
                .zeros(4 + 8)
                .bytes();
        rejected(() -> BarDecoder.decode(BarCategory.M1, false, minute));
    }

    @Test
    void everyCategoryHasItsNumber() {
        for (int wire = 0; wire < 12; wire++) {
            assertThat(BarCategory.ofWire(wire).wire()).isEqualTo(wire);
        }
        assertThat(Arrays.stream(BarCategory.values()).filter(BarCategory::isIntraday))
                .extracting(BarCategory::wire)
                .containsExactly(0, 1, 2, 3, 7, 8);
    }

    @Test
    void aDayOfTooManyMinutesIsRejected() {
        var out = new BodyWriter().u16(241).u16(0).zeros(3 * 241).bytes();
        rejected(() -> MinuteDecoder.brief(out));
    }

    @Test
    void aDayWithoutTradesComesInTwoForms() {
        assertThat(TradeDecoder.past(new byte[2]).trades()).isEmpty();
        assertThat(TradeDecoder.past(new byte[6]).trades()).isEmpty();
        assertThat(TradeDecoder.today(new byte[2])).isEmpty();
    }

    @Test
    void anAuctionHasNoSecondSixty() {
        var out = new BodyWriter().u16(1).u16(555).zeros(13).u8(60).bytes();
        rejected(() -> AuctionDecoder.decode(out));
    }

    @Test
    void priceLimitsEndWithAnEmptyPage() {
        assertThat(ReferenceDecoder.limits(new byte[2])).isEmpty();
        var tooLong = new BodyWriter().u16(1).u8(0).u32(1_000_000).zeros(8).bytes();
        rejected(() -> ReferenceDecoder.limits(tooLong));
    }

    @Test
    void aHeartbeatMayTellTheTradingDay() {
        var day = new BodyWriter().zeros(6).date(LocalDate.of(2026, 11, 20)).bytes();
        assertThat(LoginDecoder.heartbeat(day)).contains(LocalDate.of(2026, 11, 20));
        rejected(() -> LoginDecoder.heartbeat(new byte[4]));
    }

    @Test
    void aServerWithAnImpossibleClockIsRejected() {
        rejected(() -> LoginDecoder.greeting(new byte[189]));
    }

    @Test
    void codesAreSixDigits() {
        assertThatIllegalArgumentException().isThrownBy(() -> new TdxCode(0, "00001"));
        assertThatIllegalArgumentException().isThrownBy(() -> new TdxCode(0, "00000A"));
        assertThatIllegalArgumentException().isThrownBy(() -> new TdxCode(-1, "000001"));
        rejected(() -> body("00414243303031").code());
    }

    @Test
    void anAnswerHasToBeginAsAnswersDo() {
        rejected(() -> read("B1CB7500" + "0C01000000000D0002000200" + "0000"));
        assertThatThrownBy(() -> read("B1CB7400" + "0C01000000000D0002000200" + "00"))
                .isInstanceOf(EOFException.class);
        assertThatThrownBy(() -> read("B1CB7400")).isInstanceOf(EOFException.class);
    }

    @Test
    void aCompressedBodyIsAsLongAsItSays() throws Exception {
        var hundred = BodyWriter.deflated(new byte[100]);
        assertThat(read(compressed(hundred, 100)).body()).hasSize(100);
        rejected(() -> read(compressed(hundred, 99)));
        rejected(() -> read(compressed(hundred, 101)));
        rejected(() -> read(compressed(Arrays.copyOf(hundred, hundred.length - 1), 100)));
        rejected(() -> read(compressed(new byte[] {1, 2, 3}, 100)));
    }

    @Test
    void aBombIsNotInflated() {
        var bomb = BodyWriter.deflated(new byte[10_000_000]);
        rejected(() -> read(compressed(bomb, 65_535)));
    }

    @Test
    void requestsForThePastCarryTheirDay() {
        var day = LocalDate.of(2026, 3, 6);
        var digits = HexFormat.of().withUpperCase();
        assertThat(digits.formatHex(Request.minutesPast(PING_AN, day).frame(1)))
                .isEqualTo("0C01000000010D000D00B40F" + "D2253501" + "00303030303031");
        assertThat(digits.formatHex(
                        Request.tradesPast(PING_AN, day, 2_000, 1_800).body()))
                .isEqualTo("D2253501" + "0000303030303031" + "D007" + "0807");
    }

    @Test
    void requestsOfTodayNameTheCode() {
        var digits = HexFormat.of().withUpperCase();
        assertThat(digits.formatHex(Request.trades(PING_AN, 0, 10).body())).isEqualTo("000030303030303100000A00");
        assertThat(digits.formatHex(Request.minutesToday(PING_AN).body())).isEqualTo("000030303030303100000000");
        assertThat(digits.formatHex(Request.minutesShort(PING_AN).body())).isEqualTo("000030303030303100000000");
        assertThat(digits.formatHex(Request.capitalChanges(PING_AN).body())).isEqualTo("010000303030303031");
        assertThat(digits.formatHex(Request.auction(PING_AN).body()))
                .isEqualTo("0000303030303031" + "00000000" + "03000000" + "00000000" + "00000000" + "F4010000");
        assertThat(Request.barsAbsolute(PING_AN, BarCategory.DAY, 0, 10).command())
                .isEqualTo(Command.BARS_ABSOLUTE);
    }

    @Test
    void theOtherQuoteCommandsHaveRequestsOfTheirOwn() {
        var digits = HexFormat.of().withUpperCase();
        assertThat(digits.formatHex(
                        Request.quotes(Command.QUOTES_VEILED, List.of(PING_AN)).body()))
                .isEqualTo("0100" + "00303030303031" + "00000000");
        assertThat(digits.formatHex(
                        Request.quotes(Command.QUOTE_SINGLE, List.of(PING_AN)).body()))
                .isEqualTo("01" + "01303030303031");
        assertThat(digits.formatHex(Request.quotes(Command.QUOTE_SINGLE, List.of(new TdxCode(1, "600000")))
                        .body()))
                .isEqualTo("01" + "00363030303030");
    }

    private static TdxBar bar(LocalDate date) {
        return new TdxBar(date, null, 9_000, 9_100, 8_900, 9_050, BigDecimal.TEN, BigDecimal.TEN, null);
    }

    private static String compressed(byte[] wire, int announced) {
        return HexFormat.of()
                .formatHex(new BodyWriter()
                        .u32(0x0074CBB1)
                        .u8(0x1C)
                        .u32(1)
                        .u8(0)
                        .u16(0x53E)
                        .u16(wire.length)
                        .u16(announced)
                        .raw(wire)
                        .bytes());
    }

    private static Answer read(String hex) throws Exception {
        return Answer.read(new ByteArrayInputStream(HexFormat.of().parseHex(hex)));
    }

    private static Body body(String hex) {
        return new Body(HexFormat.of().parseHex(hex));
    }

    private static void rejected(ThrowingCallable reading) {
        assertThatThrownBy(reading).isInstanceOf(DecodeException.class);
    }
}
