package argus.source.binance;

import static org.assertj.core.api.Assertions.assertThat;

import argus.model.Bar;
import argus.model.BarPeriod;
import argus.model.Depth;
import argus.model.Depth.Level;
import argus.model.MarketEvent;
import argus.model.Quote;
import argus.model.Side;
import argus.model.Symbol;
import argus.model.Trade;
import argus.source.SourceSink;
import argus.source.SourceState;
import argus.source.binance.FakeBinance.Answer;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The source against a Binance of our own, over real sockets. */
class BinanceSourceTest {
    private static final Symbol BTC = new Symbol("BTC-USDT");
    private static final Symbol ETH = new Symbol("ETH-USDT");
    private static final Duration LATER = Duration.ofSeconds(30);
    private static final Clock CLOCK = Clock.systemUTC();

    private final ScheduledExecutorService timers = Executors.newScheduledThreadPool(4);
    private final Heard heard = new Heard();
    private FakeBinance venue;
    private BinanceSource source;

    /** What the source said; any thread may read. */
    private static final class Heard implements SourceSink {
        private final List<MarketEvent> events = new CopyOnWriteArrayList<>();
        private final List<String> states = new CopyOnWriteArrayList<>();

        @Override
        public void events(List<MarketEvent> burst) {
            events.addAll(burst);
        }

        @Override
        public void state(SourceState state, String reason) {
            states.add(state + " " + reason);
        }

        <T extends MarketEvent> List<T> all(Class<T> kind) {
            return events.stream().filter(kind::isInstance).map(kind::cast).toList();
        }
    }

    @BeforeEach
    void openTheVenue() throws Exception {
        venue = FakeAnswers.market("BTC", "ETH", "XRP");
    }

    @AfterEach
    void end() throws Exception {
        if (source != null) {
            source.close();
        }
        venue.close();
        timers.shutdownNow();
    }

    private void start(BinanceSettings settings, Symbol... wanted) {
        source = new BinanceSource(settings, CLOCK, timers);
        source.start(heard);
        source.demand(Set.of(wanted));
    }

    private BinanceSettings settings() {
        return settings(1024, 4, 50, Duration.ofSeconds(60), Duration.ofHours(23));
    }

    private BinanceSettings settings(
            int streams, int connections, int messages, Duration silence, Duration renewAfter) {
        return new BinanceSettings(
                venue.socket(),
                venue.http(),
                streams,
                connections,
                messages,
                600,
                600,
                1000,
                Duration.ofSeconds(10),
                silence,
                renewAfter,
                3,
                Duration.ofMillis(50),
                List.of(BarPeriod.M1, BarPeriod.D1),
                5);
    }

