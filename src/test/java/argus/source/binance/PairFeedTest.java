package argus.source.binance;

import static org.assertj.core.api.Assertions.assertThat;

import argus.model.Depth;
import argus.model.MarketEvent;
import argus.model.Quote;
import argus.model.Symbol;
import argus.model.Trade;
import argus.source.binance.wire.BookSnapshot;
import argus.source.binance.wire.Frame.OfPair;
import argus.source.binance.wire.FrameDecoder;
import argus.source.binance.wire.RestDecoder;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PairFeedTest {
    private static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");
    private static final BookSnapshot BOOK = RestDecoder.depth(FakeAnswers.depth(100));

    private final PairFeed feed = new PairFeed(new Symbol("BTC-USDT"), "binance", 1000);

    private List<MarketEvent> take(String frame) {
        return feed.take((OfPair) FrameDecoder.decode(frame), NOW);
    }

    private List<MarketEvent> trade(long id, String price) {
        return take(FakeAnswers.trade("BTCUSDT", id, price, "0.5", NOW, false));
    }

    @Test
    void aTradeGivesItselfAndTheQuoteAfterIt() {
        var events = trade(7, "101");
        assertThat(events).hasSize(2);
        assertThat(events.get(0)).isInstanceOf(Trade.class);
        assertThat(((Quote) events.get(1)).last()).isEqualTo("101");
        assertThat(((Quote) events.get(1)).volume()).as("the day is not known").isNull();
        assertThat(trade(7, "101")).as("the same again").isEmpty();
        assertThat(trade(8, "101")).as("the quote is the same").hasSize(1);
    }

    @Test
    void aQuoteHasTheFiguresOfTheDayAndTheBestPrices() {
        take(FakeAnswers.bookTicker("BTCUSDT", 5, "100.5", "101.5"));
        var quote =
                (Quote) take(FakeAnswers.day("BTCUSDT", NOW, "101", "50.0", 7)).get(0);
        assertThat(quote.last()).isEqualTo("101");
        assertThat(quote.open()).isEqualTo("100");
        assertThat(quote.high()).isEqualTo("120");
        assertThat(quote.low()).isEqualTo("80");
        assertThat(quote.volume()).isEqualTo("50");
        assertThat(quote.amount()).isEqualTo("5000");
        assertThat(quote.bidPrice()).isEqualTo("100.5");
        assertThat(quote.bidVolume()).isEqualTo("1.5");
        assertThat(quote.askPrice()).isEqualTo("101.5");
        assertThat(quote.askVolume()).isEqualTo("2.5");
        assertThat(quote.time()).isEqualTo(NOW);
        assertThat(((Quote) trade(8, "102").get(1)).volume()).isEqualTo("50.5");
        assertThat(take(FakeAnswers.bookTicker("BTCUSDT", 5, "1", "2")))
                .as("an older one")
                .isEmpty();
    }

    @Test
    void theTickerGivesThePricesUntilOthersKnowBetter() {
        var ticker =
                """
                {"e":"24hrTicker","E":1772452800000,"s":"BTCUSDT","c":"%s","o":"1","h":"1","l":"1","v":"999","q":"1",
                 "b":"99","B":"1","a":"103","A":"1","L":%d}""";
        var quote = (Quote) take(ticker.formatted("101", 7)).get(0);
        assertThat(quote.last()).isEqualTo("101");
        assertThat(quote.bidPrice()).isEqualTo("99");
        assertThat(quote.volume()).as("a window of 24 hours is no day").isNull();
        take(FakeAnswers.bookTicker("BTCUSDT", 5, "100.5", "101.5"));
        trade(9, "105");
        assertThat(take(ticker.formatted("102", 8))).as("all of it is older").isEmpty();
        assertThat(((Quote) take(ticker.formatted("106", 10)).get(0)).bidPrice())
                .isEqualTo("100.5");
        assertThat(take(ticker.formatted("0", 11))).as("no price").isEmpty();
    }

    @Test
    void aShortTickerAndOtherBarsHaveNoSayInTheDay() {
        assertThat(
                        take(
                                """
                        {"e":"24hrMiniTicker","E":1772452800000,"s":"BTCUSDT","c":"101","o":"1","h":"1","l":"1","v":"9","q":"1"}"""))
                .hasSize(1);
        assertThat(take(FakeAnswers.day("BTCUSDT", NOW, "102", "50", 7).replace("\"1d\"", "\"1m\"")))
                .isEmpty();
    }

    @Test
    void theBookIsPublishedWhenASnapshotAndItsChangesAreThere() {
        assertThat(take(FakeAnswers.diff("BTCUSDT", 100, 101, "99", "3", NOW))).isEmpty();
        assertThat(feed.hasBook()).isFalse();
        var depth = (Depth) feed.take(BOOK, NOW).get(0);
        assertThat(feed.hasBook()).isTrue();
        assertThat(depth.sequence()).isEqualTo(101);
        assertThat(depth.maxBid()).isEqualTo("99");
        assertThat(depth.minAsk()).isEqualTo("102");
        assertThat(take(FakeAnswers.diff("BTCUSDT", 102, 102, "99", "3", NOW)))
                .as("the same levels")
                .isEmpty();
        assertThat(take(FakeAnswers.diff("BTCUSDT", 105, 106, "99", "4", NOW))).isEmpty();
        assertThat(feed.hasBook()).as("a change is missing").isFalse();
    }

    @Test
    void daysThatWereAskedForGiveAQuoteAtOnce() {
        var days = RestDecoder.klines(FakeAnswers.klines("interval=1d", NOW), "BTCUSDT", "1d", NOW);
        var quote = (Quote) feed.days(days.get(3), days.get(4), NOW).get(0);
        assertThat(quote.last()).isEqualTo("105");
        assertThat(quote.prevClose()).isEqualTo("104");
        assertThat(quote.volume()).isEqualTo("12.5");
    }
}
