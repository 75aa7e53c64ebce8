package argus.source.tdx.wire;

import static org.assertj.core.api.Assertions.assertThat;

import argus.source.tdx.wire.ReferenceDecoder.Security;
import argus.source.tdx.wire.TradeDecoder.TdxTrade;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.UniqueElements;
import org.junit.jupiter.api.Test;

/** What is written in a layout is read from it. */
class RoundTripTest {
    private static final long LARGEST = (1L << 46) - 1;

    @Property
    void numbersOfAnySizeComeBack(@ForAll @LongRange(min = -LARGEST, max = LARGEST) long value) {
        var in = new Body(new BodyWriter().varInt(value).bytes());
        assertThat(in.varInt()).isEqualTo(value);
        assertThat(in.remaining()).isZero();
    }

    @Property
    void floatsComeBackBitForBit(@ForAll float value) {
        var exact = new BigDecimal(value);
        var read = new Body(new BodyWriter().float32(exact).bytes()).float32();
        assertThat(read.floatValue()).isEqualTo(value);
        assertThat(read.stripTrailingZeros().precision())
                .isLessThanOrEqualTo(exact.stripTrailingZeros().precision());
    }

    @Property(tries = 200)
    void quotesComeBack(
            @ForAll @Size(max = 80) @UniqueElements List<@IntRange(max = 999_999) Integer> numbers,
            @ForAll @LongRange(min = 100, max = 99_999_999) long last,
            @ForAll @LongRange(max = 23_999_999) long clock,
            @ForAll @LongRange(max = 9_999_999_999L) long volume) {
        var codes = numbers.stream().map(RoundTripTest::code).toList();
        var quotes = codes.stream()
                .map(code -> AnswerBodies.quote(code, last, clock, volume))
                .toList();
        var body = AnswerBodies.quotes(Command.QUOTES, quotes);
        assertThat(QuoteDecoder.decode(Command.QUOTES, codes, body))
                .usingElementComparatorIgnoringFields("amount")
                .isEqualTo(quotes);
    }

    @Property(tries = 200)
    void veiledQuotesComeBack(
            @ForAll @Size(min = 1, max = 100) @UniqueElements List<@IntRange(max = 999_999) Integer> numbers,
            @ForAll @LongRange(min = 100, max = 99_999) long last) {
        var codes = numbers.stream().map(RoundTripTest::code).toList();
        var quotes = codes.stream()
                .map(code -> AnswerBodies.quote(code, last, 145_958, 4_711))
                .toList();
        var read =
                QuoteDecoder.decode(Command.QUOTES_VEILED, codes, AnswerBodies.quotes(Command.QUOTES_VEILED, quotes));
        assertThat(read).extracting(TdxQuote::code).isEqualTo(codes);
        assertThat(read).allSatisfy(quote -> {
            assertThat(quote.time()).contains(LocalTime.of(14, 59, 58));
            assertThat(quote.bids()).isEqualTo(quotes.get(0).bids());
            assertThat(quote.asks()).isEqualTo(quotes.get(0).asks());
            assertThat(quote.volume()).isEqualTo(4_711);
        });
    }

    @Test
    void aSingleQuoteHasNoBook() {
        var code = new TdxCode(1, "600000");
        var body =
                AnswerBodies.quotes(Command.QUOTE_SINGLE, List.of(AnswerBodies.quote(code, 919, 14_042_282, 594_018)));
        body[0] = 0; // the market, said the other way round
        assertThat(QuoteDecoder.decode(Command.QUOTE_SINGLE, List.of(code), body))
                .singleElement()
                .satisfies(quote -> {
                    assertThat(quote.code()).isEqualTo(code);
                    assertThat(quote.last()).isEqualTo(919);
                    assertThat(quote.volume()).isEqualTo(594_018);
                    assertThat(quote.bids()).isEmpty();
                });
    }

    @Property(tries = 100)
    void barsComeBack(
            @ForAll @Size(max = 200) List<@LongRange(min = 2, max = 9_999_999) Long> closes,
            @ForAll BarCategory category) {
        var bars = new ArrayList<TdxBar>();
        for (var close : closes) {
            var end = category.isIntraday() ? LocalTime.of(9, 31) : null;
            bars.add(new TdxBar(
                    LocalDate.of(2026, 11, 20),
                    end,
                    close - 1,
                    close + 5,
                    close - 2,
                    close,
                    BigDecimal.valueOf(100),
                    new BigDecimal("12345.5"),
                    null));
        }
        assertThat(BarDecoder.decode(category, false, AnswerBodies.bars(category, bars)))
                .isEqualTo(bars);
    }

    @Property(tries = 100)
    void tradesComeBack(@ForAll @Size(max = 200) List<@LongRange(min = 1, max = 9_999_999) Long> prices) {
        var trades = prices.stream()
                .map(price -> new TdxTrade(LocalTime.of(14, 56), price, price % 77, 3, price % 3, 0))
                .toList();
        assertThat(TradeDecoder.today(AnswerBodies.trades(trades))).isEqualTo(trades);
    }

    @Test
    void securitiesComeBack() {
        var securities = List.of(
                new Security(new TdxCode(1, "600000"), 100, "浦发银行", 2, new BigDecimal("9.5"), "0".repeat(16)),
                new Security(new TdxCode(1, "510050"), 100, "50ETF", 3, BigDecimal.ZERO, "0".repeat(16)));
        assertThat(ReferenceDecoder.list(1, AnswerBodies.list(securities))).isEqualTo(securities);
    }

    @Test
    void aGreetingComesBack() {
        var clock = LocalDateTime.of(2026, 11, 22, 9, 40, 7);
        var date = LocalDate.of(2026, 11, 20);
        var body = AnswerBodies.greeting(clock, date, "上海双线主站14");
        assertThat(body).hasSize(189);
        var greeting = LoginDecoder.greeting(body);
        assertThat(greeting.clock()).isEqualTo(clock);
        assertThat(greeting.shanghai().date()).isEqualTo(date);
        assertThat(greeting.server()).isEqualTo("上海双线主站14");
    }

    @Property(tries = 100)
    void compressedAnswersComeBack(@ForAll @Size(min = 1, max = 5_000) List<Byte> bytes) throws IOException {
        var body = new byte[bytes.size()];
        for (int i = 0; i < body.length; i++) {
            body[i] = (byte) (bytes.get(i) & 3); // so that it does compress
        }
        boolean shrinks = BodyWriter.deflated(body).length != body.length;
        var frame = BodyWriter.answer(0xFFFF_FFFFL, 0x53E, body, shrinks);
        var answer = Answer.read(new ByteArrayInputStream(frame));
        assertThat(answer.body()).isEqualTo(body);
        assertThat(answer.header().id()).isEqualTo(0xFFFF_FFFFL);
        assertThat(answer.header().command()).isEqualTo(Command.QUOTES.code());
    }

    private static TdxCode code(int number) {
        return new TdxCode(number % 3, String.format("%06d", number));
    }
}