    private static void until(BooleanSupplier condition, String what, Heard heard) throws InterruptedException {
        long deadline = System.nanoTime() + LATER.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime())
                    .as("%s; heard %s, %s", what, heard.states, heard.events)
                    .isLessThan(deadline);
            Thread.sleep(5); // between two looks
        }
    }

    private void until(BooleanSupplier condition, String what) throws InterruptedException {
        until(condition, what, heard);
    }

    private <T extends MarketEvent> T first(Class<T> kind, Predicate<T> wanted) throws InterruptedException {
        until(() -> heard.all(kind).stream().anyMatch(wanted), "a " + kind.getSimpleName());
        return heard.all(kind).stream().filter(wanted).findFirst().orElseThrow();
    }

    private void untilSubscribed(String... pairs) throws InterruptedException {
        until(
                () -> venue.streams().size() == pairs.length * BinanceSource.CHANNELS.size(),
                "subscribed to " + List.of(pairs));
    }

    private boolean told(String beginning) {
        return heard.states.stream().anyMatch(state -> state.startsWith(beginning));
    }

    @Test
    void whatTheVenueSendsBecomesEvents() throws Exception {
        start(settings(), BTC);
        untilSubscribed("btcusdt");
        var now = CLOCK.instant();
        venue.send("btcusdt@trade", FakeAnswers.trade("BTCUSDT", 7, "101.50", "0.25", now, true));
        var trade = first(Trade.class, t -> true);
        assertThat(trade.price()).isEqualTo("101.5");
        assertThat(trade.volume()).isEqualTo("0.25");
        assertThat(trade.side()).isEqualTo(Side.SELL);
        assertThat(trade.id()).isEqualTo("7");
        assertThat(trade.source()).isEqualTo("binance");
        assertThat(trade.time()).isEqualTo(now.truncatedTo(ChronoUnit.MILLIS));

        venue.send("btcusdt@bookTicker", FakeAnswers.bookTicker("BTCUSDT", 120, "101.4", "101.6"));
        var quote = first(Quote.class, q -> q.bidPrice() != null);
        assertThat(quote.last()).isEqualTo("101.5");
        assertThat(quote.bidPrice()).isEqualTo("101.4");
        assertThat(quote.askPrice()).isEqualTo("101.6");

        venue.send("btcusdt@depth@100ms", FakeAnswers.diff("BTCUSDT", 100, 101, "99", "3", now));
        var depth = first(Depth.class, d -> d.sequence() == 101);
        assertThat(depth.bids().get(0)).isEqualTo(new Level(new BigDecimal("99"), new BigDecimal("3")));
    }

    @Test
    void thePastIsToldAsBarsAndThePreviousCloseComesFromIt() throws Exception {
        start(settings(), BTC);
        var quote = first(Quote.class, q -> q.prevClose() != null);
        assertThat(quote.prevClose()).isEqualTo("104");
        assertThat(quote.last()).isEqualTo("105");
        first(Bar.class, bar -> bar.period() == BarPeriod.M1);
        assertThat(heard.all(Bar.class)).allMatch(Bar::closed);
        assertThat(heard.all(Bar.class).stream().filter(bar -> bar.period() == BarPeriod.D1))
                .hasSize(4);
    }

    @Test
    void instrumentsHaveTheTicksAndLotsOfTheVenue() throws Exception {
        start(settings());
        until(() -> told("UP 3 pairs"), "the pairs");
        assertThat(source.serves(BTC)).isTrue();
        assertThat(source.serves(new Symbol("DOGE-USDT"))).isFalse();
        assertThat(source.instruments()).hasSize(3).allSatisfy(instrument -> {
            assertThat(instrument.tick()).isEqualTo("0.01");
            assertThat(instrument.lot()).isEqualTo("0.00001");
            assertThat(instrument.currency()).isEqualTo("USDT");
        });
    }

    @Test
    void aCutIsToldAndMendedAndNothingComesTwice() throws Exception {
        start(settings(), BTC);
        untilSubscribed("btcusdt");
        venue.send("btcusdt@trade", FakeAnswers.trade("BTCUSDT", 7, "101", "1", CLOCK.instant(), false));
        first(Trade.class, t -> true);
        venue.cut();
        until(() -> told("DOWN 1 of 1 connections"), "told that it is down");
        untilSubscribed("btcusdt");
        until(() -> heard.states.get(heard.states.size() - 1).startsWith("UP"), "up again");
        venue.send("btcusdt@trade", FakeAnswers.trade("BTCUSDT", 7, "101", "1", CLOCK.instant(), false));
        venue.send("btcusdt@trade", FakeAnswers.trade("BTCUSDT", 8, "102", "1", CLOCK.instant(), false));
        first(Trade.class, t -> t.id().equals("8"));
        assertThat(heard.all(Trade.class)).extracting(Trade::id).containsExactly("7", "8");
    }

    @Test
    void aMissingChangeOfTheBookBringsANewSnapshot() throws Exception {
        var snapshots = new AtomicInteger();
        venue.answer("/api/v3/depth", query -> Answer.ok(FakeAnswers.depth(snapshots.incrementAndGet() * 100L)));
        start(settings(), BTC);
        untilSubscribed("btcusdt");
        venue.send("btcusdt@depth@100ms", FakeAnswers.diff("BTCUSDT", 100, 101, "99", "3", CLOCK.instant()));
        first(Depth.class, d -> d.sequence() == 101);
        venue.send("btcusdt@depth@100ms", FakeAnswers.diff("BTCUSDT", 199, 201, "99", "4", CLOCK.instant()));
        var depth = first(Depth.class, d -> d.sequence() == 201);
        assertThat(depth.bids().get(0).volume()).isEqualTo("4");
        assertThat(snapshots).hasValue(2);
        assertThat(venue.requested()).anyMatch(request -> request.contains("/depth?symbol=BTCUSDT&limit=1000"));
    }

    @Test
    void garbageIsDroppedAndMoreOfItEndsTheConnection() throws Exception {
        start(settings(), BTC);
        untilSubscribed("btcusdt");
        var peer = venue.peers().get(0);
        peer.text("<html>");
        peer.binary(new byte[] {1, 2, 3});
        venue.send("btcusdt@trade", FakeAnswers.trade("BTCUSDT", 7, "101", "1", CLOCK.instant(), false));
        first(Trade.class, t -> true);
        assertThat(source.unreadable()).isEqualTo(2);
        IntStream.range(0, 20).forEach(n -> peer.text("{\"stream\":5}"));
        until(() -> told("DOWN 1 of 1 connections: sent 20 frames running that cannot be read"), "told why");
        untilSubscribed("btcusdt");
        venue.send("btcusdt@trade", FakeAnswers.trade("BTCUSDT", 8, "101", "1", CLOCK.instant(), false));
        first(Trade.class, t -> t.id().equals("8"));
    }

    @Test
    void aServerThatAnswersNothingIsGivenUp() throws Exception {
        start(settings(1024, 4, 50, Duration.ofSeconds(1), Duration.ofHours(23)), BTC);
        untilSubscribed("btcusdt");
        venue.mute(true);
        until(() -> told("DOWN 1 of 1 connections: silent for more than 1000 ms"), "told why");
        venue.mute(false);
        until(() -> heard.states.get(heard.states.size() - 1).startsWith("UP"), "up again");
        var asked = venue.peers().stream().flatMap(peer -> peer.requests().stream());
        assertThat(asked.map(request -> request.getString("method"))).contains("SUBSCRIBE");
    }

    @Test
    void aQuietConnectionIsKeptWhileTheServerAnswers() throws Exception {
        start(settings(1024, 4, 50, Duration.ofSeconds(1), Duration.ofHours(23)), BTC);
        untilSubscribed("btcusdt");
        var peer = venue.peers().get(0);
        until(
                () -> peer.requests().stream()
                                .filter(request -> request.getString("method").equals("LIST_SUBSCRIPTIONS"))
                                .count()
                        >= 4,
                "asked for a sign several times");
        assertThat(venue.peers()).containsExactly(peer);
        assertThat(heard.states).noneMatch(state -> state.startsWith("DOWN"));
    }

    @Test
    void anOldConnectionIsReplacedBeforeItIsClosed() throws Exception {
        start(settings(1024, 4, 50, Duration.ofSeconds(60), Duration.ofSeconds(2)), BTC);
        untilSubscribed("btcusdt");
        var old = venue.peers().get(0);
        var sent = new AtomicInteger();
        until(
                () -> {
                    int id = sent.incrementAndGet();
                    venue.send("btcusdt@trade", FakeAnswers.trade("BTCUSDT", id, "101", "1", CLOCK.instant(), false));
                    return venue.peers().stream().noneMatch(peer -> peer == old);
                },
                "the old one is closed");
        int last = sent.get();
        first(Trade.class, t -> t.id().equals(Integer.toString(last)));
        assertThat(heard.all(Trade.class).stream().map(Trade::id))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, last)
                        .mapToObj(Integer::toString)
                        .toList());
        assertThat(heard.states).noneMatch(state -> state.startsWith("DOWN"));
    }

    @Test
    void aServerThatIsAboutToEndIsLeftInTime() throws Exception {
        start(settings(), BTC);
        untilSubscribed("btcusdt");
        var old = venue.peers().get(0);
        old.text("{\"e\":\"serverShutdown\",\"E\":" + CLOCK.millis() + "}");
        until(() -> venue.peers().stream().noneMatch(peer -> peer == old), "the old one is closed");
        untilSubscribed("btcusdt");
        assertThat(heard.states).noneMatch(state -> state.startsWith("DOWN"));
    }

    @Test
    void requestsKeepTheQuotaAndSymbolsAreSpreadOverConnections() throws Exception {
        start(settings(10, 3, 2, Duration.ofSeconds(60), Duration.ofHours(23)), BTC, ETH);
        untilSubscribed("btcusdt", "ethusdt");
        source.demand(Set.of(BTC));
        untilSubscribed("btcusdt");
        source.demand(Set.of(BTC, new Symbol("XRP-USDT")));
        untilSubscribed("btcusdt", "xrpusdt");
        source.demand(Set.of(BTC));
        untilSubscribed("btcusdt");
        assertThat(venue.peers()).hasSize(1);
        var times = venue.peers().get(0).times();
        assertThat(times).hasSize(4);
        for (int n = 2; n < times.size(); n++) {
            // two in a second: the third is a second after the first, as far as the two clocks agree
            assertThat(times.get(n) - times.get(n - 2))
                    .isGreaterThan(Duration.ofMillis(900).toNanos());
        }
    }

    @Test
    void pairsBeyondTheQuotaAreSaidToHaveNoRoom() throws Exception {
        start(settings(5, 2, 50, Duration.ofSeconds(60), Duration.ofHours(23)), BTC, ETH, new Symbol("XRP-USDT"));
        until(() -> told("UP 3 pairs on 2 connections; no room for 1 pairs within the quota"), "told");
        assertThat(venue.peers()).hasSize(2).allSatisfy(peer -> assertThat(peer.streams())
                .hasSize(5));
        source.demand(Set.of(BTC));
        until(() -> venue.streams().equals(streams("btcusdt")), "one pair left");
        source.demand(Set.of());
        until(() -> venue.peers().isEmpty(), "no connection without a pair");
    }

    private static Set<String> streams(String pair) {
        return BinanceSource.CHANNELS.stream()
                .map(channel -> pair + "@" + channel)
                .collect(Collectors.toSet());
    }

    @Test
    void aVenueThatAsksForPatienceIsLeftAlone() throws Exception {
        var busy = new AtomicInteger(1);
        venue.answer(
                "/api/v3/depth",
                query -> busy.getAndDecrement() > 0
                        ? new Answer(429, "{\"code\":-1003,\"msg\":\"Too many requests.\"}", "Retry-After: 1\r\n")
                        : Answer.ok(FakeAnswers.depth(100)));
        start(settings(), BTC);
        untilSubscribed("btcusdt");
        until(
                () -> told("UP")
                        && venue.requested().stream()
                                        .filter(r -> r.contains("klines"))
                                        .count()
                                >= 2,
                "bars");
        venue.send("btcusdt@depth@100ms", FakeAnswers.diff("BTCUSDT", 100, 101, "99", "3", CLOCK.instant()));
        until(
                () -> heard.states.stream()
                        .anyMatch(state -> state.startsWith("UP") && state.contains("Too many requests")),
                "told that books wait");
        first(Depth.class, d -> d.sequence() == 101);
        assertThat(venue.requested().stream().filter(request -> request.contains("/depth")))
                .hasSize(2);
    }

    @Test
    void aVenueThatCannotBeReachedIsDownAndTriedAgain() throws Exception {
        venue.refuse(true);
        venue.answer(
                "/api/v3/exchangeInfo", query -> new Answer(451, "{\"code\":0,\"msg\":\"restricted location\"}", ""));
        start(settings());
        until(() -> told("DOWN HTTP 451 for /api/v3/exchangeInfo: restricted location"), "down");
        assertThat(source.serves(BTC)).as("the usual pairs are taken to exist").isTrue();
        source.demand(Set.of(BTC));
        until(() -> told("DOWN 1 of 1 connections: cannot connect to 127.0.0.1"), "down as well");
        venue.refuse(false);
        untilSubscribed("btcusdt");
        until(() -> heard.states.get(heard.states.size() - 1).startsWith("UP"), "up");
    }

    @Test
    void pingsAreAnsweredAndAGoodbyeIsALoss() throws Exception {
        start(settings(), BTC);
        untilSubscribed("btcusdt");
        var peer = venue.peers().get(0);
        peer.ping("1732298400");
        until(() -> peer.pongs().contains("1732298400"), "a pong");
        peer.goodbye(1001, "going away");
        until(() -> told("DOWN 1 of 1 connections: closed by the server with 1001 going away"), "told why");
        untilSubscribed("btcusdt");
    }

    @Test
    void aRefusedRequestEndsTheConnection() throws Exception {
        start(settings(), BTC);
        untilSubscribed("btcusdt");
        venue.peers().get(0).text("{\"error\":{\"code\":2,\"msg\":\"Invalid request\"},\"id\":1}");
        until(() -> told("DOWN 1 of 1 connections: refused a request: 2 Invalid request"), "told why");
        untilSubscribed("btcusdt");
    }

    @Test
    void aSubscriptionWithoutAnAnswerIsGivenUp() throws Exception {
        venue.mute(true);
        start(
                new BinanceSettings(
                        venue.socket(),
                        venue.http(),
                        1024,
                        4,
                        50,
                        600,
                        600,
                        1000,
                        Duration.ofMillis(300),
                        Duration.ofSeconds(60),
                        Duration.ofHours(23),
                        3,
                        Duration.ofMillis(50),
                        List.of(),
                        5),
                BTC);
        until(() -> told("DOWN 1 of 1 connections: no answer to SUBSCRIBE within 300 ms"), "told why");
    }

    @Test
    void aFrameThatDoesNotEndIsALoss() throws Exception {
        start(settings(), BTC);
        untilSubscribed("btcusdt");
        venue.peers().get(0).text(" ".repeat(3_000_000));
        until(() -> told("DOWN 1 of 1 connections: sent a frame of more than"), "told why");
        untilSubscribed("btcusdt");
    }

    @Test
    void aConnectionThatCannotBeReplacedGoesOn() throws Exception {
        start(settings(), BTC);
        untilSubscribed("btcusdt");
        var old = venue.peers().get(0);
        venue.refuse(true);
        int before = venue.refused();
        old.text("{\"e\":\"serverShutdown\",\"E\":" + CLOCK.millis() + "}");
        until(() -> venue.refused() >= before + 2, "tried twice");
        venue.send("btcusdt@trade", FakeAnswers.trade("BTCUSDT", 7, "101", "1", CLOCK.instant(), false));
        first(Trade.class, t -> true);
        assertThat(venue.peers()).containsExactly(old);
        assertThat(heard.states).noneMatch(state -> state.startsWith("DOWN"));
        venue.refuse(false);
        until(() -> !venue.peers().contains(old) && !venue.peers().isEmpty(), "replaced");
    }

    @Test
    void nothingIsSaidAfterTheEnd() throws Exception {
        start(settings(), BTC);
        untilSubscribed("btcusdt");
        source.close();
        assertThat(heard.states.get(heard.states.size() - 1)).startsWith("STOPPED");
        until(() -> venue.peers().isEmpty(), "the connection is closed");
        assertThat(heard.states.get(heard.states.size() - 1)).startsWith("STOPPED");
    }
}
